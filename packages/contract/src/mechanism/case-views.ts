// What the API shows of cases.
import { CASE_STATUSES } from '@muster/domain'
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { areas, bilingual, instant, point } from './shared.ts'
import * as shown from './shown.ts'

const erasable = z.string().nullable()

export const report = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'Id of the report', examples: ['r-110117-01hq3v8k2m9x4c7b5n6t'] }),
    source: z.string().meta({ description: 'Who said it', examples: ['hotline'] }),
    text: erasable.meta({ description: 'Null once erased', examples: ['夜里山谷有机器声'] }),
    reporter: z
      .enum(['sealed', 'erased'])
      .optional()
      .meta({
        description: 'Whether it is known who said it; told to the keeper of the case alone',
        examples: ['sealed'],
      }),
    receivedAt: instant,
  })
  .meta({ id: 'Report', description: 'One thing that one source said' })

const fields = {
  id: shown.caseOf,
  status: z
    .enum(['open', 'closed', 'merged'])
    .meta({ description: 'A merged case lives on in its survivor', examples: ['open'] }),
  organisation: shown.organisation,
  problemType: shown.problemType,
  title: erasable.meta({ description: 'Null once erased', examples: ['夜间盗采'] }),
  point,
  outcome: z
    .string()
    .optional()
    .meta({ description: 'How it ended', examples: ['solved_by_whistle'] }),
  openedAt: instant.optional().meta({ description: 'Absent once merged' }),
  survivor: z
    .string()
    .optional()
    .meta({
      description: 'The case that it was merged into',
      examples: ['c-110117-01hq3v8k2m9x4c7b5n6t'],
    }),
  recheckDueAt: instant.optional(),
}

const linked = z
  .strictObject({
    id: shown.caseOf,
    organisationName: bilingual.optional(),
    title: erasable
      .optional()
      .meta({ description: 'Absent where you may not see it', examples: ['夜间盗采'] }),
  })
  .meta({ id: 'LinkedCase', description: 'Another case that this one names' })

export const caseView = z
  .strictObject({
    ...fields,
    version: shown.version,
    organisationName: bilingual.optional(),
    areas,
    reports: z.array(report),
    whistles: z.array(z.string()).meta({
      description: 'Each follows the one before it',
      examples: [['w-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    openWhistles: shown.ids('Whistles that are not over', 'w-110117-01hq3v8k2m9x4c7b5n6t'),
    recursFrom: z.array(z.string()).meta({
      description: 'Earlier cases of which it is the return',
      examples: [['c-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    absorbed: z.array(z.string()).meta({
      description: 'Cases that were merged into it',
      examples: [['c-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    linked: z
      .array(linked)
      .meta({ description: 'What the cases named here are called, as far as you may see them' }),
    offers: z.array(z.string()).meta({
      description: 'Cases whose keepers ask to be merged into it',
      examples: [['c-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    imported: z
      .number()
      .int()
      .meta({ description: 'Records of earlier handling elsewhere', examples: [0] }),
    reopened: z
      .number()
      .int()
      .meta({ description: 'How often it was taken up again', examples: [0] }),
    unjudged: z
      .strictObject({
        solved: z.boolean().meta({ description: 'Whether it was said to be solved' }),
        at: instant,
        text: shown.erasable('In the words of the resident', '夜里还在施工').optional(),
      })
      .optional()
      .meta({ description: 'A resident’s word that nobody has judged yet' }),
  })
  .meta({ id: 'Case', description: 'A matter: many reports, several whistles over years' })

export const caseRow = z
  .strictObject({
    ...fields,
    reports: shown.count('Reports', 2),
    whistles: shown.ids('Whistles, the first one first', 'w-110117-01hq3v8k2m9x4c7b5n6t'),
    openWhistles: shown.count('Whistles that are not over', 1),
    recursFrom: shown.ids(
      'Earlier cases of which it is the return',
      'c-110117-01hq3v8k2m9x4c7b5n6t',
    ),
    reopened: shown.count('How often it was taken up again', 0),
    organisationName: bilingual.optional(),
    residentReports: shown.count('Reports that residents gave themselves', 1),
    wordWaitsSince: instant
      .optional()
      .meta({ description: 'Since when a resident’s word waits to be judged' }),
    photosWaiting: shown.count('Photos of residents that nobody has judged yet', 2),
    metres: z
      .number()
      .optional()
      .meta({ description: 'Distance from `near`', examples: [42] }),
  })
  .meta({ id: 'CaseRow', description: 'A case in a list' })

export const casePage = page(caseRow).meta({ id: 'CasePage', description: 'A page of cases' })

export const lngLat = z
  .string()
  .max(60)
  .regex(/^-?\d{1,3}(\.\d{1,15})?,-?\d{1,2}(\.\d{1,15})?$/, { error: 'not_a_position' })
  .meta({
    description: 'Longitude and latitude in degrees, WGS-84, with a comma',
    examples: ['117.2936,40.1743'],
  })

export const caseQuery = z.strictObject({
  ...pageQuery,
  status: shown.statuses(CASE_STATUSES, 'open,closed').optional(),
  organisation: shown.sought.optional(),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .meta({ description: 'Administrative code of a district', examples: ['110117'] }),
  problemType: shown.sought.optional(),
  residents: z
    .literal('true')
    .optional()
    .meta({ description: 'Only those that residents reported themselves', examples: ['true'] }),
  waiting: z
    .enum(['word', 'photo'])
    .optional()
    .meta({
      description:
        'Only those in which a resident’s word, or a resident’s photo, waits to be judged',
      examples: ['photo'],
    }),
  near: lngLat.optional().meta({
    description:
      'Only cases around this point, the nearest first and without pages: longitude,latitude',
  }),
  within: z.coerce
    .number()
    .positive()
    .max(20_000)
    .default(300)
    .meta({ description: 'Metres around `near`', examples: [300] }),
  sort: z
    .enum(['newest', 'oldest', 'recheck_due'])
    .default('newest')
    .meta({ description: '`recheck_due`: what must be looked at next', examples: ['newest'] }),
})

export const caseAct = z
  .strictObject({
    act: z.string().meta({
      description: 'Name of the operation in this document',
      examples: ['judgeResidentWord'],
    }),
    path: z.string().meta({
      description: 'Where to POST it; a photo’s id stands where `{photo}` does',
      examples: ['/api/cases/c-110117-01hq3v8k2m9x4c7b5n6t/resident-words/judge'],
    }),
    report: z
      .string()
      .optional()
      .meta({ description: 'The report that it is about', examples: ['r1'] }),
    from: z
      .string()
      .optional()
      .meta({
        description: 'The case that was offered',
        examples: ['c-110117-01hq3v8k2m9x4c7b5n6t'],
      }),
    outcomes: z
      .array(z.string())
      .optional()
      .meta({ description: 'How the case could be closed now', examples: [['not_solved']] }),
  })
  .meta({ id: 'AvailableCaseAct', description: 'An act on a case that would be accepted now' })

export const caseActs = z
  .strictObject({
    version: shown.version,
    acts: z.array(caseAct).meta({ description: 'Everything that you could do at this moment' }),
  })
  .meta({ id: 'AvailableCaseActs', description: 'What you can do with a case now' })
