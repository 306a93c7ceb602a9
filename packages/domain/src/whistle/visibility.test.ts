import {
  actor,
  aGrant,
  arrive,
  aWhistle,
  commander,
  contextOf,
  coordination,
  deputy,
  EXCUSED,
  giveBack,
  head,
  IN_FORCE,
  MONDAY_NINE,
  OTHER_DISTRICT,
  officerOf,
  otherOffice,
  replacedBy,
  rule,
  ruler,
  stranger,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'
import { toInstant } from '../kernel/time.ts'
import { EMERGENCY } from '../policy/default-kinds.ts'
import { NOTHING } from './state.ts'
import { isPublic, knowsTarget, mayKnowTarget, maySee } from './visibility.ts'

const sounding = aWhistle().sounding()
const sees = (who: typeof head, play = sounding) => maySee(play.state, contextOf(MONDAY_NINE, who))

describe('2. Not visible answers as unknown', () => {
  test('its caller, its chain of command, those it summoned, and who oversees the place', () => {
    for (const who of [commander, deputy, head, otherOffice, coordination, ruler])
      expect([who.office, sees(who)]).toEqual([who.office, true])
    expect(sees(officerOf('police'))).toBe(true)
    expect(sees(officerOf('land'))).toBe(false)
    expect(sees(stranger)).toBe(false)
    expect(maySee(sounding.state, contextOf(MONDAY_NINE, SYSTEM))).toBe(true)
    expect(maySee(NOTHING, contextOf(MONDAY_NINE, SYSTEM))).toBe(false)
  })

  test('a successor sees it from the ruling on, and who was excused goes on seeing it', () => {
    const replaced = sounding.did(giveBack('police'), rule('police', replacedBy('land')))
    expect(sees(officerOf('land'), replaced)).toBe(true)
    const excused = sounding.did(giveBack('police'), rule('police', EXCUSED))
    expect(sees(officerOf('police'), excused)).toBe(true)
  })

  test('whoever commands it sees it, and knows its target, whichever organisation they are of', () => {
    const bureau = { ...actor('bureau', 'bureau-office', 'head'), forDepartment: true }
    const confidential = aWhistle({ rules: { kinds: [{ ...EMERGENCY, confidential: true }] } })
    const { whistle } = confidential.sounding()
    const at = { ...contextOf(MONDAY_NINE, bureau) }
    expect(maySee(whistle, at)).toBe(false)
    for (const given of [{ command: bureau.office }, { deputy: bureau.office }]) {
      expect(maySee({ ...whistle, ...given }, at)).toBe(true)
      expect(knowsTarget({ ...whistle, ...given }, bureau)).toBe(true)
    }
    const own = officerOf('police')
    expect(knowsTarget(whistle, own)).toBe(false)
    expect(knowsTarget({ ...whistle, command: own.office }, own)).toBe(true)
  })

  test('an auditor there sees it, one of elsewhere and one who only summons do not', () => {
    const auditor = actor('audit', 'audit-office', 'officer')
    const under = (grant: ReturnType<typeof aGrant>) =>
      maySee(
        sounding.state,
        contextOf(MONDAY_NINE, auditor, { grants: [...IN_FORCE.grants, grant] }),
      )
    expect(under(aGrant(auditor.office, 'audit'))).toBe(true)
    expect(under(aGrant(auditor.office, 'audit', { area: OTHER_DISTRICT }))).toBe(false)
    expect(under(aGrant(auditor.office, 'summon'))).toBe(false)
  })

  test('a department that may call sees by that its own calls; a sub-district what is called for on its ground', () => {
    const office = actor('bureau', 'calling-office', 'head')
    const under = (power: 'approve' | 'command' | 'veto' | 'grade' | 'supervise', who = office) =>
      maySee(
        sounding.state,
        contextOf(MONDAY_NINE, who, { grants: [...IN_FORCE.grants, aGrant(who.office, power)] }),
      )
    const department = { ...office, forDepartment: true }
    for (const power of ['approve', 'command', 'veto', 'grade'] as const)
      expect([power, under(power), under(power, department)]).toEqual([power, true, false])
    expect(under('supervise', department)).toBe(true)
  })
})

describe('23. Kinds may be confidential: people get assembly place and time, the target only on arrival', () => {
  const kinds = [{ ...EMERGENCY, confidential: true }]
  const raid = aWhistle({ rules: { kinds } }).sounding()

  test('each department learns it when somebody of it has come', () => {
    expect(knowsTarget(raid.whistle, officerOf('police'))).toBe(false)
    const there = raid.did(arrive('police')).whistle
    expect(knowsTarget(there, officerOf('police', 2))).toBe(true)
    expect(knowsTarget(there, officerOf('urban'))).toBe(false)
  })

  test('nothing of it is public until its delay after the close has run out', () => {
    const { calendar } = IN_FORCE
    const { whistle } = raid
    const closed = { ...whistle, endedAt: MONDAY_NINE }
    const later = (days: number) => toInstant(MONDAY_NINE + days * 86_400_000)
    expect(isPublic(whistle, later(365), calendar)).toBe(false)
    expect([29, 32].map(days => isPublic(closed, later(days), calendar))).toEqual([false, true])
    expect(isPublic(sounding.whistle, MONDAY_NINE, calendar)).toBe(true)
    const { policy: _, ...draft } = whistle
    expect(isPublic(draft, later(365), calendar)).toBe(false)
    expect(isPublic({ ...draft, endedAt: MONDAY_NINE }, MONDAY_NINE, calendar)).toBe(true)
  })

  test('after the delay even a department that never came may know it', () => {
    const closed = { ...raid.whistle, endedAt: MONDAY_NINE }
    const police = officerOf('police')
    const known = (days: number) =>
      mayKnowTarget(closed, contextOf(toInstant(MONDAY_NINE + days * 86_400_000), police))
    expect([29, 32].map(known)).toEqual([false, true])
    expect(mayKnowTarget(raid.whistle, contextOf(toInstant(MONDAY_NINE + 1e11), police))).toBe(
      false,
    )
  })

  test('the caller knows it; an open kind hides it from nobody', () => {
    expect(knowsTarget(raid.whistle, commander)).toBe(true)
    expect(knowsTarget(raid.whistle, SYSTEM)).toBe(true)
    expect(knowsTarget(sounding.whistle, officerOf('police'))).toBe(true)
  })
})
