import { given } from '@muster/testkit'
import {
  aCase,
  actor,
  aReport,
  aWhistle,
  CASE_FIELDS,
  callingDuty,
  cases,
  contextOf,
  daysAfter,
  dutyOf,
  MONDAY_NINE,
  measure,
  OTHER_DISTRICT,
  openCase,
  REASON,
  sealed,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type By, SYSTEM } from '../access/actor.ts'
import { type CaseId, type OrganisationId, toId, type WhistleId } from '../kernel/ids.ts'
import { shift } from '../kernel/time.ts'
import { type CaseCommand, decideCase } from './decide.ts'
import { decideMerge } from './merge.ts'
import { type Case, type CaseState, caseDeadlines, evolveCase } from './state.ts'

const street = contextOf(MONDAY_NINE, callingDuty)
const system = contextOf(MONDAY_NINE, SYSTEM)
const by: By = {
  person: callingDuty.person,
  office: callingDuty.office,
  organisation: callingDuty.organisation,
}
const stamp = { at: MONDAY_NINE, by }
const id = (name: string): CaseId => toId(name)
const whistle = (name: string): WhistleId => toId(name)
const text = sealed('text')

function does(from: ReturnType<typeof aCase>, ...commands: readonly CaseCommand[]) {
  return commands.reduce((state, command) => state.when(command, street).thenAccepted(), from)
}

const link = (name: string): CaseCommand => ({ type: 'LinkWhistle', whistle: whistle(name), by })
const end = (name: string): CaseCommand => ({
  type: 'EndWhistle',
  whistle: whistle(name),
  how: 'closed',
  by,
})
const closeIt = (outcome: 'solved_by_whistle' | 'handled_by_itself' = 'handled_by_itself') =>
  ({ type: 'CloseCase', outcome, ground: REASON }) as const

describe('Case 事项: the matter itself, long-lived; many reports, several whistles over years', () => {
  test('opened with the first report', () => {
    const report = aReport()
    cases()
      .when({ ...openCase(), report }, street)
      .then(
        { type: 'CaseOpened', ...stamp, case: id('case-1'), fields: CASE_FIELDS },
        { type: 'ReportAdded', ...stamp, report },
      )
    aCase().when(openCase(), street).thenRefused({ code: 'case_exists', rule: 21 })
    cases()
      .when(openCase(), contextOf(MONDAY_NINE, dutyOf('police')))
      .thenRefused({ code: 'not_your_organisation' })
    cases().when(link('w'), street).thenRefused({ code: 'unknown_case' })
  })

  test('a resident without an account reports through the server, which does nothing else of the kind', () => {
    const taken = cases()
      .when({ ...openCase(), report: aReport() }, system)
      .thenAccepted()
    taken.when({ type: 'AddReport', report: aReport('report-2') }, system).thenAccepted()
    taken
      .when({ type: 'RecordSelfHandling', text }, system)
      .thenRefused({ code: 'not_for_the_system' })
    taken.when(closeIt(), system).thenRefused({ code: 'not_for_the_system' })
  })

  test('each report once, also after it is closed', () => {
    const report = aReport()
    const reported = does(aCase(), { type: 'AddReport', report })
    reported.when({ type: 'AddReport', report }, street).thenRefused({ code: 'report_exists' })
    does(reported, closeIt(), { type: 'AddReport', report: aReport('report-2') })
  })

  test('handled by the sub-district itself, and closed as that', () => {
    aCase()
      .when({ type: 'RecordSelfHandling', text }, street)
      .then({ type: 'SelfHandlingRecorded', ...stamp, text })
    const closed = does(aCase(), { type: 'RecordSelfHandling', text }, closeIt())
    expect(closed.state).toMatchObject({ status: 'closed', outcome: 'handled_by_itself' })
    closed.when({ type: 'RecordSelfHandling', text }, street).thenRefused({ code: 'case_closed' })
    closed.when(closeIt(), street).thenRefused({ code: 'case_closed', rule: 15 })
    closed.when(link('w'), street).thenRefused({ code: 'case_closed', rule: 15 })
  })

  test('whistles follow each other; none is open when it closes', () => {
    aCase().when(closeIt('solved_by_whistle'), street).thenRefused({ code: 'no_whistle_blown' })
    const one = does(aCase(), link('w1'))
    one.when(closeIt('solved_by_whistle'), street).thenRefused({ code: 'whistle_open', rule: 15 })
    one.when(end('w2'), street).thenRefused({ code: 'whistle_not_of_case' })
    const ended = does(one, end('w1'))
    ended.when(end('w1'), street).thenRefused({ code: 'whistle_not_of_case' })
    ended
      .when(link('w2'), street)
      .then({ type: 'WhistleLinked', ...stamp, whistle: whistle('w2'), follows: whistle('w1') })
    expect(does(ended, closeIt('solved_by_whistle')).state.status).toBe('closed')
  })
})

