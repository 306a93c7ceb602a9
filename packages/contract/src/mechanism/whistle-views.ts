// What the API shows of whistles.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { areas, bilingual, by, clock, instant, point } from './shared.ts'
import * as shown from './shown.ts'

const erasable = z.string().nullable()

export const findings = z
  .strictObject({
    proofs: z
      .array(z.string())
      .meta({ description: 'Proofs that count', examples: [['scene_code', 'position']] }),
    rejected: z
      .array(z.strictObject({ proof: z.string(), reason: z.string() }))
      .meta({ description: 'Proofs that do not, and why' }),
    distanceMetres: z
      .number()
      .optional()
      .meta({ description: 'From the scene', examples: [40] }),
    accuracyMetres: z.number().optional(),
    fixAgeSeconds: z.number().optional(),
  })
  .meta({ id: 'ArrivalFindings', description: 'What was found of the proofs of an arrival' })

export const attendance = z
  .strictObject({
    person: z.string(),
    status: z.string().meta({
      description: 'en_route, doubtful, arrived, relieved, left, left_early, released, called_off',
      examples: ['arrived'],
    }),
    setOutAt: instant,
    claimedAt: instant.optional().meta({ description: 'When the person says to have arrived' }),
    receivedAt: instant.optional().meta({ description: 'When Muster heard of it' }),
    countsAt: instant.optional().meta({ description: 'The moment that counts' }),
    offline: z.boolean().optional(),
    findings: findings.optional(),
    relievedBy: z.string().optional(),
    leaveBy: z.string().optional().meta({ description: 'The office that gave leave' }),
    endedAt: instant.optional(),
    acknowledged: z
      .boolean()
      .optional()
      .meta({ description: 'Whether somebody called off under way knows it' }),
  })
  .meta({ id: 'Attendance', description: 'One person on one summons' })

export const summons = z
  .strictObject({
    department: z.string(),
    name: bilingual.optional(),
    round: z
      .number()
      .int()
      .meta({ description: 'A veto or a second call opens the next round', examples: [1] }),
    role: z.enum(['lead', 'assist']),
    ask: erasable.meta({ description: 'What is asked; null once erased' }),
    legalItems: z.array(z.string()),
    after: z.strictObject({ department: z.string(), measure: z.string().optional() }).optional(),
    head: z.string().optional(),
    status: z.string().meta({
      description:
        'called, signed, en_route, on_scene, measures, done_claimed, released, replaced, excused, stood_down, defaulted',
      examples: ['on_scene'],
    }),
    calledAt: instant,
    settledAt: instant.optional(),
    arrived: z.boolean().meta({ description: 'Somebody’s arrival was proved in this round' }),
    clocks: z.array(clock),
    people: z.array(attendance),
    returns: z.number().int(),
    dispute: z
      .strictObject({
        listItem: z.string(),
        rightUnit: z.string(),
        at: instant,
        rung: z.string(),
        ruling: clock,
      })
      .optional()
      .meta({ description: 'A return that waits for its ruling; it stops nobody’s clock' }),
    waitingSince: instant
      .optional()
      .meta({ description: 'Since when the ask waits for another’s measure' }),
    measures: z.array(
      z.strictObject({ id: z.string(), type: z.string(), legalItem: z.string(), at: instant }),
    ),
    blocks: z.array(z.string()).meta({ description: 'Release blocks that are signed' }),
    extension: z.strictObject({ dueAt: instant, askedAt: instant }).optional(),
    successor: z.string().optional(),
    replaces: z.string().optional(),
    widened: z
      .array(z.strictObject({ from: z.string(), text: erasable }))
      .meta({ description: 'Asks taken over from others' }),
  })
  .meta({
    id: 'Summons',
    description: 'Whistle × department × round: its own ask, clocks, people, measures, release',
  })

