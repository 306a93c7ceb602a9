import { given } from '@muster/testkit'
import {
  aGrant,
  CITY,
  commander,
  contextOf,
  DISTRICT,
  daysAfter,
  department,
  head,
  keeper,
  MONDAY_NINE,
  OTHER_DISTRICT,
  REASON,
  STREET_AREA,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'
import { toInstant } from '../kernel/time.ts'
import { decideGrant, type GrantCommand } from './decide.ts'
import { evolveGrant, type Grant, heldGrant, heldGrantAt, NO_GRANT } from './grant.ts'
import { grantBook, grantFinder } from './reach.ts'

const grants = given({ initial: NO_GRANT, decide: decideGrant, evolve: evolveGrant })
const now = MONDAY_NINE
const until = daysAfter(now, 30)
const context = contextOf(now, keeper)
const grant = aGrant('jinhaihu-command', 'summon', { from: now, until })
const given_ = grants().when({ type: 'GiveGrant', grant }, context).thenAccepted()
const by = { person: keeper.person, office: keeper.office, organisation: keeper.organisation }

function finds(
  one: Grant,
  at: typeof now,
  scope: {
    departments?: readonly ReturnType<typeof department>[]
    areas?: readonly (typeof CITY)[]
  } = {},
): boolean {
  const districts: Readonly<Record<string, typeof CITY>> = { police: DISTRICT, urban: CITY }
  const find = grantFinder(grantBook([one]), name => districts[name])
  const whole = { departments: [], areas: [CITY, DISTRICT], ...scope }
  return find(one.office, one.power, whole, at) !== undefined
}

describe('2. A grant gives one power to an office over departments and a territory, for a period, citing its instrument', () => {
  test('given by one who keeps the registries, once', () => {
    expect(given_.state).toEqual({ status: 'given', grant, given: { at: now, by }, former: [] })
    given_.when({ type: 'GiveGrant', grant }, context).thenRefused({ code: 'grant_exists' })
    grants()
      .when({ type: 'GiveGrant', grant }, contextOf(now, head))
      .thenRefused({ code: 'not_a_keeper', rule: 2 })
    grants()
      .when({ type: 'GiveGrant', grant: { ...grant, until: now } }, context)
      .thenRefused({ code: 'period_reversed', rule: 2 })
  })

  test('one millisecond before, at and after its period', () => {
    const at = (moment: number) => finds(grant, toInstant(moment))
    expect([now - 1, now, until - 1, until].map(at)).toEqual([false, true, true, false])
  })

  test('over the territory that it names and what lies in it', () => {
    expect(finds(grant, now, { areas: [CITY, DISTRICT, STREET_AREA] })).toBe(true)
    expect(finds(grant, now, { areas: [CITY, OTHER_DISTRICT] })).toBe(false)
    // Areas overlap: a place in a special area is in its district as well.
    expect(finds({ ...grant, area: STREET_AREA }, now, { areas: [CITY, DISTRICT] })).toBe(false)
  })

  test('over all departments, those of districts, or those named: every one that is asked for', () => {
    const both = { departments: [department('police'), department('urban')] }
    expect(finds(grant, now, both)).toBe(true)
    expect(finds({ ...grant, departments: [department('police')] }, now, both)).toBe(false)
    expect(finds({ ...grant, departments: both.departments }, now, both)).toBe(true)
    expect(finds({ ...grant, departments: { districts: [DISTRICT] } }, now, both)).toBe(false)
    expect(finds({ ...grant, departments: { districts: [DISTRICT, CITY] } }, now, both)).toBe(true)
    const unknown = { departments: [department('nobody')] }
    expect(finds({ ...grant, departments: { districts: [DISTRICT] } }, now, unknown)).toBe(false)
  })

  test('to that office and for that power alone', () => {
    const find = grantFinder(grantBook([grant]), () => undefined)
    const scope = { departments: [], areas: [DISTRICT] }
    expect(find(head.office, 'summon', scope, now)).toBeUndefined()
    expect(find(commander.office, 'command', scope, now)).toBeUndefined()
    expect(find(commander.office, 'summon', scope, now)?.id).toBe(grant.id)
  })
})

describe('a grant that is brought in with a city', () => {
  const taking = { type: 'TakeOverGrant', grant } as const
  const asSystem = contextOf(now, SYSTEM)

  test('rests where it rested, and says who lent it', () => {
    const resting = { ...taking, rests: { until }, reason: REASON }
    const taken = grants().when(resting, asSystem).thenAccepted()
    expect(taken.state).toMatchObject({ status: 'given', suspended: { from: now, until } })
    const lent = { ...grant, source: grant.id, until }
    const delegated = grants()
      .when({ ...taking, grant: lent, delegatedBy: by }, asSystem)
      .thenAccepted()
    expect(delegated.state).toMatchObject({ status: 'given', grant: lent, given: { by } })
  })

  test('by the system alone, once, and for a time that is one', () => {
    grants().when(taking, context).thenRefused({ code: 'only_the_system', rule: 3 })
    given_.when(taking, asSystem).thenRefused({ code: 'grant_exists', rule: 21 })
    const reversed = { ...taking, grant: { ...grant, until: grant.from } }
    grants().when(reversed, asSystem).thenRefused({ code: 'period_reversed', rule: 2 })
  })
})

type Without<T> = T extends unknown ? Omit<T, 'type' | 'openWhistles'> : never

describe('3. Revoking a grant with open whistles needs a named successor', () => {
  const revoke = (openWhistles: number, successor?: typeof head.office) =>
    ({
      type: 'RevokeGrant',
      reason: REASON,
      openWhistles,
      ...(successor === undefined ? {} : { successor }),
    }) as const

  test('none is needed without one', () => {
    given_.when(revoke(0), context).thenAccepted()
    given_
      .when(revoke(2), context)
      .thenRefused({ code: 'successor_needed', rule: 3, about: { openWhistles: 2 } })
    const revoked = given_.when(revoke(2, head.office), context).thenAccepted()
    expect(revoked.state).toMatchObject({ status: 'revoked', grant, revokedAt: now })
    revoked.when(revoke(0), context).thenRefused({ code: 'grant_not_in_force', rule: 2 })
    grants().when(revoke(0), context).thenRefused({ code: 'grant_not_in_force', rule: 2 })
    given_.when(revoke(0), contextOf(now, head)).thenRefused({ code: 'not_a_keeper', rule: 2 })
    const again = { type: 'GrantResumed', at: now, by, reason: REASON } as const
    expect(evolveGrant(revoked.state, again)).toBe(revoked.state)
  })

  test('nor is one left behind by a suspension or a narrowing', () => {
    const narrowing = { to: { area: STREET_AREA }, reason: REASON, instrument: '示例' }
    const reach = { areas: [CITY, DISTRICT, STREET_AREA], districtOf: {} }
    const changes: readonly Without<GrantCommand>[] = [{ reason: REASON }, { ...narrowing, reach }]
    for (const [at, type] of (['SuspendGrant', 'NarrowGrant'] as const).entries()) {
      const change = (openWhistles: number) =>
        ({ ...changes[at], type, openWhistles }) as GrantCommand
      given_.when(change(1), context).thenRefused({ code: 'successor_needed', rule: 3 })
      const handed = { ...change(1), successor: head.office } as GrantCommand
      expect(decideGrant(given_.state, handed, context)).toMatchObject({
        events: [{ successor: head.office }],
      })
      given_.when(change(0), context).thenAccepted()
    }
  })
})

describe('2. A grant is narrowed by an instrument, never widened', () => {
  const named = { ...grant, departments: [department('police'), department('urban')] }
  const over = grants().when({ type: 'GiveGrant', grant: named }, context).thenAccepted()
  const reach = {
    areas: [CITY, DISTRICT, STREET_AREA],
    districtOf: { police: DISTRICT, urban: CITY },
  }
  type To = Extract<GrantCommand, { type: 'NarrowGrant' }>['to']
  const narrow = (to: To) =>
    ({
      type: 'NarrowGrant',
      to,
      reach,
      reason: REASON,
      instrument: '示例',
      openWhistles: 0,
    }) as const

  test('to fewer departments, a smaller area, an earlier end', () => {
    const to = { departments: [department('police')], area: STREET_AREA, until: daysAfter(now, 3) }
    over
      .when(narrow(to), context)
      .then({ type: 'GrantNarrowed', at: now, by, to, reason: REASON, instrument: '示例' })
    const { state } = over.when(narrow(to), context).thenAccepted()
    expect(state).toMatchObject({ status: 'given', grant: { ...named, ...to } })
    over
      .when(narrow({ until: now }), contextOf(now, keeper))
      .thenRefused({ code: 'period_reversed' })
    const later = contextOf(daysAfter(now, 1), keeper)
    over.when(narrow({ until: toInstant(now + 1) }), later).thenRefused({
      code: 'effective_in_the_past',
      field: 'until',
    })
    over.when(narrow(to), contextOf(now, head)).thenRefused({ code: 'not_a_keeper', rule: 2 })
  })

  test.each<{ what: string; to: To }>([
    { what: 'nothing', to: {} },
    { what: 'the same departments', to: { departments: [...named.departments].reverse() } },
    { what: 'more departments', to: { departments: [...named.departments, department('water')] } },
    { what: 'every department', to: { departments: 'all' } },
    { what: 'a district of departments', to: { departments: { districts: [DISTRICT] } } },
    { what: 'a later end', to: { until: daysAfter(now, 31) } },
  ])('$what is not narrower', ({ to }) => {
    over.when(narrow(to), context).thenRefused({ code: 'not_narrower', rule: 2 })
  })

  test('nor an area that lies elsewhere', () => {
    const elsewhere = { ...narrow({ area: OTHER_DISTRICT }), reach: { ...reach, areas: [CITY] } }
    over.when(elsewhere, context).thenRefused({ code: 'not_narrower', rule: 2 })
  })

  test('from districts to one of them, or to a department of one', () => {
    const departments = { districts: [DISTRICT, CITY] }
    const wide = grants().when({ type: 'GiveGrant', grant: { ...grant, departments } }, context)
    const start = wide.thenAccepted()
    start.when(narrow({ departments: { districts: [CITY] } }), context).thenAccepted()
    start.when(narrow({ departments: [department('urban')] }), context).thenAccepted()
    const stranger = narrow({ departments: [department('nobody')] })
    start.when(stranger, context).thenRefused({ code: 'not_narrower' })
    const other = narrow({ departments: { districts: [OTHER_DISTRICT] } })
    start.when(other, context).thenRefused({ code: 'not_narrower' })
  })
})

describe('2. A suspended grant gives nothing until it is resumed', () => {
  const end = daysAfter(now, 2)
  const suspend = { type: 'SuspendGrant', reason: REASON, openWhistles: 0 } as const
  const resume = { type: 'ResumeGrant', reason: REASON } as const
  const suspended = given_.when(suspend, context).thenAccepted()
  const forAWhile = given_.when({ ...suspend, until: end }, context).thenAccepted()

  test('by a keeper, once at a time', () => {
    suspended.when(suspend, context).thenRefused({ code: 'grant_suspended', rule: 2 })
    const resumed = suspended.when(resume, context).thenAccepted()
    expect(heldGrant(resumed.state)).toEqual(grant)
    resumed.when(resume, context).thenRefused({ code: 'grant_not_suspended', rule: 2 })
    given_
      .when({ ...suspend, until: now }, context)
      .thenRefused({ code: 'period_reversed', field: 'until' })
    suspended.when({ type: 'RevokeGrant', reason: REASON, openWhistles: 0 }, context).thenAccepted()
  })

  test('for a while: one millisecond before and at its end', () => {
    expect(suspended.state).toMatchObject({ suspended: { from: now } })
    const held = { ...grant, suspended: { from: now, until: end } }
    expect(forAWhile.state).toMatchObject({ suspended: held.suspended })
    const at = (moment: number) => finds(held, toInstant(moment))
    expect([end - 1, end].map(at)).toEqual([false, true])
    forAWhile.when(resume, contextOf(end, keeper)).thenRefused({ code: 'grant_not_suspended' })
    forAWhile.when(suspend, contextOf(end, keeper)).thenAccepted()
  })
})

describe('2. What a grant was stays known', () => {
  const day = (days: number) => contextOf(daysAfter(now, days), keeper)
  const reach = { areas: [CITY, DISTRICT, STREET_AREA], districtOf: {} }
  const paper = { reason: REASON, instrument: '示例', openWhistles: 0 }
  const whole = given_
    .when({ type: 'NarrowGrant', to: { area: STREET_AREA }, reach, ...paper }, day(1))
    .thenAccepted()
    .when({ type: 'SuspendGrant', reason: REASON, openWhistles: 0 }, day(2))
    .thenAccepted()
    .when({ type: 'ResumeGrant', reason: REASON }, day(3))
    .thenAccepted()
    .when({ type: 'RevokeGrant', reason: REASON, openWhistles: 0 }, day(4))
    .thenAccepted().state

  test('as an act of that day would have found it', () => {
    const small = { ...grant, area: STREET_AREA }
    const at = (days: number) => heldGrantAt(whole, daysAfter(now, days))
    expect([-1, 0, 1].map(at)).toEqual([undefined, grant, small])
    expect(at(2)).toEqual({ ...small, suspended: { from: daysAfter(now, 2) } })
    expect([3, 4].map(at)).toEqual([small, undefined])
    expect(heldGrantAt(NO_GRANT, now)).toBeUndefined()
  })
})
