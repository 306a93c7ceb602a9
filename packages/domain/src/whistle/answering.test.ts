import {
  add,
  arrive,
  asks,
  aWhistle,
  beijing,
  CALLER,
  claimDone,
  contact,
  coordination,
  doubt,
  EXCUSED,
  fire,
  fixAndPhoto,
  giveBack,
  grantLeave,
  LIST_ITEM,
  leads,
  MONDAY_NINE,
  measure,
  minutesAfter,
  propose,
  REASON,
  replacedBy,
  rule,
  ruler,
  STANDS,
  sealed,
  setOut,
  sign,
  signAllBlocks,
  standDown,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'

const police = { department: asks('police').department, round: 1 }

describe('7. Clocks of a summons: sign, first contact, arrive, measures proposed (after arrival), finish', () => {
  const due = minutesAfter(MONDAY_NINE, 5)

  test('signing stops the clock for signing, once', () => {
    const signed = aWhistle().sounding().after(3).did(sign('police'))
    expect(signed.clock('police', 'sign')).toMatchObject({ outcome: 'met', endedAt: signed.now })
    signed.when(sign('police')).thenRefused('already_signed', 7)
  })

  test('one millisecond before, at and after the due moment', () => {
    const at = (moment: number) =>
      aWhistle()
        .sounding()
        .at(moment as typeof due)
        .when(sign('police'))
    at(due - 1).then({ type: 'SummonsSigned', ...police })
    at(due).then({ type: 'SummonsSigned', ...police })
    at(due + 1).then(
      { type: 'ClockMissed', ...police, clock: 'sign', dueAt: due, outageMs: 0 },
      { type: 'SummonsSigned', ...police },
    )
  })

  test('first contact stops its clock, once, and only where the kind has one', () => {
    const sounding = aWhistle({ kind: 'enforcement' }).sounding()
    sounding
      .when(contact('police'))
      .then({ type: 'FirstContactMade', ...police, spokeTo: sealed('caller') })
    sounding.did(contact('police')).when(contact('police')).thenRefused('contact_not_awaited', 7)
    aWhistle().sounding().when(contact('police')).thenRefused('contact_not_awaited', 7)
  })

  test('proposing measures stops their clock, which the arrival started', () => {
    const there = aWhistle().sounding().after(10).did(arrive('police'))
    expect(there.clock('police', 'measures')).toMatchObject({
      startedAt: there.now,
      dueAt: minutesAfter(there.now, 30),
    })
    const proposed = there.after(30).did(propose('police'))
    expect(proposed.clock('police', 'measures').outcome).toBe('met')
    expect(
      there
        .after(31)
        .when(propose('police'))
        .events.map(e => e.type),
    ).toEqual(['ClockMissed', 'MeasuresProposed'])
  })

  test('they start at sounding, a late-added department’s at its own call', () => {
    const later = aWhistle()
      .sounding()
      .after(20)
      .did(add(asks('water')))
    expect(later.clock('police', 'arrive').startedAt).toBe(MONDAY_NINE)
    expect(later.clock('water', 'arrive').startedAt).toBe(later.now)
  })
})

describe('8. A return (from called, signed or en route) cites a list item and names the right unit; at most N per summons', () => {
  const returned = aWhistle().sounding().did(giveBack('police'))

  test('from each of these, and from the scene in an emergency, where one comes first and disputes there', () => {
    const sounding = aWhistle().sounding()
    for (const play of [
      sounding,
      sounding.did(sign('police')),
      sounding.did(setOut('police')),
      sounding.did(arrive('police')),
    ])
      play.when(giveBack('police')).thenAccepted()
    const planned = aWhistle({ kind: 'enforcement' }).sounding()
    planned.did(setOut('police')).when(giveBack('police')).thenAccepted()
    planned.did(arrive('police')).when(giveBack('police')).thenRefused('too_late_to_return', 8)
    sounding
      .did(arrive('police'), measure('police'))
      .when(giveBack('police'))
      .thenRefused('too_late_to_return', 8)
  })

  test('it starts the clock for a ruling', () => {
    aWhistle()
      .sounding()
      .when(giveBack('police', 'land'))
      .then({
        type: 'SummonsReturned',
        ...police,
        listItem: LIST_ITEM,
        rightUnit: asks('land').department,
        reason: REASON,
        ruling: {
          clock: 'ruling',
          amount: 60,
          unit: 'minutes',
          calendar: 'state-council-2026',
          policy: 'emergency@1',
          startedAt: MONDAY_NINE,
          dueAt: minutesAfter(MONDAY_NINE, 60),
        },
      })
  })

  test('a return names another unit, waits for its ruling, and comes no third time', () => {
    const sounding = aWhistle().sounding()
    sounding.when(giveBack('police', 'police')).thenRefused('right_unit_is_yourself', 8)
    returned.when(giveBack('police')).thenRefused('ruling_pending', 8)
    const twice = returned.did(rule('police', STANDS), giveBack('police'), rule('police', STANDS))
    twice.when(giveBack('police')).thenRefused('too_many_returns', 8)
  })

  test('it stops nobody’s clock, its own included', () => {
    expect(returned.summons('police').clocks).toEqual(
      aWhistle().sounding().summons('police').clocks,
    )
    expect(returned.passing(minutesAfter(MONDAY_NINE, 40)).clock('police', 'arrive').missedAt).toBe(
      minutesAfter(MONDAY_NINE, 30),
    )
  })
})

describe('8. Stands: late from the original call', () => {
  test('nothing changes but the dispute', () => {
    const returned = aWhistle().sounding().did(giveBack('police')).after(20)
    returned
      .when(rule('police', STANDS))
      .then({ type: 'ReturnOverruled', ...police, reason: REASON, assignedInPerson: false })
    const stands = returned.did(rule('police', STANDS))
    expect(stands.summons('police').dispute).toBeUndefined()
    expect(stands.clock('police', 'arrive').dueAt).toBe(minutesAfter(MONDAY_NINE, 30))
  })

  test('there is something to rule only while a return is open', () => {
    aWhistle().sounding().when(rule('police', STANDS)).thenRefused('nothing_to_rule', 8)
  })
})

describe('8. Excused: clocks void, no fault, people there are relieved first', () => {
  test('every clock that ran is void, and people under way are called off', () => {
    const excused = aWhistle()
      .sounding()
      .did(setOut('police'), giveBack('police'))
      .when(rule('police', EXCUSED))
    excused.then({ type: 'SummonsExcused', ...police, reason: REASON, listItem: LIST_ITEM })
    const { status, clocks, people } = excused.thenAccepted().summons('police')
    expect(status).toBe('excused')
    expect(Object.values(clocks).map(clock => clock.outcome)).toEqual(['met', 'void', 'void'])
    expect(people['police-1']).toMatchObject({ status: 'called_off', acknowledged: false })
  })

  test('nobody is excused or replaced while their people stand there, doubtful included', () => {
    const there = aWhistle().sounding().did(arrive('police'), giveBack('police'))
    there.when(rule('police', EXCUSED)).thenRefused('people_still_there', 8)
    there.when(rule('police', replacedBy('water'))).thenRefused('people_still_there', 8)
    there.did(grantLeave('police')).when(rule('police', EXCUSED)).thenAccepted()
    const doubted = aWhistle()
      .sounding()
      .did(arrive('police', 1, fixAndPhoto), giveBack('police'))
    doubted.when(rule('police', EXCUSED)).thenRefused('people_still_there', 8)
    doubted.did(doubt('police')).when(rule('police', EXCUSED)).thenAccepted()
    // Control: what stands takes nobody away.
    there.when(rule('police', STANDS)).thenAccepted()
  })
})

describe('8. Replaced: the successor is a new summons with clocks from the ruling, linked; if already summoned, its ask is widened', () => {
  const returned = aWhistle().sounding().did(giveBack('police')).after(20)

  test('a new summons, linked both ways', () => {
    const replaced = returned.did(rule('police', replacedBy('water')))
    expect(replaced.summons('police')).toMatchObject({ status: 'replaced', successor: 'water' })
    expect(replaced.summons('water')).toMatchObject({
      status: 'called',
      replaces: 'police',
      round: 1,
    })
    expect(replaced.clock('water', 'arrive').startedAt).toBe(replaced.now)
  })

  test('one that is summoned already takes the ask over and keeps its clocks', () => {
    const before = returned.summons('urban')
    const { summonses } = returned.did(rule('police', replacedBy('urban'))).whistle
    expect(summonses['urban']).toEqual({
      ...before,
      // The police led: whoever takes over a lead leads.
      ask: { ...before.ask, legalItems: ['law-urban', 'law-urban'], role: 'lead' },
      widened: [{ from: 'police', text: sealed('ask urban') }],
    })
  })

  test('nobody succeeds themselves', () => {
    returned.when(rule('police', replacedBy('police'))).thenRefused('successor_is_the_same', 8)
  })

  test('one that was settled before is called for another round', () => {
    const again = returned.did(standDown('urban'), rule('police', replacedBy('urban')))
    expect(again.summons('urban')).toMatchObject({ round: 2, replaces: 'police' })
    expect(again.whistle.past).toEqual([
      { department: 'urban', round: 1, status: 'stood_down', came: false, measures: [] },
    ])
  })
})

describe('8. The ruling ladder ends at the caller’s district coordination, which must assign in person with reasons; nothing is ruled by time-out', () => {
  const due = minutesAfter(MONDAY_NINE, 60)
  const returned = aWhistle().sounding().did(giveBack('police'))
  const escalated = returned.at(due).did(fire('police#1:ruling'))

  test('a ruling that nobody gave is missed and goes one rung up', () => {
    expect(returned.at(due).when(fire('police#1:ruling')).events).toMatchObject([
      // The rung of the same moment is climbed first: it would be lost with the clock it belongs to.
      { type: 'LadderClimbed', clock: 'ruling', step: 0 },
      { type: 'ClockMissed', clock: 'ruling', dueAt: due },
      { type: 'RulingEscalated', rung: 'coordination', ruling: { dueAt: minutesAfter(due, 60) } },
    ])
    expect(escalated.summons('police').dispute?.rung).toBe('coordination')
  })

  test('there only the coordination itself rules, and it must assign', () => {
    escalated.when(rule('police', STANDS), ruler).thenRefused('coordination_rules_now', 8)
    escalated.when(rule('police', EXCUSED), coordination).thenRefused('must_assign', 8)
    escalated
      .when(rule('police', STANDS), coordination)
      .then(
        { type: 'ReturnOverruled', ...police, reason: REASON, assignedInPerson: true },
        { type: 'MechanismJammed', cause: 'nobody_right', department: police.department },
      )
    const assigned = escalated.when(rule('police', replacedBy('water')), coordination)
    expect(assigned.events.map(event => event.type)).toEqual([
      'SummonsReplaced',
      'SummonsCalled',
      'MechanismJammed',
    ])
  })

  test('silence there rules nothing either', () => {
    const silent = escalated.passing(minutesAfter(due, 10_000))
    expect(silent.summons('police').dispute).toMatchObject({ rung: 'coordination' })
    expect(silent.summons('police').status).toBe('called')
    silent.when(rule('police', STANDS), coordination).thenAccepted()
  })

  test('before its time is out, whoever may rule rules; a late timer makes no ruling one in time', () => {
    returned.at(due).when(rule('police', STANDS), ruler).thenAccepted()
    const [missed] = returned.after(61).when(rule('police', STANDS), ruler).events
    expect(missed).toMatchObject({ type: 'ClockMissed', clock: 'ruling', dueAt: due })
  })

  test('the coordination of the caller is meant, not of the ruler', () => {
    expect(escalated.whistle.caller.coordination).toBe(CALLER.coordination)
  })
})

describe('18. What jams is an event: second return, default, nobody right', () => {
  test('the first return jams nothing, the second does', () => {
    const once = aWhistle().sounding().did(giveBack('police'))
    const second = once.did(rule('police', STANDS)).when(giveBack('police')).events
    expect(second.map(event => event.type)).toEqual(['SummonsReturned', 'MechanismJammed'])
    expect(second[1]).toMatchObject({ cause: 'second_return', department: 'police' })
    expect(aWhistle().sounding().when(giveBack('police')).events).toHaveLength(1)
  })
})

describe('9. Silence is escalated alone: who has not signed or arrived climbs its own ladder while the others work', () => {
  const sounding = aWhistle().sounding()

  test('the signed department’s ladder ends, the silent one’s goes on', () => {
    const signed = sounding.did(sign('urban'))
    expect(signed.keys().filter(key => key.includes('sign'))).toEqual([
      'police#1:sign',
      'police#1:sign:0',
    ])
    const later = signed.passing(minutesAfter(MONDAY_NINE, 15))
    expect(later.clock('police', 'sign')).toMatchObject({ climbed: 4 })
    expect(later.clock('urban', 'sign')).toMatchObject({ climbed: 0, outcome: 'met' })
  })

  test('a dispute, a doubtful arrival or another’s act cancels none', () => {
    const own = (play: typeof sounding) =>
      play.keys().filter(key => key.startsWith('police#1:arrive'))
    const armed = own(sounding)
    expect(armed).toEqual(['police#1:arrive', 'police#1:arrive:0'])
    expect(own(sounding.did(giveBack('police')))).toEqual(armed)
    expect(own(sounding.did(arrive('police', 1, fixAndPhoto)))).toEqual(armed)
    expect(own(sounding.did(arrive('urban')))).toEqual(armed)
    expect(own(sounding.did(standDown('urban')))).toEqual(armed)
  })

  test('settling a summons cancels its own', () => {
    const settled = sounding.did(standDown('police'))
    expect(settled.keys().filter(key => key.startsWith('police'))).toEqual([])
    expect(settled.keys().filter(key => key.startsWith('urban'))).toEqual(
      sounding.keys().filter(key => key.startsWith('urban')),
    )
  })

  test('a rung that tells the head tells the member’s head in person', () => {
    const post = aWhistle({ asks: [{ ...leads('police'), head: asks('x').department as never }] })
    const due = minutesAfter(MONDAY_NINE, 5)
    const urged = post.sounding().passing(minutesAfter(MONDAY_NINE, 4)).at(due)
    expect(urged.when(fire('police#1:sign:1')).events).toMatchObject([
      { type: 'LadderClimbed', step: 1, rung: { tell: 'head' }, head: 'x' },
    ])
  })
})

describe('6. It may come after another’s measure (waiting is then charged to the one waited for)', () => {
  const waiting = aWhistle({
    asks: [leads('police'), asks('urban', { after: 'police', measure: 'seize' })],
  }).onScene()

  test('no measure and no done before the awaited one; proposing and evidence are free', () => {
    waiting.when(measure('urban')).thenRefused('waits_for_another', 6)
    waiting.when(propose('urban')).thenAccepted()
    waiting.did(propose('urban')).when(claimDone('urban')).thenRefused('waits_for_another', 6)
  })

  test('the awaited measure ends the wait and says how long it was and whose', () => {
    waiting.when(measure('police', 'stop')).thenAccepted()
    expect(waiting.did(measure('police', 'stop')).summons('urban').waitingSince).toBe(MONDAY_NINE)
    const seized = waiting.when(measure('police', 'seize'))
    expect(seized.events.at(-1)).toMatchObject({
      type: 'WaitEnded',
      department: 'urban',
      waitedFor: 'police',
      since: MONDAY_NINE,
    })
    seized.thenAccepted().when(measure('urban')).thenAccepted()
  })

  test('one that is done without the measure, or settled, is waited for no longer', () => {
    const ends = (play: typeof waiting) => play.summons('urban').waitingSince === undefined
    expect(ends(waiting)).toBe(false)
    expect(ends(waiting.did(measure('police', 'stop'), claimDone('police')))).toBe(true)
    const sounding = aWhistle({
      asks: [leads('police'), asks('urban', { after: 'police' })],
    }).sounding()
    expect(ends(sounding.did(standDown('police')))).toBe(true)
    expect(ends(sounding.did(giveBack('police'), rule('police', EXCUSED)))).toBe(true)
  })

  test('after a replacement one waits for the successor', () => {
    const replaced = waiting
      .did(grantLeave('police'), giveBack('police'), rule('police', replacedBy('water')))
      .after(1)
    expect(replaced.summons('urban')).toMatchObject({
      waitingSince: MONDAY_NINE,
      ask: { after: { department: 'water', measure: 'seize' } },
    })
    replaced.when(measure('urban')).thenRefused('waits_for_another', 6)
    const came = replaced.did(arrive('water'), measure('water', 'seize'))
    expect(came.summons('urban').waitingSince).toBeUndefined()
  })

  test('nobody is left waiting for themselves by a ruling', () => {
    const self = waiting.did(
      grantLeave('police'),
      giveBack('police'),
      rule('police', replacedBy('urban')),
    )
    expect(self.summons('urban').waitingSince).toBeUndefined()
    self.when(measure('urban')).thenAccepted()
  })

  test('an added department may wait for one that is there, and for no stranger', () => {
    const sounding = aWhistle().sounding()
    sounding.when(add(asks('water', { after: 'land' }))).thenRefused('waits_for_a_stranger', 6)
    const added = sounding.did(add(asks('water', { after: 'police' })))
    expect(added.summons('water').waitingSince).toBe(added.now)
  })
})

describe('15. Released and waiting no longer', () => {
  test('a wait ends with the release of the awaited one at the latest', () => {
    const done = aWhistle()
      .done()
      .did(...signAllBlocks('police'))
    const added = done.did(add(asks('water', { after: 'police' })))
    expect(added.summons('water').waitingSince).toBeUndefined()
    expect(beijing('2026-03-02 09:00')).toBe(MONDAY_NINE)
  })
})
