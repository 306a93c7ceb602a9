// Supervision orders: a department is asked to account for what it did not do.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { bilingual, departmentId, instant, note, reason, whistleId } from './shared.ts'
import * as shown from './shown.ts'

export const supervisionId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,158}$/, { error: 'not_an_id' })
  .meta({
    description: 'Whistle, department and round, with dots',
    examples: ['w-110117-01hq3v8k2m9x4c7b5n6t.110117-water.1'],
  })

export const orderSupervision = z
  .strictObject({ whistle: whistleId, department: departmentId, reason })
  .meta({ id: 'OrderSupervision', description: 'Ask a summoned department to account for itself' })

export const answerSupervision = z
  .strictObject({ text: note })
  .meta({ id: 'AnswerSupervision', description: 'The department’s account' })

export const concludeSupervision = z
  .strictObject({
    verdict: z
      .enum(['explained', 'at_fault'])
      .meta({ description: 'What the account is found to be', examples: ['explained'] }),
    reason,
  })
  .meta({ id: 'ConcludeSupervision', description: 'The end of an order' })

const fields = {
  id: z.string().meta({
    description: 'Id of the order',
    examples: ['w-110117-01hq3v8k2m9x4c7b5n6t.110117-water.1'],
  }),
  whistle: shown.whistle,
  department: shown.department,
  status: z
    .enum(['open', 'answered', 'concluded'])
    .meta({ description: 'How far it is', examples: ['open'] }),
  cause: z
    .enum(['default', 'ordered'])
    .meta({ description: 'A default opens its order by itself', examples: ['default'] }),
  answerDueAt: instant,
  overdue: z.boolean().meta({ description: 'No answer came in time', examples: [false] }),
  drill: z.boolean().meta({ description: 'Ordered in a rehearsal', examples: [false] }),
  verdict: z
    .enum(['explained', 'at_fault'])
    .optional()
    .meta({ description: 'Once concluded', examples: ['explained'] }),
}

export const supervision = z
  .strictObject({
    ...fields,
    version: shown.version,
    departmentName: bilingual.optional(),
    round: shown.round,
    reason: shown.erasable('Why it was given', '到场时限已过，无人到场'),
    openedAt: instant,
    answer: z
      .strictObject({ at: instant, text: shown.erasable('The account', '当日已派员，途中受阻') })
      .optional()
      .meta({ description: 'The department’s account' }),
    conclusion: z
      .strictObject({
        at: instant,
        reason: shown.erasable('Why', '情况属实'),
        office: shown.office,
      })
      .optional()
      .meta({ description: 'How it was concluded' }),
  })
  .meta({
    id: 'Supervision',
    description: 'A department is asked to account for what it did not do',
  })

export const supervisionRow = z
  .strictObject(fields)
  .meta({ id: 'SupervisionRow', description: 'An order in a list' })

export const supervisionPage = page(supervisionRow).meta({
  id: 'SupervisionPage',
  description: 'A page of orders',
})

export const supervisionQuery = z.strictObject({
  ...pageQuery,
  status: z
    .enum(['open', 'answered', 'concluded'])
    .optional()
    .meta({ description: 'Where it stands', examples: ['open'] }),
  department: shown.sought.optional(),
  whistle: shown.sought.optional(),
  overdue: z.enum(['true', 'false']).optional().meta({ description: 'Whether the answer is late' }),
  drill: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Of rehearsals, or of what was real' }),
  sort: z
    .enum(['next_due', 'latest_due'])
    .default('next_due')
    .meta({ description: 'By the moment when the answer is due', examples: ['next_due'] }),
})
