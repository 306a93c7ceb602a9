// Command posts 指挥部: temporary bodies that blow whistles as a sub-district does.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import {
  areas,
  bilingual,
  departmentId,
  id,
  instant,
  line,
  officeId,
  organisationId,
  personId,
} from './shared.ts'
import * as shown from './shown.ts'

export const areaCode = id.meta({
  description: 'Administrative code or the id of a special area',
  examples: ['110117006'],
})

export const postId = id.meta({
  description: 'Id of a command post; it carries its district',
  examples: ['post-110117-01hq3v8k2m9x4c7b5n6t'],
})

export const openPost = z
  .strictObject({
    name: bilingual,
    parent: organisationId.optional().meta({
      description: 'The organisation to which it answers; your own when absent',
    }),
    commander: z
      .strictObject({ office: officeId, person: personId })
      .meta({ description: 'Also secretary of its temporary Party branch' }),
    members: z
      .array(
        z.strictObject({
          department: departmentId,
          head: personId.meta({
            description: 'Its head in person: the second rung in an emergency',
          }),
        }),
      )
      .max(200)
      .meta({ description: 'Member departments, each once' }),
    area: areaCode.meta({ description: 'Where it works' }),
    from: instant.optional().meta({ description: 'From when; now when absent' }),
    until: instant.meta({ description: 'Until when; a whistle that is open then goes on' }),
    instrument: line({ max: 300 }).meta({
      description: 'The paper that sets it up',
      examples: ['平谷区金海湖专项整治指挥部成立通知'],
    }),
  })
  .meta({ id: 'OpenPost', description: 'Set up a command post' })

export const post = z
  .strictObject({
    id: z.string().meta({
      description: 'Id of the command post',
      examples: ['post-110117-01hq3v8k2m9x4c7b5n6t'],
    }),
    version: shown.version,
    status: z
      .enum(['open', 'dissolved'])
      .meta({ description: 'Whether it still stands', examples: ['open'] }),
    name: bilingual,
    parent: shown.organisation,
    commander: z
      .strictObject({ office: shown.office, person: shown.person })
      .meta({ description: 'Also secretary of its temporary Party branch' }),
    coordination: shown.office,
    members: z
      .array(z.strictObject({ department: shown.department, head: shown.person }))
      .meta({ description: 'Member departments with their heads in person' }),
    area: shown.area,
    areas,
    from: instant,
    until: instant,
    instrument: shown.instrument,
    openWhistles: z.array(z.string()).meta({
      description: 'It cannot be dissolved while there is one',
      examples: [['w-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    dissolvedAt: instant.optional(),
  })
  .meta({
    id: 'CommandPost',
    description: 'A temporary body with a commander, members and a period',
  })

export const postPage = page(
  post
    .omit({ version: true })
    .meta({ id: 'CommandPostRow', description: 'A command post in a list' }),
).meta({
  id: 'CommandPostPage',
  description: 'A page of command posts',
})

export const postQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(['open', 'dissolved']).optional().meta({ description: 'Whether it still works' }),
  parent: shown.sought.optional(),
  member: shown.sought.optional().meta({ description: 'A member department' }),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .meta({ description: 'Administrative code of a district', examples: ['110117'] }),
})
