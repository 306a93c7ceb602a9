// Duty rosters: who of an organisation answers when, in layers, and what is wrong with the table ahead of time.
import { z } from 'zod'
import { id, instant, line, note, officeId, personId, reason } from './shared.ts'
import * as shown from './shown.ts'
import { rowProblem } from './tables.ts'

const layerName = z.enum(['duty', 'team', 'head'])

export const layer = layerName.meta({
  description: 'Who is asked first (the duty officer), second (the team), last (the head)',
  examples: ['duty'],
})

export const rosterId = z
  .string()
  .regex(/^roster-\d{6}-[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/, { error: 'not_an_id' })
  .meta({
    description: 'Id of a roster: it follows from the office that keeps it',
    examples: ['roster-110117-110117-planning.duty'],
  })

const LONGEST_MS = 400 * 86_400_000

function period<T extends z.ZodRawShape>(shape: T) {
  return z.strictObject({ ...shape, from: instant, until: instant })
}

const minute = z
  .number()
  .int()
  .min(0)
  .max(24 * 60)
  .meta({ description: 'Minutes after local midnight', examples: [480] })

const localDate = z.iso
  .date()
  .meta({ description: 'A day where the city is', examples: ['2026-03-02'] })

const needed = z
  .number()
  .int()
  .min(0)
  .max(50)
  .meta({ description: 'How many people at any moment', examples: [1] })

export const needs = z.strictObject({ duty: needed, team: needed, head: needed }).meta({
  id: 'RosterNeeds',
  description: 'How many people each layer needs; 0: nobody has to be there',
})

export const rotation = z
  .strictObject({
    id: id.meta({ description: 'Your name for the rotation', examples: ['days'] }),
    layer,
    people: z.array(personId).max(200).meta({
      description: 'In the order of their turns; whoever takes two turns stands there twice',
    }),
    turn: z
      .strictObject({
        amount: z
          .number()
          .int()
          .max(10_000)
          .meta({ description: 'How many', examples: [1] }),
        unit: z
          .enum(['hours', 'days', 'weeks'])
          .meta({ description: 'Of what', examples: ['days'] }),
      })
      .meta({ description: 'Length of a turn on the local clock' }),
    startsOn: localDate.meta({ description: 'The day on which the first turn begins' }),
    handoverMinute: minute.meta({
      description: 'When turns begin: minutes after local midnight',
      examples: [480],
    }),
    endsBefore: localDate.optional().meta({ description: 'The first day without a turn' }),
    hours: z
      .strictObject({
        days: z.enum(['every', 'working', 'free']).meta({
          description: 'Every day, working days (make-up days too), or weekends and holidays',
          examples: ['working'],
        }),
        from: minute,
        until: minute,
      })
      .optional()
      .meta({
        description: 'Asked only in these hours; an end before its beginning is next day’s',
      }),
  })
  .meta({ id: 'Rotation', description: 'People who relieve one another, turn by turn' })

export const shift = period({
  id: id.meta({ description: 'Your name for the shift', examples: ['2026-03-09-duty'] }),
  layer,
  person: personId,
}).meta({ id: 'Shift', description: 'One person’s duty; it stands above rotations' })

export const openRoster = z
  .strictObject({ office: officeId, needs: needs.default({ duty: 1, team: 0, head: 0 }) })
  .meta({ id: 'OpenRoster', description: 'An office begins to keep a roster' })

export const setNeeds = z
  .strictObject({ needs })
  .meta({ id: 'SetRosterNeeds', description: 'How many people each layer needs' })

export const setShifts = z
  .strictObject({ shifts: z.array(shift).min(1).max(2000) })
  .meta({ id: 'SetShifts', description: 'Each shift replaces the one with its id' })

export const override = period({
  id: id.meta({ description: 'Your name for it', examples: ['training'] }),
  layer,
  instead: personId
    .optional()
    .meta({ description: 'In whose place; absent: of everybody in the layer' }),
  by: personId.meta({ description: 'Who answers', examples: ['p-110117-planning-04'] }),
  reason,
}).meta({ id: 'Override', description: 'For a while somebody else answers' })

export const leave = period({
  id: id.meta({ description: 'Your name for it', examples: ['spring-leave'] }),
  person: personId,
}).meta({
  id: 'Leave',
  description: 'Somebody is away; nobody stands in their place by that alone',
})

const piece = period({}).meta({ description: 'From when until when' })

export const swap = z
  .strictObject({
    id: id.meta({ description: 'Your name for it', examples: ['swap-1'] }),
    layer,
    asks: personId.meta({ description: 'Who asks', examples: ['p-110117-planning-03'] }),
    asked: personId.meta({ description: 'Who is asked', examples: ['p-110117-planning-04'] }),
    gives: piece.meta({ description: 'The duty that the one who asks gives away' }),
    takes: piece.optional().meta({ description: 'What that one takes in return' }),
  })
  .meta({
    id: 'Swap',
    description: 'Two people take a piece of each other’s duty, once both agree',
  })

const status = z
  .enum(['proposed', 'agreed', 'declined', 'withdrawn'])
  .meta({ description: 'What became of it', examples: ['proposed'] })

const overrideShown = override
  .omit({ reason: true })
  .extend({ reason: note.nullable().meta({ description: 'Null once it was erased' }) })
  .meta({ id: 'OverrideShown', description: 'For a while somebody else answers' })

export const swapShown = swap
  .extend({ status })
  .meta({ id: 'SwapShown', description: 'A swap and what became of it' })

export const roster = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'Id of the roster', examples: ['roster-110117-110117-planning.duty'] }),
    organisation: shown.organisation,
    office: shown.office,
    fromDirectory: z
      .boolean()
      .meta({ description: 'Came with the directory; the first change takes it over' }),
    needs,
    rotations: z.array(rotation),
    shifts: z.array(shift).meta({ description: 'Those that are not over, in order' }),
    overrides: z.array(overrideShown).meta({ description: 'Those that are not over' }),
    leaves: z.array(leave).meta({ description: 'Those that are not over' }),
    swaps: z.array(swapShown).meta({ description: 'Those that are not over' }),
    may: z
      .strictObject({
        write: z.boolean().meta({ description: 'Change rotations, shifts, covers and needs' }),
        takePart: z
          .boolean()
          .meta({ description: 'Enter one’s own leave, and ask for and answer swaps' }),
      })
      .meta({ description: 'What you may do with it in this office' }),
  })
  .meta({ id: 'DutyRoster', description: 'Who of an organisation answers when' })

