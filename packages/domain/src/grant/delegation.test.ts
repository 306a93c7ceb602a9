import { given } from '@muster/testkit'
import {
  aGrant,
  aWhistle,
  CITY,
  commander,
  contextOf,
  DISTRICT,
  daysAfter,
  department,
  deputy,
  dutyOf,
  GRANTS,
  head,
  keeper,
  MONDAY_NINE,
  otherOffice,
  REASON,
  review,
  STREET_AREA,
  sign,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'
import { holdsPower } from '../access/standing.ts'
import { DAY, toInstant } from '../kernel/time.ts'
import { decideGrant } from './decide.ts'
import { evolveGrant, type Grant, type GrantState, type HeldGrant, NO_GRANT } from './grant.ts'
import { delegationsOf, grantBook, grantFinder, shortfallsOf } from './reach.ts'

const grants = given({ initial: NO_GRANT, decide: decideGrant, evolve: evolveGrant })
const now = MONDAY_NINE
const until = daysAfter(now, 7)
const own = aGrant(commander.office, 'summon', { from: now, until: daysAfter(now, 30) })
const givenOwn = grants()
  .when({ type: 'GiveGrant', grant: own }, contextOf(now, keeper))
  .thenAccepted()
const source = givenOwn.state
const lent: Grant = aGrant(otherOffice.office, 'summon', {
  id: 'lent' as never,
  from: now,
  until,
  area: STREET_AREA,
  source: own.id,
})
const reach = { areas: [CITY, DISTRICT, STREET_AREA], districtOf: {} }
const longestMs = 30 * DAY
const delegate = (grant: Grant, from: GrantState = source) =>
  ({ type: 'DelegateGrant', grant, source: from, reach, longestMs }) as const
const acting = contextOf(now, commander)
const delegated = grants().when(delegate(lent), acting).thenAccepted()

describe('2. A power is delegated for an absence, by the office that holds it', () => {
  test('and the act says by which grant, and how long the rules allowed', () => {
    const { person, office, organisation } = commander
    const by = { person, office, organisation, power: 'summon' as const, grant: own.id }
    const event = { type: 'GrantDelegated' as const, at: now, by, grant: lent, longestMs }
    grants().when(delegate(lent), acting).then(event)
    delegated.when(delegate(lent), acting).thenRefused({ code: 'grant_exists', rule: 21 })
  })

  test('by nobody else: not another office, not the server', () => {
    const when = (context: typeof acting) => grants().when(delegate(lent), context)
    when(contextOf(now, head)).thenRefused({ code: 'not_your_grant', rule: 2 })
    when(contextOf(now, SYSTEM)).thenRefused({ code: 'not_for_the_system', rule: 3 })
  })

  test('while it holds it: neither before, nor suspended, nor revoked', () => {
    const early = contextOf(toInstant(now - 1), commander)
    const refusal = { code: 'grant_not_in_force', rule: 2 } as const
    grants().when(delegate(lent), early).thenRefused(refusal)
    grants().when(delegate(lent, NO_GRANT), acting).thenRefused(refusal)
    const keeping = contextOf(now, keeper)
    for (const type of ['SuspendGrant', 'RevokeGrant'] as const) {
      const taken = givenOwn.when({ type, reason: REASON, openWhistles: 0 }, keeping)
      grants().when(delegate(lent, taken.thenAccepted().state), acting).thenRefused(refusal)
    }
  })

  test('is not delegated on', () => {
    const further = { ...lent, id: 'further' as never, office: deputy.office, source: lent.id }
    grants()
      .when(delegate(further, delegated.state), contextOf(now, otherOffice))
      .thenRefused({ code: 'delegated_to_you', rule: 2 })
  })

  test('goes to another office, for a period that ends and is not too long', () => {
    const refused = (more: Partial<Grant>, code: string) =>
      grants()
        .when(delegate({ ...lent, ...more }), acting)
        .thenRefused({ code: code as never, rule: 2 })
    refused({ office: commander.office }, 'delegated_to_oneself')
    refused({ until: now }, 'period_reversed')
    refused({ from: daysAfter(now, -9), until: daysAfter(now, -1) }, 'period_reversed')
    const { until: _never, ...endless } = lent
    grants().when(delegate(endless), acting).thenRefused({ code: 'period_reversed' })
    const atMost = { ...delegate({ ...lent, until }), longestMs: 7 * DAY }
    grants().when(atMost, acting).thenAccepted()
    grants()
      .when({ ...atMost, longestMs: 7 * DAY - 1 }, acting)
      .thenRefused({ code: 'delegation_too_long', field: 'until', about: { days: 6 } })
  })

  test('gives no more than there is: departments, area, period', () => {
    const narrow = grants()
      .when(
        { type: 'GiveGrant', grant: { ...own, departments: [department('police')] } },
        contextOf(now, keeper),
      )
      .thenAccepted().state
    const refusal = { code: 'delegation_too_wide', rule: 2 } as const
    grants().when(delegate(lent, narrow), acting).thenRefused(refusal)
    const police = { ...lent, departments: [department('police')] }
    grants().when(delegate(police, narrow), acting).thenAccepted()
    const elsewhere = { ...delegate(lent), reach: { ...reach, areas: [CITY] } }
    grants().when(elsewhere, acting).thenRefused(refusal)
    const longer = { ...delegate({ ...lent, until: daysAfter(now, 31) }), longestMs: 99 * DAY }
    grants()
      .when(longer, acting)
      .thenRefused({ ...refusal, field: 'until' })
  })

  test('is taken back by whoever gave it, or by a keeper', () => {
    const revoke = { type: 'RevokeGrant', reason: REASON, openWhistles: 0 } as const
    for (const actor of [commander, keeper])
      delegated.when(revoke, contextOf(now, actor)).thenAccepted()
    for (const actor of [otherOffice, head])
      delegated.when(revoke, contextOf(now, actor)).thenRefused({ code: 'not_a_keeper', rule: 2 })
    // What a keeper gave is not the office's own to change.
    givenOwn.when(revoke, acting).thenRefused({ code: 'not_a_keeper', rule: 2 })
  })
})

const STREET_SCOPE = { departments: [department('police')], areas: [CITY, DISTRICT, STREET_AREA] }

function finds(held: readonly HeldGrant[], at: number = now, scope: object = {}) {
  const find = grantFinder(grantBook(held), () => undefined)
  return find(otherOffice.office, 'summon', { ...STREET_SCOPE, ...scope }, toInstant(at))
}

describe('2. What is delegated holds as long and as far as its source', () => {
  const SHORT = { from: now, until: daysAfter(now, 1) }

  test('in its own period, while the source is in force', () => {
    expect(finds([own, lent])).toMatchObject({ id: lent.id, source: own.id })
    expect(finds([own, lent], until - 1)).toBeDefined()
    expect(finds([own, lent], until)).toBeUndefined()
    expect(finds([lent])).toBeUndefined()
    expect(finds([{ ...own, until: daysAfter(now, 1) }, lent], daysAfter(now, 1))).toBeUndefined()
    expect(finds([{ ...own, suspended: SHORT }, lent])).toBeUndefined()
    expect(finds([{ ...own, suspended: SHORT }, lent], SHORT.until)).toBeDefined()
  })

  test('and no further than a source that was narrowed since', () => {
    expect(finds([{ ...own, departments: [department('water')] }, lent])).toBeUndefined()
    expect(finds([{ ...own, departments: [department('police')] }, lent])).toBeDefined()
    expect(finds([{ ...own, area: 'elsewhere' as never }, lent])).toBeUndefined()
  })

  test('to one person of an office, where one is named', () => {
    const personal = { ...lent, person: otherOffice.person }
    expect(finds([own, personal])).toBeUndefined()
    expect(finds([own, personal], now, { person: otherOffice.person })).toBeDefined()
    expect(finds([own, personal], now, { person: head.person })).toBeUndefined()
  })

  test('and whoever acts by it says both grants', () => {
    const context = contextOf(now, otherOffice, { grants: [own, lent] })
    const { person, office, organisation } = otherOffice
    expect(holdsPower(context, 'summon', STREET_SCOPE)).toEqual({
      ok: true,
      by: { person, office, organisation, power: 'summon', grant: lent.id, delegatedFrom: own.id },
    })
    const late = contextOf(until, otherOffice, { grants: [own, lent] })
    expect(holdsPower(late, 'summon', STREET_SCOPE)).toMatchObject({
      refusal: { code: 'power_missing', rule: 2 },
    })
  })

  test('those of a grant are found', () => {
    expect(delegationsOf([own, lent], own.id)).toEqual([lent])
  })
})

describe('2. Why a grant does not give its power', () => {
  const cases: readonly { held: readonly HeldGrant[]; at?: number; why: readonly string[] }[] = [
    { held: [own, lent], why: [] },
    { held: [own, lent], at: now - 1, why: ['not_yet', 'source_not_yet'] },
    { held: [own, lent], at: until, why: ['over'] },
    { held: [lent], why: ['source_revoked'] },
    { held: [own, { ...lent, suspended: { from: now } }], why: ['suspended'] },
    { held: [{ ...own, suspended: { from: now } }, lent], why: ['source_suspended'] },
    { held: [own, { ...lent, area: 'elsewhere' as never }], why: ['elsewhere'] },
    { held: [own, { ...lent, departments: [] }], why: ['other_departments'] },
    { held: [{ ...own, departments: [] }, lent], why: ['source_other_departments'] },
    {
      held: [{ ...own, until: now, area: 'x' as never }, lent],
      why: ['source_over', 'source_elsewhere'],
    },
    { held: [own, { ...lent, person: head.person }], why: ['another_person'] },
  ]

  test('every condition that fails is named, and one fails where the power is not found', () => {
    for (const { held, at = now, why } of cases) {
      const asked = { scope: STREET_SCOPE, at: toInstant(at), districtOf: () => undefined }
      const one = held.find(({ id }) => id === lent.id) ?? lent
      expect(shortfallsOf(one, asked, grantBook(held))).toEqual(why)
      expect(finds(held, at) === undefined).toBe(why.length > 0)
    }
  })
})

describe('4. A delegated power puts nobody on both sides of one whistle', () => {
  const sounding = aWhistle().sounding()
  const desk = dutyOf('police')
  const rest = GRANTS.filter(({ office }) => office !== desk.office)
  const review_ = aGrant(desk.office, 'approve', { source: `${head.office}/approve` as never })
  const delegates = sounding.under({ grants: [...rest, review_] })
  const reviewer = { ...desk, rank: 'head' } as const

  test('whoever signed for the department does not review for the caller, by whatever grant', () => {
    const signed = delegates.didAs(desk, sign('police'))
    signed.when(review(), reviewer).thenRefused('acted_for_the_other_side', 4)
  })

  test('control: who has done nothing yet may, and is of the caller’s side from then on', () => {
    const [event] = delegates.when(review(), reviewer).events
    expect(event?.by).toMatchObject({
      grant: review_.id,
      delegatedFrom: review_.source,
      side: 'caller',
    })
    delegates
      .didAs(reviewer, review())
      .when(sign('police'), desk)
      .thenRefused('acted_for_the_other_side', 4)
  })
})
