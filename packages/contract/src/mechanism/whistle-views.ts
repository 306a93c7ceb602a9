// What the API shows of whistles.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { areas, bilingual, clock, instant, point } from './shared.ts'

export { sceneCode, sceneCodeQuery, storyLine, timeline } from './story-views.ts'

import * as shown from './shown.ts'

const erasable = z.string().nullable()

export const findings = z
  .strictObject({
    proofs: z
      .array(z.string())
      .meta({ description: 'Proofs that count', examples: [['scene_code', 'position']] }),
    rejected: z
      .array(
        z.strictObject({
          proof: z.string().meta({ description: 'Which proof' }),
          reason: z.string().meta({ description: 'Why it does not count, by code' }),
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
      .meta({ description: 'How accurate the phone said it was' }),
    fixAgeSeconds: z
      .number()
      .optional()
      .meta({ description: 'How old the position was at the claimed moment' }),
  })
  .meta({ id: 'ArrivalFindings', description: 'What was found of the proofs of an arrival' })

const waitsFor = z.strictObject({
  department: z.string().meta({ description: 'Whom it waits for' }),
  measure: z.string().optional().meta({ description: 'The type of measure; any when absent' }),
})

export const attendance = z
  .strictObject({
    person: z.string().meta({ description: 'Id of the person' }),
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
    relievedBy: z.string().optional().meta({ description: 'Id of the person who took over' }),
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
    department: z.string().meta({ description: 'Id of the department' }),
    name: bilingual.optional(),
    round: z
      .number()
      .int()
      .meta({ description: 'A veto or a second call opens the next round', examples: [1] }),
    role: z
      .enum(['lead', 'assist'])
      .meta({ description: '`lead` or `assist`; exactly one department leads' }),
    ask: erasable.meta({
      description:
        'What is asked; null once erased, or while a confidential target is not yours to know',
    }),
    legalItems: z.array(z.string()).meta({ description: 'Legal items on which the ask rests' }),
    after: waitsFor
      .optional()
      .meta({ description: 'The ask waits for another department’s measure' }),
    head: z
      .string()
      .optional()
      .meta({ description: 'The head in person, told first when nobody answers' }),
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
    returns: z.number().int().meta({ description: 'How often it was returned' }),
    dispute: z
      .strictObject({
        listItem: z
          .string()
          .nullable()
          .meta({ description: 'Item of the responsibility list that was cited' }),
        rightUnit: z.string().nullable().meta({ description: 'The unit that was named instead' }),
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
    evidence: z.array(z.string()).meta({ description: 'Ids of what was attached in this round' }),
    waitingSince: instant
      .optional()
      .meta({ description: 'Since when the ask waits for another’s measure' }),
    measures: z
      .array(
        z.strictObject({
          id: z.string().meta({ description: 'Id of the measure' }),
          type: z.string().meta({ description: 'Its type' }),
          legalItem: z.string().meta({ description: 'The legal item it rests on' }),
          at: instant,
        }),
      )
      .meta({ description: 'What the department did, in order' }),
    blocks: z.array(z.string()).meta({ description: 'Release blocks that are signed' }),
    extension: z
      .strictObject({ dueAt: instant, askedAt: instant })
      .optional()
      .meta({ description: 'More time that was asked for and not yet judged' }),
    successor: z.string().optional().meta({ description: 'The department that took over' }),
    replaces: z.string().optional().meta({ description: 'The department that it took over from' }),
    widened: z
      .array(
        z.strictObject({
          from: z.string().meta({ description: 'From whom' }),
          text: erasable.meta({ description: 'What is asked besides; null once erased' }),
        }),
      )
      .meta({ description: 'Asks taken over from others' }),
  })
  .meta({
    id: 'Summons',
    description: 'Whistle × department × round: its own ask, clocks, people, measures, release',
  })

export const whistle = z
  .strictObject({
    id: z.string().meta({ description: 'Its id' }),
    version: z
      .number()
      .int()
      .meta({ description: 'Counts its events; the ETag is `"v<version>"`' }),
    caseId: z.string().meta({ description: 'Id of the case it belongs to' }),
    follows: z
      .string()
      .optional()
      .meta({ description: 'The whistle of the same case before this one' }),
    kind: z.string().meta({ description: 'Code of the kind' }),
    status: z.string().meta({
      description: 'drafted, submitted, rejected, sounding, resolved, accepted, closed, withdrawn',
      examples: ['sounding'],
    }),
    drill: z.boolean().meta({ description: 'A rehearsal, marked as such everywhere' }),
    caller: z
      .strictObject({
        organisation: z.string().meta({ description: 'Id of the organisation' }),
        name: bilingual.optional(),
        office: z.string().meta({ description: 'Id of the office' }),
        head: z
          .string()
          .meta({ description: 'The head in person, told first when nobody answers' }),
        deputy: z
          .string()
          .optional()
          .meta({ description: 'The office that may claim command first' }),
        coordination: z.string().meta({ description: 'District coordination, where rulings end' }),
      })
      .meta({ description: 'Who called, and the offices that may come to command' }),
    command: z.string().meta({ description: 'The one office that holds command' }),
    title: erasable.meta({
      description: 'Null once erased, or while a confidential target is not yours to know',
    }),
    facts: erasable.meta({ description: 'What is known; null once erased' }),
    tried: erasable.meta({ description: 'What the caller tried itself; null once erased' }),
    lacking: erasable.meta({ description: 'Which power the caller lacks; null once erased' }),
    problemType: z.string().nullable().meta({ description: 'Code of the problem type' }),
    place: z
      .strictObject({
        point,
        text: erasable.meta({ description: 'In words; null once erased' }),
        areas,
      })
      .nullable()
      .meta({ description: 'Null while the target is confidential' }),
    assembly: z
      .strictObject({
        at: instant,
        place: erasable.meta({ description: 'Where, in words; null once erased' }),
        point: point.optional(),
      })
      .meta({ description: 'When and where to assemble' }),
    asks: z
      .array(
        z.strictObject({
          department: z.string().meta({ description: 'Id of the department' }),
          role: z.string().meta({ description: '`lead` or `assist`' }),
          text: erasable.meta({
            description:
              'For what; null once erased, or while a confidential target is not yours to know',
          }),
          legalItems: z.array(z.string()).meta({ description: 'Legal items on which it rests' }),
        }),
      )
      .meta({ description: 'Who was asked for what in the draft' }),
    draftedAt: instant,
    soundedAt: instant.optional(),
    endedAt: instant.optional(),
    policy: z
      .strictObject({
        code: z.string().meta({ description: 'Code of the kind' }),
        version: z.string().meta({ description: 'Counts its events; the ETag is `"v<version>"`' }),
        presence: z
          .string()
          .meta({ description: '`continuous`, `session` or `none`: whether people must stay' }),
        approval: z.string().meta({ description: '`before` it sounds, or `after`' }),
        releaseBlocks: z
          .array(z.string())
          .meta({ description: 'What the commander signs before a release' }),
        measureTypes: z
          .array(z.string())
          .meta({ description: 'Types of measures that can be taken' }),
        maxReturns: z.number().int().meta({ description: 'How often one summons can be returned' }),
        confidential: z.boolean().meta({ description: 'The target is told on arrival alone' }),
        codeSeconds: z.number().meta({ description: 'How long one scene code is shown' }),
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
    session: z.number().int().meta({ description: 'Which session it is, from 1' }),
    nextSessionAt: instant.optional(),
    summonses: z.array(summons),
    pastRounds: z
      .array(
        z.strictObject({
          department: z.string().meta({ description: 'Id of the department' }),
          round: z.number().int().meta({ description: 'Which round' }),
          status: z.string().meta({ description: 'How it ended' }),
        }),
      )
      .meta({ description: 'Rounds that a veto or a second call ended' }),
    result: erasable.optional().meta({ description: 'What was achieved; null once erased' }),
    beforeClose: z.array(z.string()).meta({
      description: 'What is missing before it can close, by code',
      examples: [['summons_open:110117-water']],
    }),
  })
  .meta({ id: 'Whistle', description: 'One summoning of departments for one case' })

export const whistleRow = z
  .strictObject({
    id: z.string().meta({ description: 'Its id' }),
    caseId: z.string().meta({ description: 'Id of the case it belongs to' }),
    kind: z.string().meta({ description: 'Code of the kind' }),
    status: z.string().meta({ description: 'Where it stands' }),
    caller: z.string().meta({ description: 'Id of the calling organisation' }),
    command: z.string().meta({ description: 'The office that holds command' }),
    problemType: z.string().nullable().meta({ description: 'Code of the problem type' }),
    title: erasable.meta({
      description: 'The matter in one line; null once erased, or while it is not yours to know',
    }),
    point: point
      .nullable()
      .meta({ description: 'Where it is; null while it is not yours to know' }),
    departments: z
      .array(z.string())
      .meta({ description: 'Ids of the departments that were ever summoned' }),
    drill: z.boolean().meta({ description: 'A rehearsal, marked as such everywhere' }),
    draftedAt: instant,
    soundedAt: instant.optional(),
    endedAt: instant.optional(),
    nextDueAt: instant.optional().meta({ description: 'The earliest running clock' }),
    openSummonses: z.number().int().meta({ description: 'Summonses that are not settled' }),
    silent: z
      .number()
      .int()
      .meta({ description: 'Summonses with a declared miss and nobody there' }),
  })
  .meta({ id: 'WhistleRow', description: 'A whistle in a list' })

export const whistlePage = page(whistleRow).meta({
  id: 'WhistlePage',
  description: 'A page of whistles',
})

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
    whistle: z.string().meta({ description: 'Id of the whistle' }),
    department: z.string().meta({ description: 'Id of the department' }),
    round: z
      .number()
      .int()
      .meta({ description: 'Its round; a veto or a second call opens the next' }),
    role: z.string().meta({ description: '`lead` or `assist`; exactly one department leads' }),
    status: z.string().meta({ description: 'Where it stands' }),
    whistleStatus: z.string().meta({ description: 'Where the whistle stands' }),
    drill: z.boolean().meta({ description: 'A rehearsal', examples: [false] }),
    calledAt: instant,
    settledAt: instant.optional(),
    arrived: z.boolean().meta({ description: 'Somebody’s arrival was proved in this round' }),
    disputed: z.boolean().meta({ description: 'A return waits for its ruling' }),
    missed: z.array(z.string()).meta({ description: 'Clocks that were missed' }),
    present: z.number().int().meta({ description: 'How many of its people are on the scene' }),
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
  status: z
    .string()
    .max(120)
    .regex(/^[a-z_,]+$/)
    .optional()
    .meta({ description: 'One or several, with commas', examples: ['called,signed'] }),
  open: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only those that are not settled' }),
  drill: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Rehearsals alone, or none of them' }),
})