describe('14. A measure has a later outcome: solved can come before the penalty is final', () => {
  const blown = aWhistle().onScene().did(measure('police')).whistle
  const outcome: CaseCommand = {
    type: 'RecordOutcome',
    whistle: blown,
    department: toId('police'),
    measure: toId('police-m1'),
    outcome: 'fine_final',
    text,
  }
  const linked = does(aCase(), link('whistle-1'))
  const police = contextOf(MONDAY_NINE, dutyOf('police'))

  test('recorded by the department, even when the case is closed', () => {
    linked.when(outcome, street).thenRefused({ code: 'not_your_organisation' })
    linked.when(outcome, police).thenAccepted()
    does(linked, end('whistle-1'), closeIt()).when(outcome, police).thenAccepted()
  })

  test('of a measure that was taken, in a whistle of the case', () => {
    aCase().when(outcome, police).thenRefused({ code: 'whistle_not_of_case', rule: 17 })
    linked
      .when({ ...outcome, measure: toId('m9') }, police)
      .thenRefused({ code: 'unknown_measure', rule: 14 })
  })
})

describe('15. Its case reopens (recheck, or a resident’s word judged by the sub-district) and a new whistle follows it', () => {
  const solved = does(aCase(), link('w1'), end('w1'), closeIt('solved_by_whistle'))
  const dueAt = daysAfter(MONDAY_NINE, 30)
  const plan: CaseCommand = { type: 'PlanRecheck', dueAt }

  test('a recheck is planned, said to be due once, and made', () => {
    solved
      .when({ type: 'PlanRecheck', dueAt: MONDAY_NINE }, street)
      .thenRefused({ code: 'recheck_in_the_past', rule: 7 })
    const planned = does(solved, plan)
    expect(caseDeadlines(planned.state)).toEqual([{ key: 'recheck', kind: 'clock', dueAt }])
    const fire = { type: 'FireDeadline', key: 'recheck' } as const
    planned
      .when(fire, contextOf(shift(dueAt, -1), SYSTEM))
      .thenRefused({ code: 'not_due_yet', rule: 19 })
    planned.when(fire, street).thenRefused({ code: 'only_the_system' })
    const said = planned.when(fire, contextOf(dueAt, SYSTEM)).thenAccepted()
    expect(caseDeadlines(said.state)).toEqual([])
    said.when(fire, contextOf(dueAt, SYSTEM)).thenRefused({ code: 'nothing_due', rule: 19 })
    const held = does(said, { type: 'RecordRecheck', found: 'holds', text })
    expect(held.state).toMatchObject({ status: 'closed', reopened: 0 })
  })

  test('what came back reopens it, and a new whistle follows', () => {
    const back = does(solved, plan, { type: 'RecordRecheck', found: 'came_back', text })
    expect(back.state).toMatchObject({ status: 'open', reopened: 1 })
    expect(caseDeadlines(back.state)).toEqual([])
    expect((does(back, link('w2')).state as Case).whistles).toEqual(['w1', 'w2'])
    // Found again while it is open, there is nothing to reopen.
    const again = does(back, { type: 'RecordRecheck', found: 'came_back', text })
    expect(again.state).toMatchObject({ reopened: 1 })
  })

  test('a resident’s word reopens nothing before the sub-district has judged it', () => {
    const judge = (reopens: boolean): CaseCommand => ({
      type: 'JudgeWord',
      reopens,
      reason: REASON,
    })
    solved.when(judge(true), street).thenRefused({ code: 'no_word_to_judge', rule: 15 })
    const word = { type: 'HearResident', solved: false, text } as const
    const heard = solved.when(word, system).thenAccepted()
    expect(heard.state.status).toBe('closed')
    expect(does(heard, judge(false)).state.status).toBe('closed')
    expect(does(heard, judge(true)).state).toMatchObject({ status: 'open', reopened: 1 })
    solved
      .when(word, contextOf(MONDAY_NINE, dutyOf('police')))
      .thenRefused({ code: 'not_your_organisation' })
  })
})

