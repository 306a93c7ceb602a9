// The bar at the bottom: what is next, by what the server offered and what waits on the phone.
import { describe, expect, test } from 'vitest'
import type { ActName } from '../features/sync/act.ts'
import { actOf } from '../features/sync/testing.ts'
import type { Call } from './calls.ts'
import { myPart } from './my-part.ts'

const ME = 'p-1'
const BEFORE = ['signSummons', 'setOut', 'reportArrival', 'attachEvidence']

function callOf(offered: readonly string[], change: object = {}): Call {
  const whistle = { id: 'w-1', status: 'sounding' }
  const summons = { department: 'police', status: 'called', people: [], clocks: [], ...change }
  const acts = offered.map(act => ({ act, path: '', department: 'police' }))
  return { whistle, summons, known: { acts } } as unknown as Call
}

const waits = (...acts: ActName[]) => acts.map((act, order) => actOf({ act, order, id: act }))

describe('what is mine to do', () => {
  test.each([
    ['called', [], 'sign'],
    ['signed on this phone', waits('signSummons'), 'setOut'],
    ['on the way, said on this phone', waits('signSummons', 'setOut'), 'arrive'],
    ['here, said on this phone', waits('setOut', 'reportArrival'), 'measure'],
    ['done, said on this phone', waits('reportArrival', 'claimDone'), undefined],
  ] as const)('%s', (_when, queue, main) => {
    expect(myPart(callOf(BEFORE), queue, ME).main).toBe(main)
  })

  test('to be here is one tap away from the beginning, and not offered twice', () => {
    expect(myPart(callOf(BEFORE), [], ME).canArrive).toBe(true)
    expect(myPart(callOf(BEFORE), waits('reportArrival'), ME).canArrive).toBe(false)
  })

  test('a refused arrival can be said again', () => {
    const [refused] = waits('reportArrival').map(act => ({ ...act, state: 'refused' as const }))
    expect(myPart(callOf(BEFORE), refused ? [refused] : [], ME)).toMatchObject({
      isHere: false,
      canArrive: true,
    })
  })

  test('what others do is not mine, nor what waits for another whistle or of another person', () => {
    const other = callOf([])
    const acts = [{ act: 'acknowledgeStandDown', department: 'police', person: 'p-2' }]
    expect(myPart({ ...other, known: { acts } } as unknown as Call, [], ME).main).toBeUndefined()
    const elsewhere = [actOf({ act: 'setOut', whistle: 'w-2' }), actOf({ person: 'p-2' })]
    expect(myPart(callOf(BEFORE), elsewhere, ME).main).toBe('sign')
  })

  test('who is called off acknowledges it before anything else', () => {
    expect(myPart(callOf(['acknowledgeStandDown', ...BEFORE]), [], ME).main).toBe('acknowledge')
  })

  test('who is there, proved or not yet, records what is done', () => {
    for (const status of ['arrived', 'doubtful'])
      expect(
        myPart(callOf(['takeMeasure'], { people: [{ person: ME, status }] }), [], ME),
      ).toMatchObject({ main: 'measure', isHere: true, canAskRelease: true })
  })

  test('a call can be given back until somebody goes there, and once', () => {
    const offered = [...BEFORE, 'returnSummons']
    expect(myPart(callOf(offered), [], ME).canReturn).toBe(true)
    for (const act of ['setOut', 'reportArrival', 'returnSummons'] as const)
      expect(myPart(callOf(offered), waits(act), ME).canReturn).toBe(false)
  })

  test('measures are proposed by whoever is there, though it is said on this phone alone', () => {
    expect(myPart(callOf(BEFORE), [], ME).canPlan).toBe(false)
    expect(myPart(callOf(BEFORE), waits('reportArrival'), ME).canPlan).toBe(true)
    expect(myPart(callOf(BEFORE), waits('reportArrival', 'takeMeasure'), ME).canPlan).toBe(false)
  })

  test('more time is asked for while the clock to finish runs', () => {
    const clocks = [{ clock: 'finish', outcome: 'running', dueAt: '2026-03-02T10:00:00+08:00' }]
    expect(myPart(callOf(['requestExtension'], { clocks }), [], ME).canExtend).toBe(true)
    expect(myPart(callOf(['requestExtension']), [], ME).canExtend).toBe(false)
  })
})
