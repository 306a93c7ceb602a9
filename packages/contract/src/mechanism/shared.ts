// Pieces that several resources share, each with its description and an example.
import { LONGEST } from '@muster/domain'
import { z } from 'zod'
import { id } from '../kernel/id.ts'
import { instant } from '../kernel/instant.ts'
import { point } from '../kernel/place.ts'
import { line, text } from '../kernel/text.ts'

export const reason = text({ max: 2000 }).meta({
  description: 'Why, in words for those whom it concerns',
  examples: ['现场勘查后确认已处置完毕'],
})

export const note = text({ max: 4000 }).meta({
  description: 'Free text; sealed at rest and readable only through the API',
  examples: ['盗采坑口三处，已设警戒线'],
})

export const departmentId = id.meta({
  description: 'The department (bureau, utility or public-service firm) that is summoned',
  examples: ['110117-natural-resources'],
})

export const officeId = id.meta({
  description: 'Id of an office: an organisation, a dot and the role',
  examples: ['110117006.duty'],
})

export const organisationId = id.meta({
  description: 'Id of an organisation; a sub-district has its official code',
  examples: ['110117006'],
})

export const personId = id.meta({ description: 'Id of a person', examples: ['p-110117-police-03'] })

export const whistleId = id.meta({
  description: 'Id of a whistle; it carries the caller’s district',
  examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'],
})

export const caseId = id.meta({
  description: 'Id of a case; it carries its district',
  examples: ['c-110117-01hq3v8k2m9x4c7b5n6t'],
})

export const evidenceId = id.meta({
  description: 'Id of a piece of evidence; its file is kept apart',
  examples: ['e-110117-01hq3v8k2m9x4c7b5n6t'],
})

export const problemType = id.meta({
  description: 'Code of the problem type in the city’s own list',
  examples: ['07-01'],
})

export const legalItem = line({ max: 300 }).meta({
  description: 'The legal item that gives the duty or the measure',
  examples: ['《中华人民共和国矿产资源法》'],
})

export const entryId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,98}$/, { error: 'not_an_id' })
  .meta({
    description: 'Id of an entry of the responsibility list; cited by returns and rulings',
    examples: ['110117/05-08'],
  })

export const measureType = id.meta({
  description: 'One of the measure types of the whistle kind',
  examples: ['stop', 'seize', 'repair'],
})

export const code = id.meta({ description: 'A code', examples: ['emergency'] })

export const bilingual = z
  .strictObject({
    zh: line({ max: 200 }).meta({ description: 'In Chinese', examples: ['应急处置'] }),
    en: line({ max: 200 }).meta({ description: 'In English', examples: ['Emergency'] }),
  })
  .meta({
    description: 'A name in both languages',
    examples: [{ zh: '应急处置', en: 'Emergency' }],
  })

export const areas = z.array(z.string()).meta({
  description: 'Every area the place lies in, the city first; areas may overlap',
  examples: [['110000', '110117', '110117006']],
})

/** What every accepted command answers. */
export const receipt = z
  .strictObject({
    id: z.string().meta({
      description: 'Id of what was acted on',
      examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'],
    }),
    version: z
      .number()
      .int()
      .meta({
        description: 'Its version after the act; the ETag is `"v<version>"`',
        examples: [7],
      }),
    events: z.array(z.string()).meta({
      description: 'What happened, in order, by the names of the events',
      examples: [['SummonsSigned']],
    }),
  })
  .meta({ id: 'Receipt', description: 'What became of an accepted command' })

export type Receipt = z.output<typeof receipt>

/** A command without content of its own. */
export const nothing = z
  .strictObject({})
  .meta({ id: 'Nothing', description: 'No content: send `{}`', examples: [{}] })

export const reasonBody = z
  .strictObject({ reason })
  .meta({ id: 'ReasonBody', description: 'An act that is done with a reason' })

export const durationSpec = z
  .strictObject({
    amount: z
      .number()
      .positive()
      .max(LONGEST.minutes)
      .meta({
        description: `How many: at most ${Object.entries(LONGEST)
          .map(([unit, most]) => `${most} ${unit}`)
          .join(', ')}`,
        examples: [30],
      }),
    unit: z.enum(['minutes', 'working_hours', 'working_days', 'calendar_days']).meta({
      description: 'Of what; working time follows the official calendar',
      examples: ['minutes'],
    }),
  })
  .refine(({ amount, unit }) => amount <= LONGEST[unit], {
    error: 'too_long_a_time',
    path: ['amount'],
  })
  .meta({ id: 'Duration', description: 'A length of time as the rules count it' })

export const clock = z
  .strictObject({
    clock: z.string().meta({ description: 'Which clock', examples: ['arrive'] }),
    amount: z.number().meta({ description: 'Its length', examples: [30] }),
    unit: z.string().meta({ description: 'The unit of its length', examples: ['minutes'] }),
    calendar: z.string().meta({
      description: 'Version of the calendar it runs on',
      examples: ['chinese-days@1.5.7'],
    }),
    policy: z
      .string()
      .meta({ description: 'Kind and version it was promised under', examples: ['emergency@1'] }),
    startedAt: instant,
    dueAt: instant,
    originalDueAt: instant
      .optional()
      .meta({ description: 'The first due date, once it was moved' }),
    outcome: z
      .enum(['running', 'met', 'void'])
      .meta({ description: 'What became of it', examples: ['running'] }),
    endedAt: instant.optional(),
    missedAt: instant.optional().meta({ description: 'When the miss was declared' }),
    missCancelled: z
      .literal(true)
      .optional()
      .meta({ description: 'The miss was taken back, visibly' }),
    climbed: z
      .number()
      .int()
      .meta({ description: 'Rungs of its ladder that were climbed', examples: [0] }),
  })
  .meta({
    id: 'Clock',
    description: 'A promise with its due moment, stamped with the rules it was made under',
  })

export const by = z
  .strictObject({
    person: z
      .string()
      .meta({ description: '`system` when a clock ran out', examples: ['p-110117006-duty-01'] }),
    office: z.string().meta({ description: 'In which office', examples: ['110117006.duty'] }),
    organisation: z
      .string()
      .meta({ description: 'Of which organisation', examples: ['110117006'] }),
    power: z
      .string()
      .optional()
      .meta({ description: 'The power it was done by', examples: ['command'] }),
    grant: z
      .string()
      .optional()
      .meta({
        description: 'The grant that gave it',
        examples: ['g-110117-110117006.duty.summon'],
      }),
    delegatedFrom: z
      .string()
      .optional()
      .meta({
        description: 'The grant from which that one was delegated for an absence',
        examples: ['g-110117-110117006.secretary.summon'],
      }),
    side: z
      .enum(['caller', 'department'])
      .optional()
      .meta({ description: 'For which of the two sides' }),
  })
  .meta({ id: 'By', description: 'Who did it, in which office, by which power' })

/** The answer to If-None-Match when nothing has changed. */
export const notModified = z.null().meta({ description: 'You have this version already' })

export { id, instant, line, point, text }