describe('17. A case knows what it recurs from, imported history included', () => {
  test('named when it is opened, or linked later, once and never itself', () => {
    const opened = cases()
      .when({ ...openCase(), recursFrom: id('old') }, street)
      .thenAccepted()
    expect(opened.state).toMatchObject({ recursFrom: ['old'] })
    const link_ = (from: string): CaseCommand => ({ type: 'LinkRecurrence', from: id(from) })
    opened.when(link_('old'), street).thenRefused({ code: 'recurrence_known', rule: 17 })
    opened.when(link_('case-1'), street).thenRefused({ code: 'recurs_from_itself', rule: 17 })
    expect(does(opened, link_('older')).state).toMatchObject({ recursFrom: ['old', 'older'] })
    cases()
      .when({ ...openCase(), recursFrom: id('case-1') }, street)
      .thenRefused({ code: 'recurs_from_itself', rule: 17 })
  })

  test('history of other systems is kept as told and never counted as our own', () => {
    const entries = [{ at: shift(MONDAY_NINE, -1e10), source: text, text }]
    const imported = does(aCase(), { type: 'ImportHistory', entries })
    expect(imported.state).toMatchObject({ imported: 1, whistles: [], reports: [] })
    aCase()
      .when({ type: 'ImportHistory', entries: [] }, street)
      .thenRefused({ code: 'nothing_to_import', rule: 17 })
  })
})

