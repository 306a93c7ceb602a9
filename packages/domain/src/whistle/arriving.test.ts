import {
  arrive,
  arrivedOffline,
  asks,
  attach,
  aWhistle,
  codeOnly,
  confirm,
  doubt,
  endSession,
  fire,
  fixAndCode,
  fixAndPhoto,
  fixOnly,
  MONDAY_NINE,
  minutesAfter,
  personOf,
  REASON,
  SCENE,
  setOut,
  sign,
  standDown,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type PersonId, toId } from '../kernel/ids.ts'
import { type Instant, shift } from '../kernel/time.ts'
import type { OfferedProofs } from './commands.ts'
import { evolveWhistle } from './evolve.ts'
import { isMustered, NOTHING } from './state.ts'

const police = { department: asks('police').department, round: 1 }
const POLICE_1 = personOf('police')
const due = minutesAfter(MONDAY_NINE, 30)
const sounding = aWhistle().sounding()

/** About as many degrees of latitude as these metres are. */
function north(metres: number): readonly [number, number] {
  return [SCENE[0], SCENE[1] + metres / 111_195]
}

describe('10. Arrival is a proved fact: two independent proofs, at least one from the scene’s side', () => {
  const signed = sounding.did(sign('police')).after(10)

  test('position and scene code prove it, and say what was measured', () => {
    const at = signed.now
    signed.when(arrive('police')).then({
      type: 'ArrivalProved',
      ...police,
      person: POLICE_1,
      claimedAt: at,
      countsAt: at,
      findings: {
        proofs: ['position', 'scene_code'],
        rejected: [],
        distanceMetres: 0,
        accuracyMetres: 10,
        fixAgeSeconds: 0,
      },
      offline: false,
      measures: {
        clock: 'measures',
        amount: 30,
        unit: 'minutes',
        calendar: 'state-council-2026',
        policy: 'emergency@1',
        startedAt: at,
        dueAt: minutesAfter(at, 30),
      },
    })
  })

  test('whoever arrives or sets out has signed', () => {
    const types = (order: Parameters<typeof sounding.when>[0]) =>
      sounding.when(order).events.map(event => event.type)
    expect(types(arrive('police'))).toEqual(['SummonsSigned', 'ArrivalProved'])
    expect(types(arrive('police', 1, fixOnly))).toEqual(['SummonsSigned', 'ArrivalDoubted'])
    expect(types(setOut('police'))).toEqual(['SummonsSigned', 'OfficerSetOut'])
  })

  test('photo and scene code prove it; one proof alone is doubtful, even the code', () => {
    const attached = signed.did(attach('police', 'photo-1'))
    const proofs = (offered: (now: Instant) => OfferedProofs, before = attached) =>
      before.when(arrive('police', 1, offered)).events.at(-1)
    const photo = { photo: fixAndPhoto(signed.now).photo }
    expect(proofs(now => ({ ...codeOnly(now), ...photo }) as OfferedProofs)?.type).toBe(
      'ArrivalProved',
    )
    // A photo that nobody attached proves nothing.
    const unseen = proofs(now => ({ ...codeOnly(now), ...photo }) as OfferedProofs, signed)
    expect(unseen).toMatchObject({
      type: 'ArrivalDoubted',
      findings: { rejected: [{ proof: 'photo', reason: 'not_attached' }] },
    })
    expect(proofs(codeOnly)?.type).toBe('ArrivalDoubted')
    expect(proofs(fixOnly)?.type).toBe('ArrivalDoubted')
  })

  test('position and photo from one phone are doubtful until confirmed', () => {
    const doubtful = signed.did(attach('police', 'photo-1'), arrive('police', 1, fixAndPhoto))
    expect(doubtful.summons('police')).toMatchObject({ arrived: false, status: 'signed' })
    const later = doubtful.after(5)
    later.when(confirm('police')).then({
      type: 'ArrivalProved',
      ...police,
      person: POLICE_1,
      claimedAt: doubtful.now,
      countsAt: doubtful.now,
      findings: {
        proofs: ['position', 'photo', 'confirmation'],
        rejected: [],
        distanceMetres: 0,
        accuracyMetres: 10,
        fixAgeSeconds: 0,
      },
      offline: false,
      measures: expect.objectContaining({ startedAt: doubtful.now }),
    })
    later.when(doubt('police')).then({
      type: 'ArrivalRejected',
      ...police,
      person: POLICE_1,
      reason: REASON,
    })
    expect(later.did(doubt('police')).summons('police').people['police-1']?.status).toBe('en_route')
  })

  test('a position that lies elsewhere speaks against any code; the commander’s own word settles it', () => {
    const elsewhere = (now: Instant): OfferedProofs => {
      const { fix } = fixOnly(now)
      if (!fix) throw new Error('a fix without a position')
      return { ...codeOnly(now), fix: { ...fix, point: [0, 0] }, photo: toId('photo-1') }
    }
    const doubtful = signed.did(attach('police', 'photo-1'), arrive('police', 1, elsewhere))
    expect(doubtful.summons('police').people['police-1']?.status).toBe('doubtful')
    expect(doubtful.did(confirm('police')).summons('police').arrived).toBe(true)
  })

  test('only a doubtful arrival is confirmed or rejected', () => {
    signed.when(confirm('police')).thenRefused('no_doubtful_arrival', 10)
    signed.did(arrive('police')).when(doubt('police')).thenRefused('no_doubtful_arrival', 10)
  })

  test('who is there or under way is so once', () => {
    const there = signed.did(arrive('police'))
    there.when(arrive('police')).thenRefused('already_arrived', 10)
    there.when(setOut('police')).thenRefused('already_under_way', 10)
    signed.did(setOut('police')).when(setOut('police')).thenRefused('already_under_way', 10)
    // Control: a second person is another attendance.
    there.when(arrive('police', 2)).thenAccepted()
  })
})

