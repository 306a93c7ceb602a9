import { given } from '@muster/testkit'
import {
  acceptIt,
  add,
  aGrant,
  approve,
  arrive,
  asks,
  aWhistle,
  BEIJING_CALENDAR,
  beijing,
  claimDone,
  close,
  commander,
  contextOf,
  declareDefault,
  dutyOf,
  EXCUSED,
  GRANTS,
  giveBack,
  head,
  leads,
  measure,
  minutesAfter,
  officerOf,
  type Play,
  personOf,
  REASON,
  release,
  replacedBy,
  resolve,
  review,
  rule,
  ruler,
  sealed,
  signAllBlocks,
  standDown,
  veto,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type AnyActor, SYSTEM } from '../access/actor.ts'
import { type Instant, shift } from '../kernel/time.ts'
import { decideGrading, type GradingCommand, gradeSubjects } from './decide.ts'
import type { GradingEvent, Score } from './events.ts'
import {
  countingScores,
  evolveGrading,
  type Grading,
  gradingDeadlines,
  NO_GRADING,
  overallScore,
} from './state.ts'

const gradings = given({ initial: NO_GRADING, decide: decideGrading, evolve: evolveGrading })
const police = { department: asks('police').department, round: 1 }
const urban = { department: asks('urban').department, round: 1 }
const closed = aWhistle().closed()
const openAt = closed.now
const due = beijing('2026-03-09 17:30')

function scores(points = 80): readonly Score[] {
  return ['arrival', 'handling', 'result', 'cooperation'].map(dimension => ({
    dimension,
    points,
    reason: sealed(dimension),
  }))
}

function by(actor: AnyActor, at: Instant = openAt) {
  return contextOf(at, actor, { grants: [...GRANTS, aGrant(ruler.office, 'grade')] })
}

const opened = gradings()
  .when({ type: 'OpenGrading', whistle: closed.whistle }, by(SYSTEM))
  .thenAccepted()
const grade = (of = police, given = scores()): GradingCommand => ({
  type: 'GiveGrade',
  ...of,
  scores: given,
})
const appeal: GradingCommand = { type: 'LodgeAppeal', ...police, reason: REASON }
const judge = (verdict: 'upheld' | 'set_aside' | 'replaced', given?: readonly Score[]) =>
  ({
    type: 'DecideAppeal',
    ...police,
    verdict,
    reason: REASON,
    ...(given ? { scores: given } : {}),
  }) as GradingCommand
const one = opened.when(grade(), by(head)).thenAccepted()
const sealedOne = one.when({ type: 'FireDeadline', key: 'window' }, by(SYSTEM, due)).thenAccepted()
const appealed = sealedOne.when(appeal, by(dutyOf('police'), due)).thenAccepted()
const typesOf = (events: readonly GradingEvent[]) => events.map(event => event.type)

function settledFor(play: Play, ...names: readonly string[]): Play {
  return names.reduce(
    (at, name) =>
      at.did(arrive(name), measure(name), claimDone(name), ...signAllBlocks(name), release(name)),
    play,
  )
}

describe('16. A window opens at close', () => {
  test('with what was in force, by the server, once', () => {
    const state = opened.state as Grading
    expect(state.opening).toMatchObject({
      whistle: 'whistle-1',
      caller: 'jinhaihu',
      policy: 'emergency@1',
      window: { clock: 'grade', amount: 5, unit: 'working_days', startedAt: openAt, dueAt: due },
      appeal: { amount: 10, unit: 'working_days' },
      drill: false,
    })
    opened
      .when({ type: 'OpenGrading', whistle: closed.whistle }, by(SYSTEM))
      .thenRefused({ code: 'grading_exists', rule: 16 })
    gradings()
      .when({ type: 'OpenGrading', whistle: closed.whistle }, by(head))
      .thenRefused({ code: 'only_the_system', rule: 3 })
    gradings()
      .when({ type: 'OpenGrading', whistle: aWhistle().accepted().whistle }, by(SYSTEM))
      .thenRefused({ code: 'whistle_not_closed', rule: 16 })
    gradings().when(grade(), by(head)).thenRefused({ code: 'unknown_grading' })
    expect(gradingDeadlines(state)).toEqual([{ key: 'window', kind: 'clock', dueAt: due }])
  })
})

