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
import { toInstant } from '../kernel/time.ts'
import { decideGrant, evolveGrant, type Grant, grantBook, grantFinder, NO_GRANT } from './grant.ts'

const grants = given({ initial: NO_GRANT, decide: decideGrant, evolve: evolveGrant })
const now = MONDAY_NINE
const until = daysAfter(now, 30)
const context = contextOf(now, keeper)
const grant = aGrant('jinhaihu-command', 'summon', { from: now, until })
const given_ = grants().when({ type: 'GiveGrant', grant }, context).thenAccepted()

describe('2. A grant gives one power to an office over departments and a territory, for a period, citing its instrument', () => {
  test('given by one who keeps the registries, once', () => {
    expect(given_.state).toEqual({ status: 'given', grant })
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
    expect(find(commander.office, 'summon', scope, now)).toBe(grant.id)
  })
})

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
    expect(revoked.state).toEqual({ status: 'revoked', grant, revokedAt: now })
    revoked.when(revoke(0), context).thenRefused({ code: 'grant_not_in_force', rule: 2 })
    grants().when(revoke(0), context).thenRefused({ code: 'grant_not_in_force', rule: 2 })
  })
})