export const rosters = z
  .strictObject({ items: z.array(roster) })
  .meta({ id: 'DutyRosters', description: 'The rosters of an organisation' })

export const periodQuery = z
  .strictObject({
    from: instant.optional().meta({ description: 'From when; now when absent' }),
    until: instant.optional().meta({ description: 'Until when; two weeks later when absent' }),
    layer: layer.optional(),
  })
  .refine(({ from, until }) => !(from && until) || until - from <= LONGEST_MS, {
    error: 'too_long_a_time',
    path: ['until'],
  })

export const why = z
  .array(
    z.strictObject({
      kind: z
        .enum(['rotation', 'shift', 'override', 'swap'])
        .meta({ description: 'By what', examples: ['rotation'] }),
      id: z.string().meta({ description: 'Its id', examples: ['days'] }),
      instead: z
        .string()
        .optional()
        .meta({ description: 'In whose place', examples: ['p-110117-police-02'] }),
    }),
  )
  .meta({ description: 'What put them there, in the order in which it applies: the table first' })

const present = z.strictObject({ person: shown.person, why })
const away = present.extend({
  leave: z.string().meta({ description: 'Their leave', examples: ['spring-leave'] }),
})

export const dutyPlan = z
  .strictObject({
    roster: z
      .string()
      .meta({ description: 'Id of the roster', examples: ['roster-110117-110117-planning.duty'] }),
    from: instant,
    until: instant,
    layers: z
      .array(
        z.strictObject({
          layer,
          spans: z
            .array(
              z.strictObject({
                from: instant,
                until: instant,
                present: z.array(present).meta({ description: 'Who answers' }),
                away: z
                  .array(away)
                  .meta({ description: 'Whose duty it would be, and who is away uncovered' }),
              }),
            )
            .meta({
              description: 'Stretches in which nothing changes, without a hole between them',
            }),
        }),
      )
      .meta({ description: 'Each layer of the roster' }),
  })
  .meta({ id: 'DutyPlan', description: 'Who is on duty from when to when, and why' })