describe('16. Excused, replaced and stood down are not graded', () => {
  test('defaulted and vetoed rounds are; so is the successor', () => {
    const many = aWhistle({
      asks: [leads('police'), asks('urban'), asks('land'), asks('water'), asks('fire')],
    }).sounding()
    const ruled = many
      .did(standDown('urban'), giveBack('land'), rule('land', EXCUSED))
      .did(giveBack('water', 'forest'), rule('water', replacedBy('forest')))
    const late = ruled.passing(minutesAfter(ruled.now, 90)).did(declareDefault('fire'))
    const done = settledFor(late, 'police', 'forest').did(veto('police'))
    const end = settledFor(done, 'police').did(resolve, acceptIt, review(), close)
    expect(gradeSubjects(end.whistle)).toEqual([
      { department: 'police', round: 1, status: 'released' },
      { department: 'police', round: 2, status: 'released' },
      { department: 'fire', round: 1, status: 'defaulted' },
      { department: 'forest', round: 1, status: 'released' },
    ])
    const grading = gradings()
      .when({ type: 'OpenGrading', whistle: end.whistle }, by(SYSTEM))
      .thenAccepted()
    grading.when(grade({ ...urban }), by(head)).thenRefused({ code: 'not_to_be_graded', rule: 16 })
    grading.when(grade({ ...police, round: 2 }), by(head)).thenAccepted()
  })

  test('a department called again after it was stood down is graded for the round that counts', () => {
    const again = aWhistle()
      .sounding()
      .did(standDown('urban'), add(asks('urban')))
    expect(gradeSubjects(again.whistle)).toEqual([
      { department: 'police', round: 1, status: 'called' },
      { department: 'urban', round: 2, status: 'called' },
    ])
    expect(approve.type).toBe('ApproveWhistle')
  })
})

describe('16. Per dimension, with reasons', () => {
  test('every dimension of the rubric once, within its points', () => {
    const refused = (
      given: readonly Score[],
      code: 'dimension_missing' | 'dimension_twice' | 'unknown_dimension' | 'points_out_of_range',
    ) => opened.when(grade(police, given), by(head)).thenRefused({ code, rule: 16 })
    const [arrival, ...others] = scores()
    refused(others, 'dimension_missing')
    refused([...scores(), ...scores()], 'dimension_twice')
    refused([...scores(), { dimension: 'zeal', points: 1, reason: REASON }], 'unknown_dimension')
    refused(scores(101), 'points_out_of_range')
    refused(scores(-1), 'points_out_of_range')
    refused(scores(Number.NaN), 'points_out_of_range')
    opened.when(grade(police, scores(0)), by(head)).thenAccepted()
    opened.when(grade(police, scores(100)), by(head)).thenAccepted()
    expect(arrival?.dimension).toBe('arrival')
  })

  test('by a holder of the power, once, and never by one who acted for a department', () => {
    opened.when(grade(), by(dutyOf('police'))).thenRefused({ code: 'power_missing', rule: 2 })
    one.when(grade(), by(head)).thenRefused({ code: 'already_graded', rule: 16 })
    // The system itself never grades, nor judges a grade (rule 3).
    opened.when(grade(), by(SYSTEM)).thenRefused({ code: 'not_for_the_system', rule: 3 })
    appealed.when(judge('upheld'), by(SYSTEM)).thenRefused({ code: 'not_for_the_system' })
    opened
      .when(grade(), by({ ...head, person: personOf('police') }))
      .thenRefused({ code: 'acted_for_the_other_side', rule: 4 })
  })

  test('the overall score is the weighted mean in percent', () => {
    const mixed = scores().map(score => ({
      ...score,
      points: score.dimension === 'cooperation' ? 0 : 90,
    }))
    const { state } = opened.when(grade(police, mixed), by(head)).thenAccepted()
    const { opening, subjects } = state as Grading
    const [graded, other] = [subjects['police#1'], subjects['urban#1']]
    expect(graded && overallScore(graded, opening)).toBe(81)
    expect(other && overallScore(other, opening)).toBeUndefined()
  })
})

