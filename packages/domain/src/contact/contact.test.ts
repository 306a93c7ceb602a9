import { given } from '@muster/testkit'
import { actor, beijing, contextOf, head, sealed } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'
import type { PersonId } from '../kernel/ids.ts'
import { MINUTE, shift } from '../kernel/time.ts'
import { contactSteps, evolveContacts, NO_CONTACTS, type WayId } from './contact.ts'
import { type ContactCommand, decideContacts, type WantedWay } from './decide.ts'

const now = beijing('2026-03-02 10:00')
const zhao = actor('police-officers', 'police', 'officer', { person: 'zhao' as PersonId })
const contacts = given({ initial: NO_CONTACTS, decide: decideContacts, evolve: evolveContacts })
const id = (text: string) => text as WayId
const phone = sealed('+999')

function way(more: Partial<WantedWay> = {}): WantedWay {
  return {
    id: id('w1'),
    channel: 'sms',
    address: phone,
    enabled: true,
    provesItself: false,
    ...more,
  }
}

function setting(...ways: readonly WantedWay[]): ContactCommand {
  return { type: 'SetContacts', person: zhao.person, ways, language: 'zh' }
}

const as = (who: Parameters<typeof contextOf>[1], minutes = 0) =>
  contextOf(shift(now, minutes * MINUTE), who)
const asking: ContactCommand = {
  type: 'AskWay',
  way: id('w1'),
  proof: 'right',
  until: shift(now, 10 * MINUTE),
}
const giving = (proof: string): ContactCommand => ({ type: 'GiveCode', way: id('w1'), proof })
const written = contacts().when(setting(way()), as(zhao)).thenAccepted()
const asked = written.when(asking, as(zhao)).thenAccepted()

describe('ways of contact', () => {
  test('are their owner’s alone', () => {
    contacts().when(setting(way()), as(head)).thenRefused({ code: 'not_your_contacts', rule: 2 })
    contacts().when(setting(way()), as(SYSTEM)).thenRefused({ code: 'not_for_the_system' })
    written.when(asking, as(head)).thenRefused({ code: 'not_your_contacts' })
    asked.when(giving('right'), as(head)).thenRefused({ code: 'not_your_contacts' })
  })

  test('stand there once each', () => {
    contacts().when(setting(way(), way()), as(zhao)).thenRefused({ code: 'way_twice' })
  })

  test('count once a code has come back', () => {
    expect(contactSteps(written.state, { directoryPhone: false })).toEqual([
      { channel: 'inbox', contact: 'inbox' },
    ])
    const known = asked.when(giving('right'), as(zhao, 1)).thenAccepted()
    expect(contactSteps(known.state, { directoryPhone: true })).toEqual([
      { channel: 'sms', contact: 'w1' },
      { channel: 'inbox', contact: 'inbox' },
    ])
    known.when(asking, as(zhao, 2)).thenRefused({ code: 'way_verified' })
  })

  test('a way that is not there, or not any more, needs no code', () => {
    const gone = asked.when(setting(), as(zhao)).thenAccepted()
    gone.when(asking, as(zhao, 2)).thenRefused({ code: 'unknown_way' })
    gone.when(giving('right'), as(zhao)).thenRefused({ code: 'unknown_way' })
  })

  test('a wrong code counts; after five, or when its time is over, another one is needed', () => {
    let tried = asked
    for (const _ of [1, 2, 3, 4, 5]) tried = tried.when(giving('wrong'), as(zhao)).thenAccepted()
    tried.when(giving('right'), as(zhao)).thenRefused({ code: 'code_over' })
    asked.when(giving('right'), as(zhao, 10)).thenRefused({ code: 'code_over' })
    asked.when(asking, as(zhao)).thenRefused({ code: 'code_just_sent' })
    tried.when(asking, as(zhao, 1)).thenAccepted()
    contacts().when(asking, as(zhao)).thenRefused({ code: 'unknown_way' })
    const other: ContactCommand = { ...asking, way: id('w9') }
    written.when(other, as(zhao)).thenRefused({ code: 'unknown_way' })
  })

  test('an address that changes has to be proved again; one that stays has not', () => {
    const known = asked.when(giving('right'), as(zhao, 1)).thenAccepted()
    const same = known.when(setting(way({ enabled: false })), as(zhao, 2)).thenAccepted()
    expect(same.state).toMatchObject({ ways: [{ enabled: false, verifiedAt: shift(now, MINUTE) }] })
    const moved = known.when(setting(way({ address: sealed('+1') })), as(zhao, 2)).thenAccepted()
    expect(moved.state).not.toHaveProperty('ways.0.verifiedAt')
    const browser = way({ channel: 'web_push', provesItself: true })
    expect(written.when(setting(browser), as(zhao)).thenAccepted().state).toMatchObject({
      ways: [{ verifiedAt: now }],
    })
  })
})

