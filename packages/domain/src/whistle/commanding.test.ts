import {
  acceptIt,
  add,
  aGrant,
  approve,
  arrive,
  asks,
  aWhistle,
  claimCommand,
  commander,
  coordination,
  deputy,
  head,
  IN_FORCE,
  keeper,
  leads,
  nameDeputy,
  otherOffice,
  REASON,
  release,
  standDown,
  succeed,
  transferTo,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'

const sounding = aWhistle().sounding()

function transfer(from: { readonly office: string }, to: { readonly office: string }) {
  return { type: 'CommandTransferred', from: from.office, to: to.office, reason: REASON } as const
}

describe('3. Command of a whistle is held by exactly one office at any moment, by a recorded transfer', () => {
  test('handed over to an office that holds the power', () => {
    sounding
      .when(transferTo(deputy.office))
      .then({ ...transfer(commander, deputy), cause: 'handed_over' } as never)
    const handed = sounding.did(transferTo(deputy.office))
    expect(handed.whistle.command).toBe(deputy.office)
    handed.when(standDown('police'), commander).thenRefused('not_in_command', 3)
    handed.when(standDown('police'), deputy).thenAccepted()
  })

  test('not to oneself, nor to an office without the power', () => {
    sounding.when(transferTo(commander.office)).thenRefused('already_in_command', 3)
    sounding.when(transferTo(otherOffice.office)).thenRefused('receiver_lacks_power', 3)
    sounding.when(nameDeputy(otherOffice.office)).thenRefused('receiver_lacks_power', 3)
    sounding.when(nameDeputy(commander.office)).thenRefused('already_in_command', 3)
  })

  test('handed over before it sounds, it stays there', () => {
    const submitted = aWhistle({ kind: 'enforcement' }).submitted()
    const sounded = submitted.did(transferTo(deputy.office), approve)
    expect(sounded.whistle.command).toBe(deputy.office)
  })
})

describe('3. Commander → named deputy → head of the caller → district coordination, claimable when nobody is on duty', () => {
  const claimed = { cause: 'claimed' } as const

  test('each of the chain claims it while no one nearer is on duty', () => {
    for (const claimant of [deputy, head, coordination])
      sounding
        .under({ onDuty: [claimant.office] })
        .when(claimCommand, claimant)
        .then({ ...transfer(commander, claimant), ...claimed } as never)
  })

  test('the holder on duty keeps it; whoever is nearer and on duty comes first', () => {
    const duty = (...on: readonly (typeof head)[]) =>
      sounding.under({ onDuty: on.map(({ office }) => office) })
    duty(commander).when(claimCommand, deputy).thenRefused('commander_on_duty', 3)
    duty(deputy).when(claimCommand, head).thenRefused('somebody_nearer_on_duty', 3)
    duty(head).when(claimCommand, coordination).thenRefused('somebody_nearer_on_duty', 3)
    // Control: whoever is farther away hinders nobody.
    duty(coordination).when(claimCommand, deputy).thenAccepted()
  })

  test('only the chain claims, and not what it holds already', () => {
    const outside = [...IN_FORCE.grants, aGrant(keeper.office, 'command')]
    sounding
      .under({ grants: outside })
      .when(claimCommand, keeper)
      .thenRefused('not_in_the_chain', 3)
    sounding.when(claimCommand, commander).thenRefused('already_in_command', 3)
  })

  test('a newly named deputy stands where the old one stood', () => {
    sounding.when(nameDeputy(head.office)).then({ type: 'DeputyNamed', deputy: head.office })
    sounding
      .did(nameDeputy(head.office))
      .when(claimCommand, deputy)
      .thenRefused('not_in_the_chain', 3)
  })

  test('the first commander claims it back from one who is off duty', () => {
    sounding.did(transferTo(deputy.office)).when(claimCommand, commander).thenAccepted()
  })
})

describe('3. Revoking a grant with open whistles needs a named successor', () => {
  test('the successor takes over from the office that lost it, as part of the revocation', () => {
    sounding
      .when(succeed(commander.office, head.office))
      .then({ ...transfer(commander, head), cause: 'grant_revoked' } as never)
    sounding.when(succeed(deputy.office, head.office)).thenRefused('not_in_command', 3)
    sounding
      .when(succeed(commander.office, otherOffice.office))
      .thenRefused('receiver_lacks_power', 3)
    sounding.when(succeed(commander.office, head.office), head).thenRefused('only_the_system', 3)
  })
})

describe('3. The system itself never releases, accepts or grades', () => {
  test('whatever it tries', () => {
    const done = aWhistle().done()
    done.when(release('police'), SYSTEM).thenRefused('not_for_the_system', 3)
    aWhistle().resolved().when(acceptIt, SYSTEM).thenRefused('not_for_the_system', 3)
    done.when(claimCommand, SYSTEM).thenRefused('not_for_the_system', 3)
  })
})

describe('1. Departments are added by the commander while it sounds', () => {
  test('with clocks of their own, assisting, once', () => {
    const later = sounding.after(7)
    const [called] = later.when(add(asks('water'))).events
    expect(called).toMatchObject({
      type: 'SummonsCalled',
      cause: 'added',
      summons: { department: 'water', round: 1, role: 'assist' },
    })
    later.when(add(asks('police'))).thenRefused('already_summoned', 6)
    later.when(add(leads('water'))).thenRefused('one_lead_needed', 6)
    sounding
      .did(standDown('police'))
      .when(add(leads('water')))
      .thenAccepted()
  })

  test('one that was stood down can be called again, for another round', () => {
    const again = sounding.did(standDown('urban'), add(asks('urban')))
    expect(again.summons('urban')).toMatchObject({ round: 2, status: 'called' })
    again.when(arrive('urban')).thenAccepted()
  })
})