describe('16. Blind until sealed (all given, or window over); not graded is outside the average and counts against the caller', () => {
  test('the last grade seals', () => {
    const last = decideGrading(one.state, grade(urban), by(head))
    expect(last.ok && typesOf(last.events)).toEqual(['GradeGiven', 'GradesSealed'])
    expect(last.ok && last.events[1]).toMatchObject({ ungraded: [] })
    const all = one.when(grade(urban), by(head)).thenAccepted()
    expect((all.state as Grading).status).toBe('sealed')
    expect(gradingDeadlines(all.state)).toEqual([])
  })

  test('the end of the window seals, and says who was not graded', () => {
    const fire = { type: 'FireDeadline', key: 'window' } as const
    one.when(fire, by(SYSTEM, shift(due, -1))).thenRefused({ code: 'not_due_yet', rule: 19 })
    one.when(fire, by(head, due)).thenRefused({ code: 'only_the_system', rule: 3 })
    const decision = decideGrading(one.state, fire, by(SYSTEM, due))
    expect(decision.ok && decision.events).toMatchObject([
      {
        type: 'GradesSealed',
        ungraded: [{ department: 'urban', round: 1, status: 'released' }],
        appeal: { clock: 'appeal', startedAt: due, dueAt: beijing('2026-03-23 17:30') },
      },
    ])
    sealedOne.when(fire, by(SYSTEM, due)).thenRefused({ code: 'nothing_due', rule: 19 })
  })

  test('one millisecond before, at and after the end: a late timer lets no late grade in', () => {
    one.when(grade(urban), by(head, shift(due, -1))).thenAccepted()
    one.when(grade(urban), by(head, due)).thenAccepted()
    one.when(grade(urban), by(head, shift(due, 1))).thenRefused({ code: 'grades_sealed', rule: 16 })
    sealedOne.when(grade(urban), by(head, due)).thenRefused({ code: 'grades_sealed', rule: 16 })
  })
})

