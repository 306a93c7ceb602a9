// What the API shows of one department's summons, and of its people on the scene.
import { z } from 'zod'
import { bilingual, clock, instant } from './shared.ts'

const erasable = z.string().nullable()

export const findings = z
  .strictObject({
    proofs: z
      .array(z.string())
      .meta({ description: 'Proofs that count', examples: [['scene_code', 'position']] }),
    rejected: z
      .array(
        z.strictObject({
          proof: z.string().meta({ description: 'Which proof', examples: ['position'] }),
          reason: z
            .string()
            .meta({ description: 'Why it does not count, by code', examples: ['too_far'] }),
        }),
      )
      .meta({ description: 'Proofs that do not, and why' }),
    distanceMetres: z
      .number()
      .optional()
      .meta({ description: 'From the scene', examples: [40] }),
    accuracyMetres: z
      .number()
      .optional()
      .meta({ description: 'How accurate the phone said it was', examples: [12] }),
    fixAgeSeconds: z
      .number()
      .optional()
      .meta({ description: 'How old the position was at the claimed moment', examples: [8] }),
  })
  .meta({ id: 'ArrivalFindings', description: 'What was found of the proofs of an arrival' })

const waitsFor = z.strictObject({
  department: z.string().meta({ description: 'Whom it waits for', examples: ['110117-planning'] }),
  measure: z
    .string()
    .optional()
    .meta({ description: 'The type of measure; any when absent', examples: ['stop'] }),
})

export const attendance = z
  .strictObject({
    person: z.string().meta({ description: 'Id of the person', examples: ['p-110117-police-03'] }),
    status: z.string().meta({
      description: 'en_route, doubtful, arrived, relieved, left, left_early, released, called_off',
      examples: ['arrived'],
    }),
    setOutAt: instant,
    claimedAt: instant.optional().meta({ description: 'When the person says to have arrived' }),
    receivedAt: instant.optional().meta({ description: 'When Muster heard of it' }),
    countsAt: instant.optional().meta({ description: 'The moment that counts' }),
    offline: z
      .boolean()
      .optional()
      .meta({ description: 'Recorded without network and sent later' }),
    findings: findings.optional(),
    relievedBy: z
      .string()
      .optional()
      .meta({ description: 'Id of the person who took over', examples: ['p-110117-police-04'] }),
    leaveBy: z
      .string()
      .optional()
      .meta({ description: 'The office that gave leave', examples: ['110117006.secretary'] }),
    endedAt: instant.optional(),
    acknowledged: z
      .boolean()
      .optional()
      .meta({ description: 'Whether somebody called off under way knows it' }),
  })
  .meta({ id: 'Attendance', description: 'One person on one summons' })

export const summons = z
  .strictObject({
    department: z
      .string()
      .meta({ description: 'Id of the department', examples: ['110117-police'] }),
    name: bilingual.optional(),
    round: z
      .number()
      .int()
      .meta({ description: 'A veto or a second call opens the next round', examples: [1] }),
    role: z.enum(['lead', 'assist']).meta({
      description: '`lead` or `assist`; exactly one department leads',
      examples: ['lead'],
    }),
    ask: erasable.meta({
      description:
        'What is asked; null once erased, or while a confidential target is not yours to know',
      examples: ['查处无证开采'],
    }),
    legalItems: z.array(z.string()).meta({
      description: 'Legal items on which the ask rests',
      examples: [['《中华人民共和国矿产资源法》']],
    }),
    after: waitsFor
      .optional()
      .meta({ description: 'The ask waits for another department’s measure' }),
    head: z
      .string()
      .optional()
      .meta({
        description: 'The head in person, told first when nobody answers',
        examples: ['110117-police.head'],
      }),
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
    returns: z
      .number()
      .int()
      .meta({ description: 'How often it was returned', examples: [1] }),
    dispute: z
      .strictObject({
        listItem: z
          .string()
          .nullable()
          .meta({
            description: 'Item of the responsibility list that was cited',
            examples: ['110117/05-08'],
          }),
        rightUnit: z
          .string()
          .nullable()
          .meta({ description: 'The unit that was named instead', examples: ['110117-water'] }),
        at: instant,
        rung: z.enum(['ruling', 'coordination']).meta({
          description:
            'Who rules now: `ruling`, whoever holds that power; `coordination`, the caller’s district coordination, which must assign in person',
        }),
        ruling: clock,
      })
      .optional()
      .meta({ description: 'A return that waits for its ruling; it stops nobody’s clock' }),
    waitedMs: z.number().meta({
      description:
        'Milliseconds that the ask waited for another’s measure, charged to that department',
      examples: [0],
    }),
    missedBefore: z.array(clock).meta({ description: 'Missed arrival clocks of earlier sessions' }),
    evidence: z.array(z.string()).meta({
      description: 'Ids of what was attached in this round',
      examples: [['e-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    waitingSince: instant
      .optional()
      .meta({ description: 'Since when the ask waits for another’s measure' }),
    measures: z
      .array(
        z.strictObject({
          id: z.string().meta({ description: 'Id of the measure', examples: ['m1'] }),
          type: z.string().meta({ description: 'Its type', examples: ['stop'] }),
          legalItem: z.string().meta({
            description: 'The legal item it rests on',
            examples: ['《中华人民共和国矿产资源法》'],
          }),
          at: instant,
        }),
      )
      .meta({ description: 'What the department did, in order' }),
    blocks: z
      .array(z.string())
      .meta({ description: 'Release blocks that are signed', examples: [['site_safe']] }),
    extension: z
      .strictObject({ dueAt: instant, askedAt: instant })
      .optional()
      .meta({ description: 'More time that was asked for and not yet judged' }),
    successor: z
      .string()
      .optional()
      .meta({ description: 'The department that took over', examples: ['110117-water'] }),
    replaces: z
      .string()
      .optional()
      .meta({ description: 'The department that it took over from', examples: ['110117-water'] }),
    widened: z
      .array(
        z.strictObject({
          from: z.string().meta({ description: 'From whom', examples: ['110117-police'] }),
          text: erasable.meta({
            description: 'What is asked besides; null once erased',
            examples: ['请同时封闭进山道路'],
          }),
        }),
      )
      .meta({ description: 'Asks taken over from others' }),
  })
  .meta({
    id: 'Summons',
    description: 'Whistle × department × round: its own ask, clocks, people, measures, release',
  })
