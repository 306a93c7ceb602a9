import { describe, expect, it } from 'vitest'
import { added, fromClock, isKept, isProved, moved, toBody, toClock, toDraft } from './ways.ts'

const phone = {
  id: 'phone',
  channel: 'sms',
  address: '+99900000001',
  enabled: true,
  verifiedAt: '2026-11-01T00:00:00Z',
}
const browser = { id: 'browser-1', channel: 'web_push', address: '{}', enabled: true }
const contacts = {
  person: 'p-1',
  ways: [phone, browser],
  language: 'zh',
  atOnce: false,
  tried: ['sms'],
} as const
const draft = toDraft({ ...contacts, ways: [...contacts.ways], tried: [] })
const [first, second] = draft.ways

describe('own ways of contact', () => {
  it('go back as they came: nothing that was proved has to be proved again', () => {
    expect(toBody(draft)).toEqual({
      ways: [
        { id: 'phone', channel: 'sms', enabled: true },
        { id: 'browser-1', channel: 'web_push', enabled: true },
      ],
      language: 'zh',
      atOnce: false,
    })
  })

  it('that were typed over are told, and are not proved any more', () => {
    if (first === undefined) throw new Error('no way')
    const typed = { ...first, address: ' +99900000002 ' }
    expect(toBody({ ...draft, ways: [typed] }).ways).toEqual([
      { id: 'phone', channel: 'sms', enabled: true, address: '+99900000002' },
    ])
    expect([isProved(first), isProved(typed), isKept(first), isKept(typed)]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('change places, and stay where there is none', () => {
    expect(moved(draft.ways, 0, 1)).toEqual([second, first])
    expect(moved(draft.ways, 1, 1)).toEqual(draft.ways)
  })

  it('have names of their own', () => {
    const ways = added(added(draft.ways, 'email'), 'email')
    expect(ways.slice(2).map(({ id }) => id)).toEqual(['email', 'email-2'])
  })
})

describe('quiet hours', () => {
  it('are told with their beginning and end, only when they are wanted', () => {
    expect(toBody({ ...draft, isQuiet: true }).quiet).toEqual({ from: 1320, until: 420 })
  })

  it('read as a clock', () => {
    expect([toClock(1320), fromClock('07:05'), fromClock('')]).toEqual(['22:00', 425, undefined])
  })
})
