// The responsibility list 权责清单, what rulings propose to it, and advice.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { lngLat } from './case-views.ts'
import { areaCode } from './posts.ts'
import {
  areas,
  bilingual,
  departmentId,
  entryId,
  instant,
  legalItem,
  line,
  problemType,
  text,
} from './shared.ts'
import * as shown from './shown.ts'

const entryFields = {
  problemType,
  area: areaCode,
  lead: departmentId.meta({ description: 'The department that leads' }),
  assisting: z
    .array(departmentId)
    .max(100)
    .default([])
    .meta({ description: 'Departments that assist' }),
  duty: z
    .strictObject({
      zh: text({ max: 2000 }).meta({ description: 'In Chinese', examples: ['查处违法建设'] }),
      en: text({ max: 2000 }).meta({
        description: 'In English',
        examples: ['Deal with illegal building'],
      }),
    })
    .meta({ description: 'The duty in words' }),
  legalItems: z
    .array(legalItem)
    .max(50)
    .default([])
    .meta({ description: 'What the duty rests on' }),
}

export const publishEntry = z
  .strictObject({
    id: entryId,
    ...entryFields,
    from: instant.optional().meta({ description: 'From when; now when absent' }),
    until: instant.optional(),
    replaces: entryId
      .optional()
      .meta({ description: 'The entry that ends when this one begins, in the same act' }),
  })
  .meta({ id: 'PublishEntry', description: 'Who leads and who assists for a problem in an area' })

export const endEntry = z
  .strictObject({
    problemType,
    entry: entryId,
    until: instant.optional().meta({ description: 'Until when; now when absent' }),
  })
  .meta({ id: 'EndEntry', description: 'End an entry; it stays readable' })

export const entry = z
  .strictObject({
    id: shown.entry,
    problemType: shown.problemType,
    area: shown.area,
    lead: shown.department,
    assisting: shown.ids('Departments that assist', '110117-water'),
    duty: entryFields.duty,
    legalItems: shown.ids('What the duty rests on', '《中华人民共和国城乡规划法》'),
    from: instant,
    until: instant.optional(),
  })
  .meta({ id: 'ListEntry', description: 'An entry of the responsibility list' })

const called = {
  names: shown.names,
  problemTypes: z.record(z.string(), bilingual).meta({
    description: 'What the problem types are called, by code',
    examples: [{ '07-01': { zh: '违法建设', en: 'Illegal building' } }],
  }),
}

export const entryPage = page(entry)
  .extend(called)
  .meta({ id: 'ListEntryPage', description: 'A page of entries' })

export const entryQuery = z.strictObject({
  ...pageQuery,
  problemType: shown.sought.optional(),
  area: shown.sought.optional(),
  department: shown.sought.optional().meta({ description: 'Leads or assists' }),
  reaches: shown.sought.optional().meta({
    description: 'Only those that hold in this area: made for it or for what it lies in',
    examples: ['110117006'],
  }),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .meta({
      description:
        'Only those that hold somewhere in this district: in it, around it, or in a part of it',
      examples: ['110117'],
    }),
  legalItem: line({ max: 100 })
    .optional()
    .meta({ description: 'Part of a legal item', examples: ['城乡规划法'] }),
  at: instant.optional().meta({ description: 'Only entries that hold then' }),
})

export const proposalId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,158}$/, { error: 'not_an_id' })
  .meta({
    description: 'Whistle, department and round, with dots',
    examples: ['w-110117-01hq3v8k2m9x4c7b5n6t.110117-water.1'],
  })

export const proposal = z
  .strictObject({
    id: z.string().meta({
      description: 'Id of the proposal',
      examples: ['w-110117-01hq3v8k2m9x4c7b5n6t.110117-water.1'],
    }),
    whistle: shown.whistle,
    problemType: shown.problemType,
    area: shown.area,
    notResponsible: z
      .string()
      .meta({ description: 'The department that was ruled out', examples: ['110117-water'] }),
    responsible: z
      .string()
      .optional()
      .meta({ description: 'The department that took over', examples: ['110117-planning'] }),
    listItem: z.string().meta({
      description: 'The list item that the ruling rests on',
      examples: ['r-110117-07-01'],
    }),
    verdict: z
      .enum(['accepted', 'declined'])
      .optional()
      .meta({ description: 'Absent until decided', examples: ['accepted'] }),
  })
  .meta({ id: 'ListProposal', description: 'What a ruling suggests for the list' })

export const proposalPage = page(proposal).extend(called).meta({
  id: 'ListProposalPage',
  description: 'A page of proposals',
})

export const proposalQuery = z.strictObject({
  ...pageQuery,
  problemType: shown.sought.optional(),
  open: z.enum(['true', 'false']).optional().meta({ description: 'Only those without a verdict' }),
})

export const decideProposal = z
  .strictObject({
    verdict: z.enum(['accepted', 'declined']).meta({
      description: 'Accepted means that an entry follows; it is published as an act of its own',
      examples: ['accepted'],
    }),
  })
  .meta({ id: 'DecideProposal', description: 'The keeper’s answer to a proposal' })

export const adviceQuery = z.strictObject({ problemType, point: lngLat })

const advised = z.strictObject({
  department: shown.department,
  name: bilingual.optional(),
  entry: z.string().meta({ description: 'The entry that says so', examples: ['r-110117-07-01'] }),
})

export const advice = z
  .strictObject({
    problemType: shown.problemType,
    areas,
    at: instant,
    kind: z
      .string()
      .optional()
      .meta({ description: 'The whistle kind that usually fits', examples: ['emergency'] }),
    lead: advised.optional().meta({ description: 'By the entry of the smallest area' }),
    assisting: z.array(advised).meta({ description: 'By every entry that holds here' }),
    entries: z
      .array(entry)
      .meta({ description: 'Every entry that holds, the smallest area first' }),
  })
  .meta({ id: 'Advice', description: 'Who leads and who assists here, and why' })