describe('10. Position within the scene radius with accuracy and age, rotating scene code', () => {
  const findings = (proofs: OfferedProofs) =>
    sounding
      .after(10)
      .when(arrive('police', 1, () => proofs))
      .events.flatMap(event => ('findings' in event ? [event.findings] : []))[0]
  const now = minutesAfter(MONDAY_NINE, 10)
  const code = codeOnly(now)
  const fix = (more: Partial<NonNullable<OfferedProofs['fix']>>) => ({
    ...code,
    fix: { point: SCENE, accuracyMetres: 10, takenAt: now, ...more },
  })

  test('too far, too inaccurate and too old are said, each at its limit', () => {
    const verdict = (more: Parameters<typeof fix>[0]) =>
      findings(fix(more))?.rejected.map(({ reason }) => reason)
    expect(verdict({ point: north(200) })).toEqual([])
    expect(verdict({ point: north(201) })).toEqual(['too_far'])
    expect(verdict({ accuracyMetres: 100 })).toEqual([])
    expect(verdict({ accuracyMetres: 101 })).toEqual(['too_inaccurate'])
    expect(verdict({ takenAt: shift(now, -120_000) })).toEqual([])
    expect(verdict({ takenAt: shift(now, -121_000) })).toEqual(['too_old'])
    expect(verdict({ takenAt: shift(now, 121_000) })).toEqual(['too_old'])
  })

  test('the code counts while it is on show, and one showing of grace on either side', () => {
    const shown = (from: number) =>
      findings({
        ...fixOnly(now),
        sceneCode: { shownFrom: shift(now, from), shownTo: shift(now, from + 60_000) },
      })?.rejected
    expect(shown(0)).toEqual([])
    expect(shown(60_000)).toEqual([])
    expect(shown(60_001)).toEqual([{ proof: 'scene_code', reason: 'not_on_show_then' }])
    expect(shown(-120_000)).toEqual([])
    expect(shown(-120_001)).toEqual([{ proof: 'scene_code', reason: 'not_on_show_then' }])
  })

  test('a wrong code is a finding; nothing that counts is no arrival at all', () => {
    expect(findings({ ...fixOnly(now), wrongSceneCode: true })?.rejected).toEqual([
      { proof: 'scene_code', reason: 'wrong_code' },
    ])
    const empty = sounding.after(10)
    empty.when(arrive('police', 1, () => ({}))).thenRefused('no_proof_counts', 10)
    empty
      .when(arrive('police', 1, () => ({ wrongSceneCode: true })))
      .thenRefused('no_proof_counts', 10)
  })

  test('one who comes to the assembly point has come', () => {
    const elsewhere = north(5_000)
    const assembled = sounding.whistle.draft
    const draft = { ...assembled, assembly: { ...assembled.assembly, point: elsewhere } }
    const called = aWhistle({ more: { draft } }).sounding()
    called
      .when(
        arrive('police', 1, at => ({ ...fix({ point: elsewhere, takenAt: at }), ...codeOnly(at) })),
      )
      .thenAccepted()
      .when(arrive('police'))
      .thenRefused('already_arrived', 10)
  })
})

