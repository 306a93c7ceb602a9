// The rules as data: grants, whistle kinds, the calendar, the responsibility list.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { lngLat } from './case-views.ts'
import { areaCode } from './posts.ts'
import {
  areas,
  bilingual,
  code,
  departmentId,
  durationSpec,
  id,
  instant,
  legalItem,
  line,
  officeId,
  problemType,
  reason,
  text,
} from './shared.ts'

const district = z
  .string()
  .regex(/^\d{6}$/, { error: 'not_a_division_code' })
  .meta({
    description: 'Six digits; the city’s own units carry the city’s code',
    examples: ['110117'],
  })

export const power = z
  .enum([
    'lead',
    'summon',
    'approve',
    'command',
    'veto',
    'grade',
    'assess',
    'rule',
    'supervise',
    'audit',
  ])
  .meta({ description: 'What a grant gives', examples: ['summon'] })

const instrument = line({ max: 300 }).meta({
  description: 'The paper that it rests on',
  examples: ['平谷区街乡召集权授权书'],
})

const overWhom = z
  .union([
    z.literal('all'),
    z.strictObject({ districts: z.array(district).min(1).max(50) }),
    z.array(departmentId).min(1).max(500),
  ])
  .meta({
    description: 'Over every department, every one of these districts, or exactly those named',
    examples: [{ districts: ['110117', '110000'] }],
  })

export const giveGrant = z
  .strictObject({
    id: id.optional().meta({
      description: 'Your own id for it; made for you when absent',
      examples: ['g-110117-2026-04'],
    }),
    office: officeId,
    power,
    departments: overWhom,
    area: areaCode.meta({ description: 'Where it holds' }),
    from: instant.optional().meta({ description: 'From when; now when absent' }),
    until: instant.optional().meta({ description: 'Until when; without end when absent' }),
    instrument,
  })
  .meta({ id: 'GiveGrant', description: 'Give a power to an office' })

export const revokeGrant = z
  .strictObject({
    reason,
    successor: officeId.optional().meta({
      description: 'Who takes command of the office’s open whistles; needed while there are any',
    }),
  })
  .meta({ id: 'RevokeGrant', description: 'Take a power back' })

export const grant = z
  .strictObject({
    id: z.string(),
    office: z.string(),
    power,
    departments: overWhom,
    area: z.string(),
    from: instant,
    until: instant.optional(),
    instrument: z.string(),
    status: z.enum(['given', 'revoked']),
    revokedAt: instant.optional(),
    post: z
      .string()
      .optional()
      .meta({ description: 'The command post that gives it, if one does' }),
  })
  .meta({ id: 'Grant', description: 'A power given to an office over departments and a territory' })

export const grantPage = page(grant).meta({ id: 'GrantPage' })

export const grantQuery = z.strictObject({
  ...pageQuery,
  office: z.string().max(64).optional(),
  organisation: z.string().max(64).optional().meta({ description: 'Of the office' }),
  power: power.optional(),
  area: z.string().max(64).optional(),
  status: z.enum(['given', 'revoked']).optional(),
})

export const whoQuery = z.strictObject({
  department: departmentId,
  point: lngLat,
})

export const whoAnswer = z
  .strictObject({
    department: z.string(),
    areas,
    at: instant,
    items: z.array(
      z.strictObject({
        office: z.string(),
        officeName: bilingual.optional(),
        organisation: z.string().optional(),
        onDuty: z.boolean(),
        grant: z.string().meta({ description: 'The grant that gives the power' }),
        area: z.string().meta({ description: 'The area of the grant' }),
        until: instant.optional(),
        instrument: z.string(),
      }),
    ),
  })
  .meta({ id: 'WhoMaySummon', description: 'Who can summon a department to a place now, and why' })

const clockName = z.enum([
  'sign',
  'contact',
  'arrive',
  'measures',
  'finish',
  'approval',
  'review',
  'ruling',
  'grade',
  'appeal',
])

const rank = z.enum(['head', 'deputy', 'duty', 'officer'])

