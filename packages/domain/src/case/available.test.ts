import {
  aCase,
  aReport,
  callingDuty,
  contextOf,
  dutyOf,
  MONDAY_NINE,
  REASON,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { toId, type WhistleId } from '../kernel/ids.ts'
import { availableCaseActs, refuseOpening, residentsIn } from './available.ts'
import type { Case, CaseState } from './state.ts'

const street = contextOf(MONDAY_NINE, callingDuty)
const by = {
  person: callingDuty.person,
  office: callingDuty.office,
  organisation: callingDuty.organisation,
}

function live(state: CaseState): Case {
  if (state.status === 'none' || state.status === 'merged') throw new Error('not live')
  return state
}

describe('What can be done with a case now', () => {
  test('all that its own organisation may do with an open one, and how it could be closed', () => {
    const { acts, outcomes } = availableCaseActs(aCase().state, street)
    expect(acts).toEqual([
      'RecordSelfHandling',
      'AddReport',
      'HearResident',
      'RecordRecheck',
      'PlanRecheck',
      'LinkRecurrence',
      'CloseCase',
    ])
    expect(outcomes).toEqual(['handled_by_itself', 'not_solved', 'beyond_duty'])
  })

  test('no close while a whistle is open, no handling once it is closed', () => {
    const whistle = toId<WhistleId>('w')
    const blown = aCase().when({ type: 'LinkWhistle', whistle, by }, street).thenAccepted()
    expect(availableCaseActs(blown.state, street).outcomes).toEqual([])
    expect(availableCaseActs(blown.state, street).acts).not.toContain('CloseCase')
    const closed = aCase()
      .when({ type: 'CloseCase', outcome: 'not_solved', ground: REASON }, street)
      .thenAccepted()
    expect(availableCaseActs(closed.state, street).acts).not.toContain('RecordSelfHandling')
    expect(availableCaseActs(closed.state, street).acts).toContain('RecordRecheck')
  })

  test('a word is judged while one waits', () => {
    const heard = aCase()
      .when({ type: 'HearResident', solved: false, text: REASON }, street)
      .thenAccepted()
    expect(availableCaseActs(heard.state, street).acts[0]).toBe('JudgeWord')
    expect(residentsIn(live(heard.state))).toEqual({ reports: 0, waitingSince: MONDAY_NINE })
    const judged = heard.when({ type: 'JudgeWord', reopens: false, reason: REASON }, street)
    expect(residentsIn(live(judged.thenAccepted().state)).waitingSince).toBeUndefined()
  })

  test('nothing for anybody else, nor with what is not there', () => {
    const police = contextOf(MONDAY_NINE, dutyOf('police'))
    expect(availableCaseActs(aCase().state, police)).toEqual({ acts: [], outcomes: [] })
    expect(availableCaseActs({ status: 'none' }, street)).toEqual({ acts: [], outcomes: [] })
    expect(refuseOpening(live(aCase().state), police)?.code).toBe('not_your_organisation')
  })

  test('reports that residents gave themselves are counted apart', () => {
    const hotline = aReport()
    const resident = { ...aReport('report-2'), source: 'resident' }
    const told = aCase()
      .when({ type: 'AddReport', report: { ...hotline, source: 'hotline' } }, street)
      .thenAccepted()
      .when({ type: 'AddReport', report: resident }, street)
      .thenAccepted()
    expect(residentsIn(live(told.state)).reports).toBe(1)
  })
})
