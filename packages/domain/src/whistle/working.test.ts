import {
  arrive,
  askLonger,
  asks,
  attach,
  aWhistle,
  beijing,
  claimDone,
  daysAfter,
  fixAndPhoto,
  grantLonger,
  MONDAY_NINE,
  measure,
  minutesAfter,
  propose,
  REASON,
  refuseLonger,
  sealed,
  sign,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type EvidenceId, toId } from '../kernel/ids.ts'
import { type Instant, shift } from '../kernel/time.ts'
import type { CommandOf } from './commands.ts'

const police = { department: asks('police').department, round: 1 }
const sounding = aWhistle().sounding()
const there = sounding.did(arrive('police'))

function supportedBy(evidence: string): CommandOf<'TakeMeasure'> {
  const order = measure('police')
  if (order.type !== 'TakeMeasure') throw new Error('a measure is expected')
  return { ...order, evidence: [toId<EvidenceId>(evidence)] }
}

describe('14. A measure has a type, a legal item, and a later outcome; the act is the department’s own', () => {
  test('it is recorded as taken, with its evidence', () => {
    there.when(measure('police', 'seize')).then({
      type: 'MeasureTaken',
      ...police,
      measure: 'police-m1' as never,
      measureType: 'seize',
      legalItem: 'law-police',
      text: sealed('measure'),
      evidence: [],
    })
    const taken = there.did(measure('police', 'seize'))
    expect(taken.summons('police')).toMatchObject({
      status: 'measures',
      measures: [{ id: 'police-m1', type: 'seize', legalItem: 'law-police', at: taken.now }],
    })
  })

  test('of a type that the kind knows, once under its id, by a department that has come', () => {
    there.when(measure('police', 'shoot')).thenRefused('unknown_measure_type', 14)
    there
      .did(measure('police'))
      .when(measure('police', 'seize'))
      .thenRefused('measure_already_recorded', 14)
    sounding.when(measure('police')).thenRefused('not_arrived', 14)
    sounding
      .did(arrive('police', 1, fixAndPhoto))
      .when(measure('police'))
      .thenRefused('not_arrived', 14)
    sounding.when(propose('police')).thenRefused('not_arrived', 14)
  })

  test('evidence is attached once, and a measure refers to what was attached', () => {
    const attached = there.did(attach('police', 'e1'))
    attached.when(attach('police', 'e1')).thenRefused('evidence_attached_before', 14)
    const supported = supportedBy('e1')
    attached.when(supported).thenAccepted()
    there.when(supported).thenRefused('unknown_evidence', 14)
  })

  test('evidence can be gathered before anybody has come', () => {
    sounding.when(attach('police')).then({
      type: 'EvidenceAttached',
      ...police,
      evidence: 'evidence-1' as never,
      sha256: '00',
      mediaType: 'image/jpeg',
      bytes: 1,
    })
  })

  test('a measure taken late for its clock says so', () => {
    const due = minutesAfter(there.now, 30)
    const types = (at: number) =>
      there
        .at(at as Instant)
        .when(measure('police'))
        .events.map(event => event.type)
    expect(types(due - 1)).toEqual(['MeasureTaken'])
    expect(types(due)).toEqual(['MeasureTaken'])
    expect(types(due + 1)).toEqual(['ClockMissed', 'MeasureTaken'])
  })
})