describe('ways that are brought in with a city', () => {
  const ways = [{ id: id('w1'), channel: 'sms', address: phone, enabled: true, verifiedAt: now }]
  const taking: ContactCommand = {
    type: 'TakeOverContacts',
    contacts: { person: zhao.person, ways, language: 'en', atOnce: true },
  }

  test('are as proved as they were, by the system alone', () => {
    contacts().when(taking, as(zhao)).thenRefused({ code: 'only_the_system' })
    const taken = contacts().when(taking, as(SYSTEM)).thenAccepted()
    expect(taken.state).toMatchObject({ ways, language: 'en', atOnce: true })
  })

  test('take no place of what the person has set', () => {
    written.when(taking, as(SYSTEM)).then()
  })
})

describe('a way whose address is gone', () => {
  const browser = way({ channel: 'web_push', provesItself: true })
  const having = contacts()
    .when(setting(browser, way({ id: id('w2') })), as(zhao))
    .thenAccepted()
  const losing: ContactCommand = { type: 'LoseWay', way: id('w1'), address: phone }

  test('is taken away by the system alone, and by nobody twice', () => {
    having.when(losing, as(zhao)).thenRefused({ code: 'only_the_system' })
    const lost = having.when(losing, as(SYSTEM)).thenAccepted()
    expect(lost.state).toMatchObject({ ways: [{ id: 'w2' }] })
    lost.when(losing, as(SYSTEM)).thenRefused({ code: 'unknown_way' })
    contacts().when(losing, as(SYSTEM)).thenRefused({ code: 'unknown_way' })
  })

  test('stays where it has another address meanwhile', () => {
    const moved = having
      .when(setting({ ...browser, address: sealed('+1') }), as(zhao))
      .thenAccepted()
    moved.when(losing, as(SYSTEM)).thenRefused({ code: 'unknown_way' })
  })
})

describe('the steps to a person', () => {
  const both = contacts()
    .when(
      setting(
        way({ provesItself: true }),
        way({ id: id('w2'), channel: 'email', provesItself: true }),
        way({ id: id('w3'), channel: 'robot', provesItself: true, enabled: false }),
      ),
      as(zhao),
    )
    .thenAccepted().state
  const channelsOf = (...asked: Parameters<typeof contactSteps>) =>
    contactSteps(...asked).map(({ channel }) => channel)

  test('follow the person’s own order, without what is switched off', () => {
    expect(channelsOf(both, { directoryPhone: true })).toEqual(['sms', 'email', 'inbox'])
  })

  test('or the ladder’s channels; when the person has none of them, their own', () => {
    expect(channelsOf(both, { directoryPhone: true }, ['email', 'sms'])).toEqual(['email', 'sms'])
    expect(channelsOf(both, { directoryPhone: true }, ['fax'])).toEqual(['sms', 'email', 'inbox'])
  })

  test('whoever set nothing is tried by the phone of the directory, then the inbox', () => {
    expect(channelsOf(NO_CONTACTS, { directoryPhone: true })).toEqual(['sms', 'inbox'])
    expect(channelsOf(NO_CONTACTS, { directoryPhone: false })).toEqual(['inbox'])
  })

  test('a browser alone does not take the place of the phone; the inbox alone was chosen', () => {
    const browser = way({ channel: 'web_push', provesItself: true })
    const inbox = way({ id: id('inbox'), channel: 'inbox', provesItself: true })
    const having = (...ways: ReturnType<typeof way>[]) =>
      contacts()
        .when(setting(...ways), as(zhao))
        .thenAccepted().state
    const has = { directoryPhone: true }
    expect(channelsOf(having(browser, inbox), has)).toEqual(['web_push', 'sms', 'inbox'])
    expect(channelsOf(having(browser), has)).toEqual(['web_push', 'sms', 'inbox'])
    expect(channelsOf(having(inbox), has)).toEqual(['inbox'])
  })
})
