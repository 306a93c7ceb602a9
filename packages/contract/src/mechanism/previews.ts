// Who will be told what, when and by which channels, if nobody answers.
import { z } from 'zod'
import { kind as kindDraft } from './kinds.ts'
import { layer, why } from './rosters.ts'
import { code, departmentId, instant, organisationId } from './shared.ts'
import * as shown from './shown.ts'

export const ladderQuestion = z
  .strictObject({
    kind: code.meta({ description: 'Code of the kind', examples: ['emergency'] }),
    departments: z
      .array(departmentId)
      .min(1)
      .max(50)
      .meta({ description: 'Who would be called; the first one leads' }),
    at: instant.optional().meta({ description: 'Blown when; now when absent' }),
    caller: organisationId
      .optional()
      .meta({ description: 'Who would call; your own organisation when absent' }),
    draft: kindDraft.optional().meta({
      description: 'As if this version of the kind were in force; its code is `kind`',
    }),
  })
  .meta({ id: 'LadderQuestion', description: 'A whistle that might be blown' })

const told = z.strictObject({
  person: shown.person,
  name: shown.personName
    .optional()
    .meta({ description: 'Of people of your own organisation; null once erased' }),
  organisation: shown.organisation,
  layer: layer.optional(),
  gap: z.boolean().meta({
    description: 'In the place of nobody: the roster has a gap',
    examples: [false],
  }),
  at: instant.meta({ description: 'When the first message leaves; after quiet hours' }),
  channels: z
    .array(z.string())
    .meta({ description: 'In the order in which they are tried', examples: [['sms', 'inbox']] }),
  atOnce: z.boolean().meta({
    description: 'By all of them together instead of one after the other',
    examples: [false],
  }),
  again: z.array(instant).meta({ description: 'When it is said again' }),
  why: why.optional(),
})

export const preview = z
  .strictObject({
    at: instant.meta({ description: 'As if nobody answered from then on' }),
    items: z
      .array(
        z.strictObject({
          at: instant.meta({ description: 'When it is due to be told' }),
          act: z.string().meta({ description: 'What is told', examples: ['urge'] }),
          department: shown.department.optional(),
          clock: z
            .string()
            .optional()
            .meta({ description: 'Whose ladder it is', examples: ['sign'] }),
          dueAt: instant.optional().meta({ description: 'When that clock runs out' }),
          emergency: z.boolean().meta({ description: 'Breaks quiet hours', examples: [true] }),
          people: z
            .array(told)
            .meta({ description: 'Who is told; empty where an organisation has nobody at all' }),
        }),
      )
      .meta({ description: 'What will be told, the earliest first' }),
  })
  .meta({ id: 'LadderPreview', description: 'Who will be told what, when and how' })