const rung = z
  .strictObject({
    minutes: z
      .number()
      .int()
      .min(-100_000)
      .max(100_000)
      .meta({ description: 'Before (negative) or after the due moment', examples: [0] }),
    tell: z.enum(['duty', 'team', 'head', 'deputy_district_head', 'coordination']),
    act: z.enum(['urge', 'page', 'supervise']),
  })
  .meta({ id: 'LadderStep', description: 'Who is told when, while nobody answers' })

const codes = z.array(code).max(100)
const seconds = z.number().int().positive().max(86_400)
const metres = z.number().positive().max(100_000)

export const kind = z
  .strictObject({
    code: code.meta({ description: 'Code of the kind', examples: ['emergency'] }),
    version: id.meta({ description: 'Its version; never used twice', examples: ['2'] }),
    name: bilingual,
    effectiveFrom: instant.meta({ description: 'Whistles submitted from then on follow it' }),
    approval: z
      .enum(['before', 'after'])
      .meta({ description: '`before`: sounds when approved; `after`: at once, then reviewed' }),
    blowers: z.array(rank).min(1).max(4).meta({ description: 'Ranks that may blow' }),
    approvers: z.array(rank).min(1).max(4).meta({ description: 'Ranks that may approve' }),
    summonsClocks: z
      .strictObject({
        sign: durationSpec.optional(),
        contact: durationSpec.optional(),
        arrive: durationSpec.optional(),
        measures: durationSpec.optional(),
        finish: durationSpec.optional(),
      })
      .meta({ description: 'Clocks of each summons; one that is absent does not run' }),
    approvalClock: durationSpec,
    rulingClock: durationSpec,
    gradeClock: durationSpec,
    appealClock: durationSpec,
    ladders: z
      .partialRecord(clockName, z.array(rung).max(20))
      .meta({ description: 'By clock: who is told, in order of time' }),
    presence: z
      .enum(['continuous', 'session', 'none'])
      .meta({ description: 'Whether people must stay', examples: ['continuous'] }),
    releaseBlocks: codes.meta({ description: 'What the commander signs before a release' }),
    proofs: z
      .strictObject({
        radiusMetres: metres,
        maxAccuracyMetres: metres,
        maxAgeSeconds: seconds,
        codeSeconds: seconds,
      })
      .meta({ description: 'What counts as proof of arrival' }),
    maxReturns: z.number().int().min(0).max(20),
    disputeOnScene: z.boolean().meta({ description: 'Come first and dispute there' }),
    measureTypes: codes.min(1),
    rubric: z
      .array(
        z.strictObject({
          code,
          name: bilingual,
          weight: z.number().positive().max(100).meta({ description: 'All add up to 100' }),
          max: z.number().positive().max(10_000),
        }),
      )
      .min(1)
      .max(30),
    confidential: z.boolean(),
    publicAfter: durationSpec.meta({ description: 'How long after close nothing is public' }),
  })
  .meta({ id: 'WhistleKind', description: 'One version of a whistle kind' })

const EARLIEST = '1970'
const kindShown = kind
  .extend({
    effectiveFrom: z.string().meta({
      description: `RFC 3339; ${EARLIEST} for what has always held`,
      format: 'date-time',
      examples: ['2026-01-01T00:00:00+08:00'],
    }),
  })
  .meta({ id: 'WhistleKindShown', description: 'One version of a whistle kind' })

export const kinds = z
  .strictObject({ items: z.array(kindShown) })
  .meta({ id: 'KindsInForce', description: 'The version of each kind that is in force' })

export const kindVersions = z
  .strictObject({
    code: z.string(),
    inForce: z.string().optional().meta({ description: 'The version that holds now' }),
    versions: z.array(kindShown),
  })
  .meta({ id: 'KindVersions', description: 'Every version of one kind, in order of publication' })

const localDate = z.iso.date().meta({ description: 'Local date', examples: ['2026-02-17'] })
const clockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'not_a_time' })
  .meta({ description: 'Local time', examples: ['09:00'] })

const officeHours = z
  .array(z.strictObject({ from: clockTime, to: clockTime }))
  .max(10)
  .meta({ description: 'In order, without overlap' })

