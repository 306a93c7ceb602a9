// What the API shows of whistles.
import { SUMMONS_STATUSES, WHISTLE_STATUSES } from '@muster/domain'
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { areas, bilingual, clock, instant, point } from './shared.ts'
import * as shown from './shown.ts'
import { summons } from './summons-views.ts'

export { sceneCode, sceneCodeQuery, storyLine, timeline } from './story-views.ts'
export { attendance, findings, summons } from './summons-views.ts'

const erasable = z.string().nullable()

export const whistle = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'] }),
    version: z
      .number()
      .int()
      .meta({ description: 'Counts its events; the ETag is `"v<version>"`', examples: [7] }),
    caseId: z.string().meta({
      description: 'Id of the case it belongs to',
      examples: ['c-110117-01hq3v8k2m9x4c7b5n6t'],
    }),
    follows: z
      .string()
      .optional()
      .meta({
        description: 'The whistle of the same case before this one',
        examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'],
      }),
    kind: z.string().meta({ description: 'Code of the kind', examples: ['emergency'] }),
    status: z.string().meta({
      description: 'drafted, submitted, rejected, sounding, resolved, accepted, closed, withdrawn',
      examples: ['sounding'],
    }),
    drill: z.boolean().meta({ description: 'A rehearsal, marked as such everywhere' }),
    caller: z
      .strictObject({
        organisation: z
          .string()
          .meta({ description: 'Id of the organisation', examples: ['110117006'] }),
        name: bilingual.optional(),
        office: z.string().meta({ description: 'Id of the office', examples: ['110117006.duty'] }),
        head: z.string().meta({
          description: 'The head in person, told first when nobody answers',
          examples: ['110117006.secretary'],
        }),
        deputy: z
          .string()
          .optional()
          .meta({
            description: 'The office that may claim command first',
            examples: ['110117006.deputy'],
          }),
        coordination: z.string().meta({
          description: 'District coordination, where rulings end',
          examples: ['110117-coord.head'],
        }),
      })
      .meta({ description: 'Who called, and the offices that may come to command' }),
    command: z.string().meta({
      description: 'The one office that holds command',
      examples: ['110117006.secretary'],
    }),
    title: erasable.meta({
      description: 'Null once erased, or while a confidential target is not yours to know',
      examples: ['夜间盗采'],
    }),
    facts: erasable.meta({
      description: 'What is known; null once erased',
      examples: ['三台挖掘机正在夜间作业'],
    }),
    tried: erasable.meta({
      description: 'What the caller tried itself; null once erased',
      examples: ['现场劝阻三次未果'],
    }),
    lacking: erasable.meta({
      description: 'Which power the caller lacks; null once erased',
      examples: ['无权查处矿产资源违法行为'],
    }),
    problemType: z
      .string()
      .nullable()
      .meta({ description: 'Code of the problem type', examples: ['07-01'] }),
    place: z
      .strictObject({
        point,
        text: erasable.meta({ description: 'In words; null once erased', examples: ['村后山谷'] }),
        areas,
      })
      .nullable()
      .meta({ description: 'Null while the target is confidential' }),
    assembly: z
      .strictObject({
        at: instant,
        place: erasable.meta({
          description: 'Where, in words; null once erased',
          examples: ['村委会院内'],
        }),
        point: point.optional(),
      })
      .meta({ description: 'When and where to assemble' }),
    asks: z
      .array(
        z.strictObject({
          department: z
            .string()
            .meta({ description: 'Id of the department', examples: ['110117-police'] }),
          role: z.string().meta({ description: '`lead` or `assist`', examples: ['lead'] }),
          text: erasable.meta({
            description:
              'For what; null once erased, or while a confidential target is not yours to know',
            examples: ['查处无证开采'],
          }),
          legalItems: z.array(z.string()).meta({
            description: 'Legal items on which it rests',
            examples: [['《中华人民共和国矿产资源法》']],
          }),
        }),
      )
      .meta({ description: 'Who was asked for what in the draft' }),
    draftedAt: instant,
    soundedAt: instant.optional(),
    endedAt: instant.optional(),
    policy: z
      .strictObject({
        code: z.string().meta({ description: 'Code of the kind', examples: ['emergency'] }),
        version: z
          .string()
          .meta({ description: 'Version of the kind that was in force', examples: ['1'] }),
        presence: z.string().meta({
          description: '`continuous`, `session` or `none`: whether people must stay',
          examples: ['continuous'],
        }),
        approval: z
          .string()
          .meta({ description: '`before` it sounds, or `after`', examples: ['after'] }),
        releaseBlocks: z.array(z.string()).meta({
          description: 'What the commander signs before a release',
          examples: [['problem_dealt_with', 'site_safe']],
        }),
        measureTypes: z.array(z.string()).meta({
          description: 'Types of measures that can be taken',
          examples: [['stop', 'seize']],
        }),
        maxReturns: z
          .number()
          .int()
          .meta({ description: 'How often one summons can be returned', examples: [2] }),
        confidential: z.boolean().meta({ description: 'The target is told on arrival alone' }),
        codeSeconds: z
          .number()
          .meta({ description: 'How long one scene code is shown', examples: [60] }),
      })
      .optional()
      .meta({ description: 'The kind as it was when the whistle was submitted' }),
    approval: clock.optional(),
    review: clock.optional(),
    reviewed: z
      .enum(['upheld', 'refused'])
      .optional()
      .meta({ description: 'What the later look at an emergency found' }),
    mustered: z
      .boolean()
      .meta({ description: 'Every live summons has somebody on scene; shown, never a gate' }),
    session: z
      .number()
      .int()
      .meta({ description: 'Which session it is, from 1', examples: [1] }),
    nextSessionAt: instant.optional(),
    summonses: z.array(summons),
    pastRounds: z
      .array(
        z.strictObject({
          department: z
            .string()
            .meta({ description: 'Id of the department', examples: ['110117-police'] }),
          round: z
            .number()
            .int()
            .meta({ description: 'Which round', examples: [1] }),
          status: z.string().meta({ description: 'How it ended', examples: ['stood_down'] }),
        }),
      )
      .meta({ description: 'Rounds that a veto or a second call ended' }),
    result: erasable
      .optional()
      .meta({ description: 'What was achieved; null once erased', examples: ['坑口已封填'] }),
    beforeClose: z.array(z.string()).meta({
      description: 'What is missing before it can close, by code',
      examples: [['summons_open:110117-water']],
    }),
  })
  .meta({ id: 'Whistle', description: 'One summoning of departments for one case' })