describe('17. Cases merge into one survivor, without cycles; reports move, whistles keep id, clocks and commander', () => {
  const from = does(aCase('a'), { type: 'AddReport', report: aReport('ra') }, link('wa'))
  const into = does(aCase('b'), { type: 'AddReport', report: aReport('rb') })
  const merged = mergedInto(from.state, into.state)

  function mergedInto(a: CaseState, b: CaseState) {
    const decision = decideMerge(a, b, street)
    if (!decision.ok) throw new Error(decision.refusal.code)
    return {
      from: decision.merged.reduce(evolveCase, a),
      into: decision.survivor.reduce(evolveCase, b),
    }
  }

  test('the survivor has both, the other one only says where it lives on', () => {
    expect(merged.into).toMatchObject({
      status: 'open',
      reports: [{ id: 'rb' }, { id: 'ra' }],
      whistles: ['wa'],
      openWhistles: ['wa'],
      absorbed: ['a'],
    })
    expect(merged.from).toEqual({
      status: 'merged',
      id: 'a',
      fields: CASE_FIELDS,
      survivor: 'b',
      survivorDistrict: CASE_FIELDS.district,
    })
  })

  test('an unjudged word, a planned recheck and what it recurs from move too', () => {
    const spoken = does(
      aCase('c'),
      { type: 'HearResident', solved: false, text },
      { type: 'PlanRecheck', dueAt: shift(MONDAY_NINE, 1e9) },
      { type: 'LinkRecurrence', from: toId('old') },
    )
    const { into: survivor } = mergedInto(spoken.state, into.state)
    expect(survivor).toMatchObject({
      unjudged: { solved: false },
      recheckDueAt: shift(MONDAY_NINE, 1e9),
      recursFrom: ['old'],
    })
  })

  test('commands to the merged id are answered with the survivor, and only to those concerned', () => {
    const gone = given({
      initial: merged.from,
      decide: decideCase,
      evolve: evolveCase,
    })()
    gone.when(closeIt(), street).thenRefused({
      code: 'case_merged',
      rule: 17,
      about: { survivor: 'b', district: CASE_FIELDS.district },
    })
    gone.when({ type: 'FireDeadline', key: 'recheck' }, system).thenRefused({ code: 'case_merged' })
    gone
      .when(closeIt(), contextOf(MONDAY_NINE, dutyOf('police')))
      .thenRefused({ code: 'not_your_organisation' })
    expect(caseDeadlines(merged.from)).toEqual([])
  })

  test('no circle: what was merged is no survivor, and nothing merges with itself', () => {
    const code = (a: CaseState, b: CaseState) => {
      const decision = decideMerge(a, b, street)
      return decision.ok ? 'merged' : decision.refusal.code
    }
    expect(code(merged.into, merged.from)).toBe('not_a_live_case')
    expect(code(merged.from, merged.into)).toBe('case_merged')
    expect(code(from.state, from.state)).toBe('merge_with_itself')
    expect(code({ status: 'none' }, into.state)).toBe('unknown_case')
    expect(code(from.state, { status: 'none' })).toBe('not_a_live_case')
    expect(code(merged.into, aCase('c').state)).toBe('merged')
    const shut = does(aCase('c'), closeIt()).state
    expect(code(from.state, shut)).toBe('case_closed')
    expect(code(into.state, shut)).toBe('merged')
    const strange = decideMerge(from.state, into.state, contextOf(MONDAY_NINE, dutyOf('police')))
    expect(strange).toMatchObject({ ok: false, refusal: { code: 'not_your_organisation' } })
  })
})

describe('17. Across districts only with the receiver’s consent', () => {
  const miyun: OrganisationId = toId('miyun-street')
  const receiver = contextOf(MONDAY_NINE, actor('miyun-duty', miyun, 'duty'))
  const far = aCase('b', { organisation: miyun, district: OTHER_DISTRICT })
  const from = aCase('a')
  const offer = { type: 'OfferMerge', from: from.state } as const
  const offered = far.when(offer, street).thenAccepted()
  const code = (into: CaseState, context: typeof street) => {
    const decision = decideMerge(from.state, into, context)
    return decision.ok ? 'merged' : decision.refusal.code
  }

  test('offered by the one, taken by the other', () => {
    expect(code(far.state, receiver)).toBe('merge_not_offered')
    expect(code(offered.state, street)).toBe('receiver_must_consent')
    expect(code(offered.state, receiver)).toBe('merged')
    // Control: inside one district the sub-district of either may.
    expect(code(aCase('b').state, street)).toBe('merged')
  })

  test('offered once, of a live case, by its own sub-district, to another case', () => {
    far.when(offer, receiver).thenRefused({ code: 'not_your_organisation' })
    offered.when(offer, street).thenRefused({ code: 'merge_already_offered', rule: 17 })
    from.when(offer, street).thenRefused({ code: 'merge_with_itself', rule: 17 })
    const gone: CaseState = {
      status: 'merged',
      id: id('z'),
      fields: CASE_FIELDS,
      survivor: id('a'),
      survivorDistrict: CASE_FIELDS.district,
    }
    far
      .when({ type: 'OfferMerge', from: gone }, street)
      .thenRefused({ code: 'not_a_live_case', rule: 17 })
    far
      .when({ type: 'OfferMerge', from: { status: 'none' } }, street)
      .thenRefused({ code: 'not_a_live_case', rule: 17 })
  })
})
