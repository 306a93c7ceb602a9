// Whistle kinds in versions: clocks, ladders, who may blow, what is graded.
import { SUMMONS_CLOCKS, WHISTLE_CLOCKS } from '@muster/domain'
import { z } from 'zod'
import { bilingual, code, durationSpec, id, instant } from './shared.ts'

const clockName = z.enum([...SUMMONS_CLOCKS, ...WHISTLE_CLOCKS])

const rank = z.enum(['head', 'deputy', 'duty', 'officer'])

const rung = z
  .strictObject({
    minutes: z
      .number()
      .int()
      .min(-100_000)
      .max(100_000)
      .meta({ description: 'Before (negative) or after the due moment', examples: [0] }),
    tell: z
      .enum(['duty', 'team', 'head', 'deputy_district_head', 'coordination'])
      .meta({ description: 'Who is told', examples: ['head'] }),
    act: z.enum(['urge', 'page', 'supervise']).meta({ description: 'How', examples: ['page'] }),
    channels: z
      .array(code)
      .min(1)
      .max(10)
      .optional()
      .meta({
        description: 'Codes of the channels to try, in order; absent: each person’s own',
        examples: [['sms', 'email']],
      }),
    repeat: z
      .strictObject({
        everyMinutes: z
          .number()
          .int()
          .min(1)
          .max(10_080)
          .meta({ description: 'How long between two messages', examples: [5] }),
        times: z
          .number()
          .int()
          .min(1)
          .max(100)
          .meta({ description: 'How often after the first one', examples: [3] }),
      })
      .optional()
      .meta({ description: 'Said again until it is answered' }),
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
    releaseBlocks: codes.meta({
      description: 'What the commander signs before a release',
      examples: [['problem_dealt_with', 'site_safe']],
    }),
    proofs: z
      .strictObject({
        radiusMetres: metres.meta({
          description: 'How near the scene a position counts',
          examples: [200],
        }),
        maxAccuracyMetres: metres.meta({
          description: 'The worst accuracy that counts',
          examples: [100],
        }),
        maxAgeSeconds: seconds.meta({
          description: 'The oldest position that counts',
          examples: [120],
        }),
        codeSeconds: seconds.meta({
          description: 'How long one scene code is shown',
          examples: [60],
        }),
      })
      .meta({ description: 'What counts as proof of arrival' }),
    maxReturns: z
      .number()
      .int()
      .min(0)
      .max(20)
      .meta({ description: 'How often one summons can be returned', examples: [2] }),
    disputeOnScene: z.boolean().meta({ description: 'Come first and dispute there' }),
    measureTypes: codes
      .min(1)
      .meta({ description: 'Codes of measures', examples: [['stop', 'seize']] }),
    rubric: z
      .array(
        z.strictObject({
          code,
          name: bilingual,
          weight: z
            .number()
            .positive()
            .max(100)
            .meta({ description: 'All add up to 100', examples: [100] }),
          max: z
            .number()
            .positive()
            .max(10_000)
            .meta({ description: 'Most points', examples: [100] }),
        }),
      )
      .min(1)
      .max(30)
      .meta({ description: 'The dimensions that are graded' }),
    confidential: z
      .boolean()
      .meta({ description: 'The target is told on arrival alone', examples: [false] }),
    publicAfter: durationSpec.meta({ description: 'How long after close nothing is public' }),
    homeAddress: z
      .enum(['none', 'street', 'full'])
      .optional()
      .meta({
        description: 'How much of a reporter’s home departments are told; nothing when absent',
        examples: ['street'],
      }),
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

export const kindsQuery = z.strictObject({
  upcoming: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'With the kinds that do not hold yet, in their first version' }),
})

export const kindQuestion = z
  .strictObject({
    kind,
    at: instant.optional().meta({ description: 'A whistle blown when; now when absent' }),
  })
  .meta({ id: 'KindQuestion', description: 'A version of a kind that might be published' })

const wouldRun = z.strictObject({
  clock: z.string().meta({ description: 'Which clock', examples: ['arrive'] }),
  dueAt: instant.meta({ description: 'When it would run out' }),
  until: instant
    .optional()
    .meta({ description: 'When it runs out by the version that holds then; absent: it does not' }),
})

export const kindForetold = z
  .strictObject({
    at: instant,
    holds: z
      .string()
      .optional()
      .meta({ description: 'The version that holds at that moment', examples: ['1'] }),
    clocks: z.array(wouldRun).meta({
      description: 'Of a whistle blown at that moment, all of them begun then, by this version',
    }),
    refusal: z
      .strictObject({
        code: z.string().meta({ description: 'Stable code', examples: ['weights_not_100'] }),
        field: z
          .string()
          .optional()
          .meta({ description: 'What it is about', examples: ['departments'] }),
        title: z.string().meta({ description: 'What is wrong', examples: ['缺少权力'] }),
        detail: z
          .string()
          .meta({ description: 'What to do', examples: ['什么都没有改变。请向有权单位提出。'] }),
      })
      .optional()
      .meta({ description: 'Why it could not be published as it is' }),
  })
  .meta({ id: 'KindForetold', description: 'What a version of a kind would bring' })

export const kinds = z
  .strictObject({ items: z.array(kindShown) })
  .meta({ id: 'KindsInForce', description: 'The version of each kind that is in force' })

export const kindVersions = z
  .strictObject({
    code: z.string().meta({ description: 'Code of the kind', examples: ['emergency'] }),
    inForce: z
      .string()
      .optional()
      .meta({ description: 'The version that holds now', examples: ['1'] }),
    versions: z.array(kindShown),
  })
  .meta({ id: 'KindVersions', description: 'Every version of one kind, in order of publication' })