describe('10. An arrival made offline counts at its claimed time only when a code or the commander binds it, else at receipt; both are shown', () => {
  const claimed = minutesAfter(MONDAY_NINE, 25)
  const received = minutesAfter(MONDAY_NINE, 50)
  const silent = sounding.passing(received)

  test('bound by a code that was on show then', () => {
    const [, , proved] = silent.when(arrivedOffline('police', claimed)).events
    expect(proved).toMatchObject({ type: 'ArrivalProved', countsAt: claimed, claimedAt: claimed })
    const { people } = silent.did(arrivedOffline('police', claimed)).summons('police')
    expect(people['police-1']).toMatchObject({
      claimedAt: claimed,
      receivedAt: received,
      countsAt: claimed,
      offline: true,
    })
  })

  test('a code of another moment binds nothing', () => {
    const wrong = arrivedOffline('police', claimed, () => ({
      ...fixOnly(claimed),
      ...codeOnly(received),
    }))
    expect(silent.when(wrong).events.at(-1)?.type).toBe('ArrivalDoubted')
  })

  test('bound by the commander, at the claimed time, at receipt, or between, never outside', () => {
    const doubtful = silent.did(arrivedOffline('police', claimed, fixAndPhoto)).after(5)
    const countsAt = (at?: Instant) =>
      doubtful
        .when(confirm('police', 1, at))
        .events.flatMap(event => (event.type === 'ArrivalProved' ? [event.countsAt] : []))
    expect(countsAt(claimed)).toEqual([claimed])
    expect(countsAt(minutesAfter(claimed, 1))).toEqual([minutesAfter(claimed, 1)])
    expect(countsAt()).toEqual([received])
    doubtful
      .when(confirm('police', 1, shift(claimed, -1)))
      .thenRefused('confirmed_outside_the_claim', 10)
    doubtful
      .when(confirm('police', 1, shift(received, 1)))
      .thenRefused('confirmed_outside_the_claim', 10)
  })

  test('nobody claims the future, nor a time before the call', () => {
    silent
      .when(arrivedOffline('police', shift(received, 1)))
      .thenRefused('claimed_in_the_future', 10)
    silent
      .when(arrivedOffline('police', shift(MONDAY_NINE, -1)))
      .thenRefused('claimed_before_the_call', 10)
    silent.when(arrivedOffline('police', MONDAY_NINE)).thenAccepted()
    silent.when(arrivedOffline('police', received)).thenAccepted()
  })

  test('online, the claimed time is not the phone’s but the server’s', () => {
    const lying = sounding.after(10)
    const { events } = lying.when(now => ({
      type: 'ReportArrival',
      department: police.department,
      person: POLICE_1,
      claimedAt: minutesAfter(now, -9),
      offline: false,
      proofs: fixAndCode(now),
    }))
    expect(events.at(-1)).toMatchObject({ type: 'ArrivalProved', claimedAt: lying.now })
  })
})

describe('10. One that comes after the miss was declared cancels it visibly, never erases it', () => {
  const silent = sounding.did(sign('police')).passing(minutesAfter(due, 10))
  const inTime = minutesAfter(MONDAY_NINE, 29)

  test('the miss stays, marked as cancelled', () => {
    const [cancelled, proved] = silent.when(arrivedOffline('police', inTime)).events
    expect(cancelled).toEqual({
      type: 'MissCancelled',
      ...police,
      clock: 'arrive',
      countsAt: inTime,
      at: silent.now,
      by: expect.objectContaining({ office: 'police-duty' }),
    })
    expect(proved).toMatchObject({ type: 'ArrivalProved', countsAt: inTime })
    expect(silent.did(arrivedOffline('police', inTime)).clock('police', 'arrive')).toMatchObject({
      outcome: 'met',
      endedAt: inTime,
      missedAt: due,
      missCancelled: true,
    })
  })

  test('one millisecond before, at and after the due moment', () => {
    const types = (at: number) =>
      silent.when(arrivedOffline('police', at as Instant)).events.map(event => event.type)
    expect(types(due - 1)).toEqual(['MissCancelled', 'ArrivalProved'])
    expect(types(due)).toEqual(['MissCancelled', 'ArrivalProved'])
    expect(types(due + 1)).toEqual(['ArrivalProved'])
  })

  test('one that counts late is late whether or not a timer said so', () => {
    const unsaid = sounding.did(sign('police')).at(shift(due, 1))
    expect(unsaid.when(arrive('police')).events.map(event => event.type)).toEqual([
      'ClockMissed',
      'ArrivalProved',
    ])
    expect(unsaid.at(due).when(arrive('police')).events).toHaveLength(1)
  })

  test('another’s earlier arrival, received later, cancels the miss as well', () => {
    const late = silent.did(arrive('police', 2)).after(5)
    expect(late.clock('police', 'arrive')).toMatchObject({ outcome: 'met', missedAt: due })
    const earlier = late.did(arrivedOffline('police', inTime))
    expect(earlier.clock('police', 'arrive')).toMatchObject({ missedAt: due, missCancelled: true })
    // Control: one that was late too changes nothing.
    const tooLate = late.did(arrivedOffline('police', shift(due, 1)))
    expect(tooLate.clock('police', 'arrive')).not.toHaveProperty('missCancelled')
  })
})