export const whistle = z
  .strictObject({
    id: z.string(),
    version: z.number().int(),
    caseId: z.string(),
    follows: z
      .string()
      .optional()
      .meta({ description: 'The whistle of the same case before this one' }),
    kind: z.string(),
    status: z.string().meta({
      description: 'drafted, submitted, rejected, sounding, resolved, accepted, closed, withdrawn',
      examples: ['sounding'],
    }),
    drill: z.boolean(),
    caller: z.strictObject({
      organisation: z.string(),
      name: bilingual.optional(),
      office: z.string(),
      head: z.string(),
      deputy: z.string().optional(),
      coordination: z.string(),
    }),
    command: z.string().meta({ description: 'The one office that holds command' }),
    title: erasable.meta({
      description: 'Null once erased, or while a confidential target is not yours to know',
    }),
    facts: erasable,
    tried: erasable,
    lacking: erasable,
    problemType: z.string().nullable(),
    place: z
      .strictObject({ point, text: erasable, areas })
      .nullable()
      .meta({ description: 'Null while the target is confidential' }),
    assembly: z.strictObject({ at: instant, place: erasable, point: point.optional() }),
    asks: z.array(z.strictObject({ department: z.string(), role: z.string() })),
    draftedAt: instant,
    soundedAt: instant.optional(),
    endedAt: instant.optional(),
    policy: z
      .strictObject({
        code: z.string(),
        version: z.string(),
        presence: z.string(),
        approval: z.string(),
        releaseBlocks: z.array(z.string()),
        measureTypes: z.array(z.string()),
        maxReturns: z.number().int(),
        confidential: z.boolean(),
        codeSeconds: z.number(),
      })
      .optional()
      .meta({ description: 'The kind as it was when the whistle was submitted' }),
    approval: clock.optional(),
    review: clock.optional(),
    reviewed: z.enum(['upheld', 'refused']).optional(),
    mustered: z
      .boolean()
      .meta({ description: 'Every live summons has somebody on scene; shown, never a gate' }),
    session: z.number().int(),
    nextSessionAt: instant.optional(),
    summonses: z.array(summons),
    pastRounds: z.array(
      z.strictObject({ department: z.string(), round: z.number().int(), status: z.string() }),
    ),
    result: erasable.optional(),
    beforeClose: z.array(z.string()).meta({
      description: 'What is missing before it can close, by code',
      examples: [['summons_open:110117-water']],
    }),
  })
  .meta({ id: 'Whistle', description: 'One summoning of departments for one case' })

export const whistleRow = z
  .strictObject({
    id: z.string(),
    caseId: z.string(),
    kind: z.string(),
    status: z.string(),
    caller: z.string(),
    command: z.string(),
    problemType: z.string().nullable(),
    title: erasable,
    point: point.nullable(),
    departments: z.array(z.string()),
    drill: z.boolean(),
    draftedAt: instant,
    soundedAt: instant.optional(),
    endedAt: instant.optional(),
    nextDueAt: instant.optional().meta({ description: 'The earliest running clock' }),
    openSummonses: z.number().int(),
    silent: z
      .number()
      .int()
      .meta({ description: 'Summonses with a declared miss and nobody there' }),
  })
  .meta({ id: 'WhistleRow', description: 'A whistle in a list' })

export const whistlePage = page(whistleRow).meta({ id: 'WhistlePage' })

export const whistleQuery = z.strictObject({
  ...pageQuery,
  status: z
    .string()
    .max(100)
    .regex(/^[a-z_,]+$/)
    .optional()
    .meta({ description: 'One or several, with commas', examples: ['sounding,resolved'] }),
  kind: shown.sought.optional().meta({ description: 'Code of the kind', examples: ['emergency'] }),
  caller: shown.sought.optional(),
  department: shown.sought.optional().meta({ description: 'Was ever summoned' }),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  problemType: shown.sought.optional(),
  caseId: shown.sought.optional(),
  drill: z.enum(['true', 'false']).optional(),
  sort: z
    .enum(['newest', 'oldest', 'next_due'])
    .default('newest')
    .meta({ description: '`next_due`: who needs a person next', examples: ['newest'] }),
})

export const summonsRow = z
  .strictObject({
    whistle: z.string(),
    department: z.string(),
    round: z.number().int(),
    role: z.string(),
    status: z.string(),
    whistleStatus: z.string(),
    calledAt: instant,
    settledAt: instant.optional(),
    arrived: z.boolean(),
    disputed: z.boolean(),
    missed: z.array(z.string()),
    present: z.number().int(),
    signDueAt: instant.optional(),
    arriveDueAt: instant.optional(),
    finishDueAt: instant.optional(),
  })
  .meta({ id: 'SummonsRow', description: 'A summons in a duty desk’s list' })

export const summonsPage = page(summonsRow).meta({ id: 'SummonsPage' })

export const summonsQuery = z.strictObject({
  ...pageQuery,
  department: shown.sought.optional(),
  status: z
    .string()
    .max(120)
    .regex(/^[a-z_,]+$/)
    .optional(),
  open: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only those that are not settled' }),
})

export const storyLine = z
  .strictObject({
    position: z
      .string()
      .meta({ description: 'Place in the global order', examples: ['4294967297'] }),
    at: instant,
    type: z.string().meta({ description: 'Name of the event', examples: ['SummonsSigned'] }),
    sentence: z
      .string()
      .meta({ description: 'As a colleague would tell it', examples: ['14:07 城管执法局签收'] }),
    by,
    event: z
      .record(z.string(), z.unknown())
      .meta({ description: 'The event’s own fields; texts opened where you may read them' }),
  })
  .meta({ id: 'StoryLine', description: 'One event, told' })

export const timeline = z
  .strictObject({
    id: z.string(),
    invented: z.boolean().meta({ description: 'The people and events are invented' }),
    items: z.array(storyLine),
  })
  .meta({ id: 'Timeline', description: 'The story, one sentence an event' })

export const sceneCode = z
  .strictObject({
    code: z.string().meta({ description: 'Show it on the scene', examples: ['7K2QX9M4'] }),
    shownFrom: instant,
    shownTo: instant,
    nextCode: z.string(),
  })
  .meta({ id: 'SceneCode', description: 'The code on show now and the one after it' })