describe('4. The department claims arrival and done; the caller’s side confirms, vetoes, releases', () => {
  test('done is claimed after a measure, once', () => {
    there.when(claimDone('police')).thenRefused('no_measures', 14)
    sounding.when(claimDone('police')).thenRefused('not_arrived', 14)
    const measured = there.did(measure('police'))
    measured
      .when(claimDone('police'))
      .then({ type: 'DoneClaimed', ...police, result: sealed('done') })
    const done = measured.did(claimDone('police'))
    done.when(claimDone('police')).thenRefused('done_already_claimed', 4)
    done.when(measure('police', 'seize', 'm2')).thenRefused('done_already_claimed', 4)
    there.did(propose('police')).when(claimDone('police')).thenAccepted()
  })

  test('done late for the finish clock says so', () => {
    const due = beijing('2026-03-04 00:00')
    const measured = there.did(measure('police'))
    expect(measured.clock('police', 'finish').dueAt).toBe(due)
    expect(measured.at(due).when(claimDone('police')).events).toHaveLength(1)
    expect(measured.at(shift(due, 1)).when(claimDone('police')).events).toMatchObject([
      { type: 'ClockMissed', clock: 'finish', dueAt: due },
      { type: 'DoneClaimed' },
    ])
  })
})

describe('7. Extension: finish clock only, asked before it is due, granted by the commander, original date kept and shown', () => {
  const due = beijing('2026-03-04 00:00')
  const later = daysAfter(due, 3)
  const asked = sounding.did(askLonger('police', later))

  test('asked and granted', () => {
    sounding
      .when(askLonger('police', later))
      .then({ type: 'ExtensionRequested', ...police, dueAt: later, reason: REASON })
    asked
      .when(grantLonger('police'))
      .then({ type: 'ExtensionGranted', ...police, dueAt: later, originalDueAt: due })
    const granted = asked.did(grantLonger('police'))
    expect(granted.clock('police', 'finish')).toMatchObject({
      dueAt: later,
      originalDueAt: due,
      extended: true,
    })
    expect(granted.clock('police', 'arrive')).toEqual(asked.clock('police', 'arrive'))
    expect(granted.summons('police').extension).toBeUndefined()
  })

  test('extended twice, the first date is still the original', () => {
    const twice = asked
      .did(grantLonger('police'), askLonger('police', daysAfter(later, 1)))
      .did(grantLonger('police'))
    expect(twice.clock('police', 'finish').originalDueAt).toBe(due)
  })

  test('refused, it can be asked again', () => {
    asked.when(refuseLonger('police')).then({ type: 'ExtensionRefused', ...police, reason: REASON })
    asked.did(refuseLonger('police')).when(askLonger('police', later)).thenAccepted()
  })

  test('one millisecond before, at and after the due moment', () => {
    sounding.at(shift(due, -1)).when(askLonger('police', later)).thenAccepted()
    sounding.at(due).when(askLonger('police', later)).thenRefused('too_late_to_extend', 7)
    sounding.at(shift(due, 1)).when(askLonger('police', later)).thenRefused('too_late_to_extend', 7)
  })

  test('one at a time, to a later date, of a clock that runs', () => {
    asked.when(askLonger('police', later)).thenRefused('extension_pending', 7)
    sounding.when(askLonger('police', due)).thenRefused('extension_not_later', 7)
    sounding.when(askLonger('police', shift(due, 1))).thenAccepted()
    sounding.when(grantLonger('police')).thenRefused('no_extension_asked', 7)
    sounding.when(refuseLonger('police')).thenRefused('no_extension_asked', 7)
    const done = there.did(measure('police'), claimDone('police'))
    done.when(askLonger('police', later)).thenRefused('no_finish_clock', 7)
  })

  test('asked in time and granted late, the miss said in between is taken back, visibly', () => {
    const late = asked.passing(due).after(5)
    expect(late.clock('police', 'finish').missedAt).toBe(due)
    late
      .when(grantLonger('police'))
      .then(
        { type: 'MissCancelled', ...police, clock: 'finish', countsAt: MONDAY_NINE },
        { type: 'ExtensionGranted', ...police, dueAt: later, originalDueAt: due },
      )
    expect(late.did(grantLonger('police')).keys()).toContain('police#1:finish')
  })

  test('once done is claimed there is nothing to extend', () => {
    const done = asked.did(sign('police'), arrive('police'), measure('police'), claimDone('police'))
    done.when(grantLonger('police')).thenRefused('no_finish_clock', 7)
  })
})
