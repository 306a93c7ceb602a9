// The one shape of every refusal and error the API answers with (RFC 9457).
import { z } from 'zod'

const fieldError = z
  .strictObject({
    field: z.string().meta({ description: 'Where, as a path', examples: ['place.coordinates'] }),
    code: z.string().meta({ description: 'What is wrong with it', examples: ['too_big'] }),
    message: z.string().meta({ description: 'The same in words', examples: ['最多 200 个字符'] }),
  })
  .meta({ id: 'FieldError', description: 'One thing wrong with one field' })

/** `application/problem+json`. More fields may follow, named in the description of the code. */
export const problem = z
  .looseObject({
    type: z
      .string()
      .meta({ description: 'Address of the explanation', examples: ['/problems/not_found'] }),
    title: z.string().meta({ description: 'What happened, in the language asked for' }),
    status: z.int().meta({ description: 'HTTP status', examples: [404] }),
    code: z.string().meta({ description: 'Stable code to switch on', examples: ['not_found'] }),
    detail: z.string().meta({ description: 'What was kept and what to do' }),
    instance: z.string().meta({ description: 'Request id, also in the log', examples: ['req-1a'] }),
    field: z.string().optional().meta({ description: 'The field at fault, if there is one' }),
    rule: z.string().optional().meta({ description: 'The rule of the mechanism that refused' }),
    errors: z.array(fieldError).optional(),
  })
  .meta({
    id: 'Problem',
    description: 'Why a request was refused or failed',
    examples: [
      {
        type: '/problems/not_found',
        title: '没有找到',
        status: 404,
        code: 'not_found',
        detail: '没有这个对象，或者您看不到它。',
        instance: 'req-1a',
      },
    ],
  })

export type Problem = z.output<typeof problem>