const dayKind = z.enum(['holiday', 'workday', 'ordinary'])

export const notice = z
  .strictObject({
    id: id.meta({ description: 'Its own id, never used twice', examples: ['gbf-2026-7'] }),
    instrument,
    days: z
      .record(localDate, dayKind)
      .default({})
      .refine(days => Object.keys(days).length <= 1000, { error: 'too_many_days' })
      .meta({ description: 'What each day becomes', examples: [{ '2026-02-14': 'workday' }] }),
    officeHours: officeHours.optional(),
  })
  .meta({
    id: 'CalendarNotice',
    description: 'Days that become holidays, working days or ordinary ones again, and office hours',
  })

export const calendarQuery = z
  .strictObject({ from: localDate, to: localDate })
  .refine(({ from, to }) => from <= to, { error: 'period_reversed', path: ['to'] })

export const calendar = z
  .strictObject({
    version: z.string().meta({ description: 'Stamped on every clock' }),
    timeZone: z.string().meta({ examples: ['Asia/Shanghai'] }),
    officeHours,
    days: z.array(
      z.strictObject({
        date: localDate,
        working: z.boolean(),
        kind: dayKind.meta({ description: '`ordinary`: as its weekday says' }),
      }),
    ),
    notices: z.array(
      z.strictObject({
        id: z.string(),
        instrument: z.string(),
        days: z.record(z.string(), dayKind),
      }),
    ),
  })
  .meta({ id: 'Calendar', description: 'The official calendar with every notice' })

const entryId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,98}$/, { error: 'not_an_id' })
  .meta({ description: 'Id of an entry; cited by returns and rulings', examples: ['110117/05-08'] })

const entryFields = {
  problemType,
  area: areaCode,
  lead: departmentId.meta({ description: 'The department that leads' }),
  assisting: z.array(departmentId).max(100).default([]),
  duty: z
    .strictObject({ zh: text({ max: 2000 }), en: text({ max: 2000 }) })
    .meta({ description: 'The duty in words' }),
  legalItems: z.array(legalItem).max(50).default([]),
}

export const publishEntry = z
  .strictObject({
    id: entryId,
    ...entryFields,
    from: instant.optional().meta({ description: 'From when; now when absent' }),
    until: instant.optional(),
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
    id: z.string(),
    problemType: z.string(),
    area: z.string(),
    lead: z.string(),
    assisting: z.array(z.string()),
    duty: z.strictObject({ zh: z.string(), en: z.string() }),
    legalItems: z.array(z.string()),
    from: instant,
    until: instant.optional(),
  })
  .meta({ id: 'ListEntry', description: 'An entry of the responsibility list' })

export const entryPage = page(entry).meta({ id: 'ListEntryPage' })

export const entryQuery = z.strictObject({
  ...pageQuery,
  problemType: z.string().max(64).optional(),
  area: z.string().max(64).optional(),
  department: z.string().max(64).optional().meta({ description: 'Leads or assists' }),
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
    id: z.string(),
    whistle: z.string(),
    problemType: z.string(),
    area: z.string(),
    notResponsible: z.string(),
    responsible: z.string().optional(),
    listItem: z.string(),
    verdict: z.enum(['accepted', 'declined']).optional(),
  })
  .meta({ id: 'ListProposal', description: 'What a ruling suggests for the list' })

export const proposalPage = page(proposal).meta({ id: 'ListProposalPage' })

export const proposalQuery = z.strictObject({
  ...pageQuery,
  problemType: z.string().max(64).optional(),
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
  department: z.string(),
  name: bilingual.optional(),
  entry: z.string().meta({ description: 'The entry that says so' }),
})

export const advice = z
  .strictObject({
    problemType: z.string(),
    areas,
    at: instant,
    kind: z.string().optional().meta({ description: 'The whistle kind that usually fits' }),
    lead: advised.optional().meta({ description: 'By the entry of the smallest area' }),
    assisting: z.array(advised),
    entries: z
      .array(entry)
      .meta({ description: 'Every entry that holds, the smallest area first' }),
  })
  .meta({ id: 'Advice', description: 'Who leads and who assists here, and why' })
