import { given } from '@muster/testkit'
import { cityKeeper, contextOf, daysAfter, head, keeper, MONDAY_NINE } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { toInstant } from '../kernel/time.ts'
import { DEFAULT_KINDS, EMERGENCY, ENFORCEMENT, PRIORITY } from './default-kinds.ts'
import type { WhistleKind } from './kind.ts'
import { decidePolicy, evolvePolicy, kindInForce, NO_POLICY } from './policy.ts'

const policies = given({ initial: NO_POLICY, decide: decidePolicy, evolve: evolvePolicy })
const now = MONDAY_NINE
const context = contextOf(now, cityKeeper)
const publish = (more: Partial<WhistleKind> = {}) =>
  ({ type: 'PublishKind', kind: { ...EMERGENCY, ...more } }) as const
const first = policies().when(publish(), context).thenAccepted()
const later = daysAfter(now, 7)

describe('Policies are data, with versions and dates', () => {
  test('the first version may hold from long ago, a later one not', () => {
    expect(first.state.versions).toEqual([EMERGENCY])
    first
      .when(publish({ version: '2', effectiveFrom: toInstant(now - 1) }), context)
      .thenRefused({ code: 'effective_in_the_past', rule: 7 })
    first.when(publish({ version: '2', effectiveFrom: now }), context).thenAccepted()
    first
      .when(publish({ effectiveFrom: later }), context)
      .thenRefused({ code: 'version_exists', rule: 7 })
    const refused = { code: 'not_a_keeper', rule: 2 } as const
    policies().when(publish(), contextOf(now, head)).thenRefused(refused)
    // A kind binds every district: who keeps one of them does not change it.
    policies().when(publish(), contextOf(now, keeper)).thenRefused(refused)
  })

  test('a kind that makes no sense is not published', () => {
    const refused = (
      more: Partial<WhistleKind>,
      code:
        | 'weights_not_100'
        | 'clock_not_positive'
        | 'ladder_not_in_order'
        | 'too_little_working_time',
    ) => policies().when(publish(more), context).thenRefused({ code })
    refused({ rubric: EMERGENCY.rubric.slice(1) }, 'weights_not_100')
    refused({ gradeClock: { amount: 0, unit: 'working_days' } }, 'clock_not_positive')
    refused({ summonsClocks: { sign: { amount: -5, unit: 'minutes' } } }, 'clock_not_positive')
    refused({ rulingClock: { amount: Number.NaN, unit: 'minutes' } }, 'clock_not_positive')
    refused({ gradeClock: { amount: 5000, unit: 'working_days' } }, 'too_little_working_time')
    refused({ publicAfter: { amount: 99_000, unit: 'working_hours' } }, 'too_little_working_time')
    const [urge, page] = EMERGENCY.ladders.sign ?? []
    const reversed = page && urge ? [page, urge] : []
    refused({ ladders: { sign: reversed } }, 'ladder_not_in_order')
  })

  test('one millisecond before, at and after a version takes effect', () => {
    const next = { ...EMERGENCY, version: '2', effectiveFrom: later }
    const inForce = (at: number) => kindInForce([EMERGENCY, next], toInstant(at))?.version
    expect([later - 1, later, later + 1].map(inForce)).toEqual(['1', '2', '2'])
    expect(kindInForce([next], now)).toBeUndefined()
  })

  test('of two from the same moment the newer holds; an older date published later waits its turn', () => {
    const same = { ...EMERGENCY, version: '2', effectiveFrom: EMERGENCY.effectiveFrom }
    expect(kindInForce([EMERGENCY, same], now)?.version).toBe('2')
    const far = { ...EMERGENCY, version: '3', effectiveFrom: daysAfter(later, 7) }
    const near = { ...EMERGENCY, version: '4', effectiveFrom: later }
    expect(kindInForce([EMERGENCY, far, near], daysAfter(later, 1))?.version).toBe('4')
    expect(kindInForce([EMERGENCY, far, near], daysAfter(later, 8))?.version).toBe('3')
  })

  test.each(DEFAULT_KINDS)('the starting kind $code can be published as it is', kind => {
    policies().when({ type: 'PublishKind', kind }, context).thenAccepted()
  })

  test('their published limits', () => {
    expect(EMERGENCY.summonsClocks.arrive).toEqual({ amount: 30, unit: 'minutes' })
    expect(ENFORCEMENT.summonsClocks).toMatchObject({
      sign: { amount: 60, unit: 'minutes' },
      contact: { amount: 1440, unit: 'minutes' },
      arrive: { amount: 3, unit: 'working_days' },
    })
    expect(PRIORITY.summonsClocks.arrive).toEqual({ amount: 5, unit: 'working_days' })
    expect(DEFAULT_KINDS.map(({ approval, presence }) => [approval, presence])).toEqual([
      ['after', 'continuous'],
      ['before', 'session'],
      ['before', 'none'],
    ])
  })
})
