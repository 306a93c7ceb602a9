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
import { EMERGENCY } from '../policy/default-kinds.ts'
import { NOTHING } from './state.ts'
import { knowsTarget, maySee } from './visibility.ts'

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

  test('the caller knows it; an open kind hides it from nobody', () => {
    expect(knowsTarget(raid.whistle, commander)).toBe(true)
    expect(knowsTarget(raid.whistle, SYSTEM)).toBe(true)
    expect(knowsTarget(sounding.whistle, officerOf('police'))).toBe(true)
  })
})