export const dutyAtQuery = z.strictObject({
  at: instant.optional().meta({ description: 'When; now when absent' }),
  layer: layer.optional(),
})

export const dutyAt = z
  .strictObject({
    organisation: shown.organisation,
    at: instant,
    layers: z
      .array(
        z.strictObject({
          layer,
          people: z
            .array(
              z.strictObject({
                person: shown.person,
                name: shown.personName.optional(),
                why: why.optional(),
              }),
            )
            .meta({ description: 'Who would be told; names and reasons in your own organisation' }),
          gap: z.boolean().meta({
            description: 'Nobody is on the roster: those above are told at once',
            examples: [false],
          }),
        }),
      )
      .meta({ description: 'Each layer, from the duty desk up' }),
  })
  .meta({ id: 'DutyAt', description: 'Who answers for an organisation at a moment, and why' })

export const finding = z
  .strictObject({
    roster: z
      .string()
      .meta({ description: 'Id of the roster', examples: ['roster-110117-110117-planning.duty'] }),
    organisation: shown.organisation,
    kind: z.enum(['gap', 'overlap', 'two_layers']).meta({
      description: 'Too few people, too many, or one person in two layers',
      examples: ['gap'],
    }),
    from: instant,
    until: instant,
    layers: z.array(layerName).meta({ description: 'Of which layer, or between which two' }),
    needed: z
      .number()
      .int()
      .optional()
      .meta({ description: 'How many are needed', examples: [1] }),
    there: z
      .number()
      .int()
      .optional()
      .meta({ description: 'How many are there', examples: [0] }),
    people: z.array(z.string()).meta({
      description: 'Those away in a gap; those on duty together otherwise',
      examples: [['p-110117-police-03']],
    }),
    zh: z.string().meta({ description: 'In Chinese', examples: ['3月9日 08:00 起无人值班'] }),
    en: z
      .string()
      .meta({ description: 'In English', examples: ['Nobody on duty from 9 March 08:00'] }),
  })
  .meta({ id: 'RosterFinding', description: 'Something that is wrong with a roster ahead of time' })

export const findings = z
  .strictObject({ items: z.array(finding) })
  .meta({ id: 'RosterFindings', description: 'What is wrong with rosters, earliest first' })

export const findingsQuery = z.strictObject({
  district: line({ max: 6 }).meta({ description: 'The district', examples: ['110117'] }),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(62)
    .default(14)
    .meta({ description: 'How far ahead', examples: [14] }),
})

const flag = (description: string) =>
  z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description, examples: ['true'] })

const handoverMinute = z.coerce
  .number()
  .int()
  .min(0)
  .max(24 * 60)
  .default(480)
  .meta({ description: 'When a day’s duty begins: minutes after local midnight', examples: [480] })

export const tableImportQuery = z.strictObject({
  dryRun: flag('Only say what would come of it; nothing is changed'),
  partial: flag('Bring in the good rows although others are bad'),
  handoverMinute,
})

export const tableExportQuery = z.strictObject({
  form: z
    .enum(['days', 'shifts'])
    .default('days')
    .meta({ description: 'One row a day, or one row a shift', examples: ['days'] }),
  format: z
    .enum(['xlsx', 'csv'])
    .default('xlsx')
    .meta({ description: 'A workbook, or CSV in UTF-8', examples: ['xlsx'] }),
  from: instant.optional().meta({ description: 'From which day; today when absent' }),
  days: z.coerce
    .number()
    .int()
    .min(1)
    .max(400)
    .default(31)
    .meta({ description: 'How many days', examples: [31] }),
  handoverMinute,
})

export const tableReport = z
  .strictObject({
    dryRun: z.boolean().meta({ description: 'Whether it was only tried' }),
    applied: z.boolean().meta({ description: 'Whether the shifts stand in the roster now' }),
    rows: shown.count('Rows below the header', 31),
    bad: shown.count('Rows with a problem', 0),
    added: shown.count('New shifts', 31),
    changed: shown.count('Shifts that differ from what was there', 0),
    unchanged: shown.count('Shifts that are there already', 0),
    removed: shown.count('Shifts of the same days that the table no longer has', 0),
    problems: z.array(rowProblem).meta({ description: 'In the order of rows; the first thousand' }),
    problemCount: shown.count('How many there are in all', 0),
  })
  .meta({ id: 'DutyTableReport', description: 'What a duty table came to' })