describe('12. A session’s arrival is not proved by the session before', () => {
  const first = aWhistle({ kind: 'enforcement' }).sounding().after(60)
  const nextAt = minutesAfter(first.now, 2880)
  const missed = first.did(arrive('police')).after(60).did(endSession(nextAt)).passing(nextAt)

  test('a claim from before the clock’s start takes no miss back; one from within does', () => {
    expect(missed.clock('police', 'arrive').missedAt).toBe(nextAt)
    const types = (claimedAt: Instant) =>
      missed
        .after(60)
        .when(arrivedOffline('police', claimedAt))
        .events.map(event => event.type)
    const second = (claimedAt: Instant) => ({
      ...arrivedOffline('police', claimedAt),
      person: toId<PersonId>('police-2'),
    })
    expect(types(first.now)).toEqual([])
    missed
      .after(60)
      .when(arrivedOffline('police', first.now))
      .thenRefused('claimed_before_leaving', 12)
    expect(types(shift(nextAt, -1))).toContain('MissCancelled')
    // Somebody else’s arrival of the session before is on record, takes no miss back, and puts nobody on the scene.
    const late = missed.after(60).did(second(first.now))
    expect(late.clock('police', 'arrive')).toMatchObject({ outcome: 'running', missedAt: nextAt })
    expect(late.summons('police').people['police-2']?.status).toBe('left')
  })
})

describe('19. A fired deadline sends an ordinary command and decide alone judges: late, early, doubled firing is harmless', () => {
  const key = 'police#1:arrive'
  const { dueAt } = sounding.clock('police', 'arrive')

  test('early', () => {
    sounding.at(shift(dueAt, -1)).when(fire(key)).thenRefused('not_due_yet', 19)
  })

  test('on time and late say the same miss, and what of it was Muster’s own outage (rule 20)', () => {
    const missed = { type: 'ClockMissed', ...police, clock: 'arrive', dueAt } as const
    sounding
      .at(dueAt)
      .when(fire(key))
      .then({ ...missed, outageMs: 0 })
    sounding
      .at(minutesAfter(dueAt, 600))
      .under({ outageMs: 90_000 })
      .when(fire(key))
      .then({ ...missed, outageMs: 90_000 })
  })

  test('doubled, or after it no longer matters', () => {
    const fired = sounding.at(dueAt).did(fire(key))
    fired.when(fire(key)).thenRefused('nothing_due', 19)
    sounding.did(arrive('police')).at(dueAt).when(fire(key)).thenRefused('nothing_due', 19)
    sounding.did(standDown('police')).at(dueAt).when(fire(key)).thenRefused('nothing_due', 19)
  })

  test('each rung of a ladder is climbed once, in order', () => {
    const rung = `${key}:0`
    const at = shift(dueAt, -600_000)
    sounding.at(shift(at, -1)).when(fire(rung)).thenRefused('not_due_yet', 19)
    const urged = sounding.at(at)
    urged.when(fire(rung)).then({
      type: 'LadderClimbed',
      ...police,
      clock: 'arrive',
      step: 0,
      rung: { minutes: -10, tell: 'duty', act: 'urge' },
    })
    urged.did(fire(rung)).when(fire(rung)).thenRefused('nothing_due', 19)
    expect(urged.did(fire(rung)).keys()).toContain(`${key}:1`)
  })
})

describe('`mustered` (every live summons has arrived) is derived, never stored, never a gate', () => {
  test('it becomes true with the last arrival, or when the last one missing is settled', () => {
    const one = sounding.did(arrive('police'))
    expect(isMustered(sounding.whistle)).toBe(false)
    expect(isMustered(one.whistle)).toBe(false)
    expect(isMustered(one.did(arrive('urban')).whistle)).toBe(true)
    expect(isMustered(one.did(standDown('urban')).whistle)).toBe(true)
    expect(isMustered(one.did(arrive('urban', 1, fixAndPhoto)).whistle)).toBe(false)
  })

  test('a session ends while others are still to come', () => {
    const one = aWhistle({ kind: 'enforcement' }).sounding().did(arrive('police'))
    one.when(endSession(minutesAfter(one.now, 60))).thenAccepted()
    expect(one.whistle).not.toHaveProperty('mustered')
  })
})

describe('evolve is total', () => {
  test('a fact about a whistle that was never drafted, or a department that is not there, changes nothing', () => {
    const [, signed] = sounding.did(sign('urban')).when(arrive('police')).events
    if (!signed) throw new Error('nothing happened')
    expect(evolveWhistle(NOTHING, signed)).toBe(NOTHING)
    const alone = aWhistle({ asks: [{ ...asks('land'), role: 'lead' }] }).sounding()
    expect(evolveWhistle(alone.state, signed)).toMatchObject({ summonses: alone.whistle.summonses })
  })
})