describe('16. Appeal to the holder of rule, never to the grader; upheld, set aside or replaced, the old one kept', () => {
  const until = beijing('2026-03-23 17:30')

  test('by the department, once its grade is known, in time, once', () => {
    one.when(appeal, by(dutyOf('police'))).thenRefused({ code: 'grades_not_sealed', rule: 16 })
    sealedOne
      .when({ ...appeal, ...urban } as GradingCommand, by(dutyOf('urban'), due))
      .thenRefused({ code: 'no_grade_to_appeal', rule: 16 })
    sealedOne.when(appeal, by(commander, due)).thenRefused({ code: 'not_your_organisation' })
    sealedOne.when(appeal, by(officerOf('police'), until)).thenAccepted()
    sealedOne
      .when(appeal, by(officerOf('police'), shift(until, 1)))
      .thenRefused({ code: 'too_late_to_appeal', rule: 16 })
    appealed.when(appeal, by(dutyOf('police'), due)).thenRefused({ code: 'already_appealed' })
  })

  test('not by one who acted for the caller or gave a grade (rule 4)', () => {
    for (const { person } of [commander, head])
      sealedOne
        .when(appeal, by({ ...dutyOf('police'), person }, due))
        .thenRefused({ code: 'acted_for_the_other_side', rule: 4 })
  })

  test('excused, replaced and stood down are not graded: a round that was not is neither appealed nor judged', () => {
    const second = { ...police, round: 2 }
    sealedOne
      .when({ ...appeal, ...second } as GradingCommand, by(dutyOf('police'), due))
      .thenRefused({ code: 'not_to_be_graded', rule: 16 })
    appealed
      .when({ ...judge('upheld'), ...second } as GradingCommand, by(ruler, due))
      .thenRefused({ code: 'not_to_be_graded', rule: 16 })
  })

  test('judged once, by another person in another office than the grader', () => {
    appealed.when(judge('upheld'), by(head, due)).thenRefused({ code: 'power_missing', rule: 2 })
    sealedOne.when(judge('upheld'), by(ruler, due)).thenRefused({ code: 'no_appeal_pending' })
    const judged = appealed.when(judge('upheld'), by(ruler, due)).thenAccepted()
    judged.when(judge('upheld'), by(ruler, due)).thenRefused({ code: 'no_appeal_pending' })
    appealed
      .when(judge('upheld'), by({ ...ruler, person: head.person }, due))
      .thenRefused({ code: 'grader_cannot_judge', rule: 16 })
    const own = opened.when(grade(), by(ruler)).thenAccepted()
    own
      .when({ type: 'FireDeadline', key: 'window' }, by(SYSTEM, due))
      .thenAccepted()
      .when(appeal, by(dutyOf('police'), due))
      .thenAccepted()
      .when(judge('upheld'), by({ ...ruler, person: personOf('other') }, due))
      .thenRefused({ code: 'grader_cannot_judge', rule: 16 })
  })

  test('what counts afterwards, with the old grade beside it', () => {
    const outcome = (command: GradingCommand) => {
      const { state } = appealed.when(command, by(ruler, due)).thenAccepted()
      const graded = (state as Grading).subjects['police#1']
      return { kept: graded?.grade?.scores, counts: graded && countingScores(graded) }
    }
    expect(outcome(judge('upheld'))).toEqual({ kept: scores(), counts: scores() })
    expect(outcome(judge('set_aside'))).toEqual({ kept: scores(), counts: undefined })
    expect(outcome(judge('replaced', scores(95)))).toEqual({ kept: scores(), counts: scores(95) })
    appealed
      .when(judge('replaced'), by(ruler, due))
      .thenRefused({ code: 'dimension_missing', rule: 16 })
  })
})

describe('7. A newly announced holiday moves only clocks not yet due, by a visible event that cites the notice', () => {
  const announced = {
    ...BEIJING_CALENDAR,
    version: 'with-2026-03-05',
    days: { ...BEIJING_CALENDAR.days, '2026-03-05': 'holiday', '2026-03-12': 'holiday' },
  } as const
  const apply = { type: 'ApplyCalendar', notice: 'notice-9', calendar: announced } as const

  test('the window for grades, while it is open', () => {
    const decision = decideGrading(one.state, apply, by(SYSTEM))
    expect(decision).toMatchObject({
      ok: true,
      events: [
        {
          type: 'GradingClockMoved',
          clock: 'grade',
          notice: 'notice-9',
          calendar: 'with-2026-03-05',
          from: due,
          to: beijing('2026-03-10 17:30'),
        },
      ],
    })
    const moved = one.when(apply, by(SYSTEM)).thenAccepted()
    expect(gradingDeadlines(moved.state)[0]?.dueAt).toBe(beijing('2026-03-10 17:30'))
    moved.when(grade(urban), by(head, beijing('2026-03-10 17:00'))).thenAccepted()
    moved.when(apply, by(SYSTEM)).thenRefused({ code: 'nothing_to_move', rule: 7 })
    one.when(apply, by(SYSTEM, due)).thenRefused({ code: 'nothing_to_move', rule: 7 })
    one.when(apply, by(head)).thenRefused({ code: 'only_the_system', rule: 3 })
  })

  test('the time for appeals, once the grades are sealed', () => {
    const moved = sealedOne.when(apply, by(SYSTEM, due)).thenAccepted()
    const late = by(dutyOf('police'), beijing('2026-03-24 17:00'))
    moved.when(appeal, late).thenAccepted()
    sealedOne.when(appeal, late).thenRefused({ code: 'too_late_to_appeal', rule: 16 })
  })
})