export const whistleRow = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'] }),
    caseId: z.string().meta({
      description: 'Id of the case it belongs to',
      examples: ['c-110117-01hq3v8k2m9x4c7b5n6t'],
    }),
    kind: z.string().meta({ description: 'Code of the kind', examples: ['emergency'] }),
    status: z.string().meta({ description: 'Where it stands', examples: ['sounding'] }),
    caller: z
      .string()
      .meta({ description: 'Id of the calling organisation', examples: ['110117006'] }),
    command: z
      .string()
      .meta({ description: 'The office that holds command', examples: ['110117006.secretary'] }),
    problemType: z
      .string()
      .nullable()
      .meta({ description: 'Code of the problem type', examples: ['07-01'] }),
    title: erasable.meta({
      description: 'The matter in one line; null once erased, or while it is not yours to know',
      examples: ['夜间盗采'],
    }),
    point: point
      .nullable()
      .meta({ description: 'Where it is; null while it is not yours to know' }),
    departments: z.array(z.string()).meta({
      description: 'Ids of the departments that were ever summoned',
      examples: [['110117-police']],
    }),
    drill: z.boolean().meta({ description: 'A rehearsal, marked as such everywhere' }),
    draftedAt: instant,
    soundedAt: instant.optional(),
    endedAt: instant.optional(),
    nextDueAt: instant.optional().meta({ description: 'The earliest running clock' }),
    openSummonses: z
      .number()
      .int()
      .meta({ description: 'Summonses that are not settled', examples: [3] }),
    silent: z
      .number()
      .int()
      .meta({ description: 'Summonses with a declared miss and nobody there', examples: [1] }),
  })
  .meta({ id: 'WhistleRow', description: 'A whistle in a list' })

export const whistlePage = page(whistleRow).meta({
  id: 'WhistlePage',
  description: 'A page of whistles',
})

export const whistleQuery = z.strictObject({
  ...pageQuery,
  status: shown.statuses(WHISTLE_STATUSES, 'sounding,resolved').optional(),
  kind: shown.sought.optional().meta({ description: 'Code of the kind', examples: ['emergency'] }),
  caller: shown.sought.optional(),
  department: shown.sought.optional().meta({ description: 'Was ever summoned' }),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .meta({ description: 'Administrative code of a district', examples: ['110117'] }),
  problemType: shown.sought.optional(),
  caseId: shown.sought.optional(),
  drill: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'A rehearsal, marked as such everywhere' }),
  sort: z
    .enum(['newest', 'oldest', 'next_due'])
    .default('newest')
    .meta({
      description: '`next_due`: who needs a person next; only those with a running clock',
      examples: ['newest'],
    }),
})

export const summonsRow = z
  .strictObject({
    whistle: z
      .string()
      .meta({ description: 'Id of the whistle', examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'] }),
    department: z
      .string()
      .meta({ description: 'Id of the department', examples: ['110117-police'] }),
    round: z
      .number()
      .int()
      .meta({ description: 'Its round; a veto or a second call opens the next', examples: [1] }),
    role: z.string().meta({
      description: '`lead` or `assist`; exactly one department leads',
      examples: ['lead'],
    }),
    status: z.string().meta({ description: 'Where it stands', examples: ['called'] }),
    whistleStatus: z
      .string()
      .meta({ description: 'Where the whistle stands', examples: ['sounding'] }),
    drill: z.boolean().meta({ description: 'A rehearsal', examples: [false] }),
    calledAt: instant,
    settledAt: instant.optional(),
    arrived: z.boolean().meta({ description: 'Somebody’s arrival was proved in this round' }),
    disputed: z.boolean().meta({ description: 'A return waits for its ruling' }),
    missed: z
      .array(z.string())
      .meta({ description: 'Clocks that were missed', examples: [['arrive']] }),
    present: z
      .number()
      .int()
      .meta({ description: 'How many of its people are on the scene', examples: [2] }),
    signDueAt: instant.optional(),
    arriveDueAt: instant.optional(),
    finishDueAt: instant.optional(),
  })
  .meta({ id: 'SummonsRow', description: 'A summons in a duty desk’s list' })

export const summonsPage = page(summonsRow).meta({
  id: 'SummonsPage',
  description: 'A page of summonses',
})

export const summonsQuery = z.strictObject({
  ...pageQuery,
  department: shown.sought.optional(),
  status: shown.statuses(SUMMONS_STATUSES, 'called,signed').optional(),
  open: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only those that are not settled' }),
  drill: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Rehearsals alone, or none of them' }),
})
