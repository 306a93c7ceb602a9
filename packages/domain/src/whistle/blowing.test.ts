import {
  acceptIt,
  add,
  aGrant,
  amend,
  approve,
  arrive,
  asks,
  aWhistle,
  beijing,
  CITY,
  callingDuty,
  commander,
  draft,
  draftOf,
  head,
  IN_FORCE,
  leads,
  minutesAfter,
  OTHER_DISTRICT,
  officerOf,
  otherOffice,
  REASON,
  reject,
  review,
  submit,
  withdraw,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import type { Grant } from '../grant/grant.ts'
import { EMERGENCY, ENFORCEMENT, PRIORITY } from '../policy/default-kinds.ts'

describe('6. Blowing records what the caller tried itself and which power it lacks; each summons has its ask, lead or assisting', () => {
  test('the draft keeps every word of the caller', () => {
    const { type: _type, ...fields } = draft()
    aWhistle()
      .nothing()
      .when(draft())
      .then({ type: 'WhistleDrafted', ...fields, drill: false })
  })

  test('a drill is marked as one, and a follower names what it follows', () => {
    const more = { drill: true, follows: draft().whistle }
    const { drill, follows } = aWhistle({ more }).drafted().whistle
    expect({ drill, follows }).toEqual({ drill: true, follows: 'whistle-1' })
  })

  test('what is confidential is never rehearsed, not even when the kind becomes so later', () => {
    const kinds = [{ ...EMERGENCY, confidential: true }]
    aWhistle({ rules: { kinds } })
      .nothing()
      .when({ ...draft(), drill: true })
      .thenRefused('confidential_drill', 23)
    // The control: in earnest it is drafted.
    aWhistle({ rules: { kinds } }).nothing().when(draft()).thenAccepted()
    const rehearsed = aWhistle({ more: { drill: true } }).drafted()
    rehearsed.under({ kinds }).when(submit).thenRefused('confidential_drill', 23)
    rehearsed.when(submit).thenAccepted()
    aWhistle().drafted().under({ kinds }).when(submit).thenAccepted()
  })

  test('somebody must be asked, each once, and exactly one leads', () => {
    const nothing = aWhistle().nothing()
    nothing.when(draft({ asks: [] })).thenRefused('nobody_asked', 6)
    nothing
      .when(draft({ asks: [leads('police'), asks('police')] }))
      .thenRefused('department_twice', 6)
    nothing.when(draft({ asks: [asks('police')] })).thenRefused('one_lead_needed', 6)
    nothing
      .when(draft({ asks: [leads('police'), leads('urban')] }))
      .thenRefused('one_lead_needed', 6)
  })

  test('nobody waits for one who is not asked, nor round in a circle', () => {
    const nothing = aWhistle().nothing()
    const waits = (...chain: readonly ReturnType<typeof asks>[]) =>
      nothing.when(draft({ asks: [leads('police'), ...chain] }))
    waits(asks('urban', { after: 'land' })).thenRefused('waits_for_a_stranger', 6)
    waits(asks('urban', { after: 'urban' })).thenRefused('waits_in_circle', 6)
    waits(asks('urban', { after: 'land' }), asks('land', { after: 'urban' })).thenRefused(
      'waits_in_circle',
      6,
    )
    waits(asks('urban', { after: 'police' }), asks('land', { after: 'urban' })).thenAccepted()
    // Waits for two who wait for each other, and is itself in no circle: the circle is found all the same.
    waits(
      asks('fire', { after: 'urban' }),
      asks('urban', { after: 'land' }),
      asks('land', { after: 'urban' }),
    ).thenRefused('waits_in_circle', 6)
  })

  test('one whistle is drafted once, of a kind that is in force, by a rank that may blow it', () => {
    aWhistle().drafted().when(draft()).thenRefused('whistle_exists', 21)
    aWhistle()
      .nothing()
      .when(draft({ kind: 'parade' }))
      .thenRefused('unknown_kind', 7)
    aWhistle()
      .nothing()
      .when(draft(), { ...callingDuty, rank: 'officer' })
      .thenRefused('rank_may_not_blow', 5)
    aWhistle().nothing().when(submit).thenRefused('unknown_whistle', 2)
  })

  test('a draft that is amended is checked as a new one', () => {
    const drafted = aWhistle().drafted()
    drafted.when(amend({ asks: [] })).thenRefused('nobody_asked', 6)
    const more = { asks: [leads('land')] }
    drafted.when(amend(more)).then({ type: 'DraftAmended', draft: draftOf(more) })
    aWhistle().sounding().when(amend()).thenRefused('not_a_draft', 5)
  })

  test('a draft does not move to where its commander could not command it', () => {
    const elsewhere = { ...draftOf().place, areas: [CITY, OTHER_DISTRICT] }
    const summon = aGrant(callingDuty.office, 'summon', { area: OTHER_DISTRICT })
    const moving = (...grants: readonly Grant[]) =>
      aWhistle()
        .drafted()
        .under({ grants: [...IN_FORCE.grants, ...grants] })
        .when(amend({ place: elsewhere }))
    moving(summon).thenRefused('caller_without_head', 3)
    moving(summon, aGrant(commander.office, 'command', { area: OTHER_DISTRICT })).thenAccepted()
  })

  test('a power to summon that was revoked since the draft blows nothing (rule 2)', () => {
    const grants = IN_FORCE.grants.filter(
      grant => grant.power !== 'summon' || grant.office !== callingDuty.office,
    )
    const drafted = aWhistle().drafted()
    drafted.under({ grants }).when(submit).thenRefused('power_missing', 2)
    drafted.under({ grants }).when(amend()).thenRefused('power_missing', 2)
    drafted.when(submit).thenAccepted()
    // Its people still take back what binds nobody; what was submitted needs the power again.
    drafted.under({ grants }).when(withdraw).thenAccepted()
    const submitted = aWhistle({ kind: 'enforcement' }).submitted()
    submitted.under({ grants }).when(withdraw).thenRefused('power_missing', 2)
  })

  test('a kind whose rank to blow changed since the draft is blown by one who may now', () => {
    const strict = { ...EMERGENCY, version: '2', effectiveFrom: beijing('2026-03-01'), blowers: [] }
    const drafted = aWhistle()
      .drafted()
      .under({ kinds: [strict] })
    drafted.when(submit).thenRefused('rank_may_not_blow', 5)
    drafted.under({ kinds: [] }).when(submit).thenRefused('unknown_kind', 7)
  })
})

describe('5. A planned kind is approved before it sounds, on an approval clock with its ladder', () => {
  const submitted = aWhistle({ kind: 'enforcement' }).submitted()

  test('submitting stamps the kind and starts the approval clock', () => {
    aWhistle({ kind: 'enforcement' })
      .drafted()
      .when(submit)
      .then({
        type: 'WhistleSubmitted',
        policy: ENFORCEMENT,
        approval: {
          clock: 'approval',
          amount: 4,
          unit: 'working_hours',
          calendar: 'state-council-2026',
          policy: 'enforcement@1',
          startedAt: beijing('2026-03-02 09:00'),
          dueAt: beijing('2026-03-02 14:30'),
        },
      })
    expect(submitted.deadlines().map(({ key, dueAt }) => [key, dueAt])).toEqual([
      ['approval', beijing('2026-03-02 14:30')],
      ['approval:0', beijing('2026-03-02 14:30')],
    ])
  })

  test('nothing sounds before the approval, and every clock starts with it', () => {
    expect(submitted.whistle.summonses).toEqual({})
    const sounding = submitted.after(60).did(approve)
    expect(sounding.clock('police', 'sign').startedAt).toBe(sounding.now)
    expect(sounding.whistle.status).toBe('sounding')
    expect(sounding.keys()).not.toContain('approval')
  })

  test('the silent approver climbs the ladder; the late approval still counts, as late', () => {
    const late = submitted.passing(beijing('2026-03-02 18:30'))
    expect(late.whistle.approval?.climbed).toBe(2)
    expect(late.whistle.approval?.missedAt).toBe(beijing('2026-03-02 14:30'))
    late.when(approve).thenAccepted()
  })

  test('one millisecond before, at and after the due moment', () => {
    const due = beijing('2026-03-02 14:30')
    const kinds = (at: number) =>
      submitted
        .at(at as typeof due)
        .when(approve)
        .events.map(event => event.type)
    expect(kinds(due - 1)).toEqual(['WhistleApproved', 'WhistleSounded'])
    expect(kinds(due)).toEqual(['WhistleApproved', 'WhistleSounded'])
    expect(kinds(due + 1)).toEqual(['ClockMissed', 'WhistleApproved', 'WhistleSounded'])
  })

  test('approval belongs to the ranks that the kind names', () => {
    const lower = { ...head, rank: 'deputy' as const }
    submitted.when(approve, lower).thenAccepted()
    aWhistle({ kind: 'priority' })
      .submitted()
      .when(approve, lower)
      .thenRefused('rank_may_not_approve', 5)
    expect(PRIORITY.approvers).toEqual(['head'])
  })

  test('rejected, it can be amended and submitted again with a new clock', () => {
    submitted.when(reject).then({ type: 'WhistleRejected', reason: REASON })
    const rejected = submitted.did(reject)
    expect(rejected.deadlines()).toEqual([])
    rejected.when(submit).thenRefused('not_a_draft', 5)
    rejected.when(approve).thenRefused('not_awaiting_approval', 5)
    const again = rejected.after(60).did(amend(), submit)
    expect(again.whistle.approval).toMatchObject({ outcome: 'running', startedAt: again.now })
  })
})

describe('5. An emergency sounds at once and is reviewed afterwards: a refusal stops adding departments, but only the commander ends the whistle', () => {
  const sounding = aWhistle().sounding()

  test('submitting sounds it and starts the review clock', () => {
    const [submitted, sounded] = aWhistle().drafted().when(submit).events
    expect(submitted).toEqual(expect.not.objectContaining({ approval: expect.anything() }))
    expect(sounded).toMatchObject({
      type: 'WhistleSounded',
      command: commander.office,
      review: { clock: 'review', dueAt: beijing('2026-03-03 17:30') },
    })
    sounding.when(approve).thenRefused('not_awaiting_approval', 5)
  })

  test('upheld or refused, once, by a rank that may approve', () => {
    sounding
      .when(review('upheld'))
      .then({ type: 'WhistleReviewed', verdict: 'upheld', reason: REASON })
    sounding.did(review()).when(review()).thenRefused('already_reviewed', 5)
    sounding.when(review(), { ...head, rank: 'duty' }).thenRefused('rank_may_not_approve', 5)
    aWhistle({ kind: 'enforcement' }).sounding().when(review()).thenRefused('nothing_to_review', 5)
  })

  test('a refusal stops adding departments and nothing else', () => {
    const refused = sounding.did(review('refused'))
    refused.when(add(asks('water'))).thenRefused('review_refused', 5)
    refused.when(arrive('police')).thenAccepted()
    expect(refused.whistle.status).toBe('sounding')
    // Control: upheld, the department is added.
    sounding
      .did(review('upheld'))
      .when(add(asks('water')))
      .thenAccepted()
  })

  test('late by a millisecond is said to be late', () => {
    const due = beijing('2026-03-03 17:30')
    expect(sounding.at(due).when(review()).events).toHaveLength(1)
    const [missed] = sounding.at(minutesAfter(due, 1)).under({ outageMs: 7 }).when(review()).events
    expect(missed).toMatchObject({ type: 'ClockMissed', clock: 'review', dueAt: due, outageMs: 7 })
  })

  test('an emergency is not closed before it was reviewed', () => {
    const accepted = aWhistle().accepted()
    accepted.when({ type: 'CloseWhistle' }).thenRefused('not_reviewed', 5)
    accepted.did(review()).when({ type: 'CloseWhistle' }).then({ type: 'WhistleClosed' })
  })
})

describe('11. A whistle is withdrawn only while nobody has arrived, doubtful included', () => {
  test('as a draft, submitted, rejected, or sounding with nobody there', () => {
    const stages = aWhistle({ kind: 'enforcement' })
    for (const play of [
      stages.drafted(),
      stages.submitted(),
      stages.submitted().did(reject),
      stages.sounding(),
    ]) {
      play.when(withdraw).then({ type: 'WhistleWithdrawn', reason: REASON })
      expect(play.did(withdraw).deadlines()).toEqual([])
    }
  })

  test('not once somebody came, whatever became of it', () => {
    aWhistle().sounding().did(arrive('police')).when(withdraw).thenRefused('somebody_came', 11)
    aWhistle().resolved().when(withdraw, commander).thenRefused('cannot_withdraw_now', 11)
    aWhistle().sounding().did(withdraw).when(withdraw).thenRefused('cannot_withdraw_now', 11)
  })
})

describe('1. A caller is any organisation with a summon grant over those departments and that place', () => {
  test('a grant over some departments summons these and no other', () => {
    const some = IN_FORCE.grants.map(grant =>
      grant.power === 'summon' ? { ...grant, departments: [asks('police').department] } : grant,
    )
    const nothing = aWhistle({ rules: { grants: some } }).nothing()
    nothing.when(draft({ asks: [leads('police')] })).thenAccepted()
    nothing.when(draft()).thenRefused('power_missing', 2)
    const sounding = aWhistle({ rules: { grants: some }, asks: [leads('police')] }).sounding()
    sounding.when(add(asks('urban'))).thenRefused('power_missing', 1)
  })

  test('nobody calls in the name of another organisation', () => {
    aWhistle().nothing().when(draft(), officerOf('police')).thenRefused('not_the_caller', 1)
    aWhistle().nothing().when(draft(), otherOffice).thenRefused('power_missing', 2)
    aWhistle().resolved().when(acceptIt, officerOf('police')).thenRefused('not_the_caller', 1)
  })
})
