import { PAGE_ACTS, type PageAct, toInstant, type Whistle } from '@muster/domain'
import { aWhistle, beijing } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type Telling, type Told, type ToldPage, wordsOf } from './words.ts'

const CHANNELS = ['email', 'web_push', 'webhook', 'wecom', 'sms', 'inbox']
const LINK = 'https://muster.example/a#AayFq3v8k2m9x4c7b5n6tZr1Qw'

const names: Telling['names'] = {
  organisation: id => `单位${id}`,
  office: id => id,
  person: () => 'PLANTED-PERSON',
  area: id => id,
  time: at => new Date(at + 8 * 3_600_000).toISOString().slice(11, 16),
  text: sealed => `«${sealed}»`,
}

const sounding: Whistle = aWhistle().submitted().whistle
const [first] = Object.values(sounding.summonses)

function told(act: PageAct, more: Partial<Told> = {}, whistle = sounding): ToldPage {
  const order: Told = {
    act,
    ...(first ? { department: first.department, round: 1 } : {}),
    clock: 'sign',
    dueAt: beijing('2026-03-02 09:05'),
    gap: false,
    drill: false,
    confidential: false,
    ...more,
  }
  return { order, whistle }
}

function tell(all: readonly ToldPage[], more: Partial<Telling> = {}) {
  return wordsOf(all, { names, language: 'zh', channel: 'email', isInvented: false, ...more })
}

describe.each(['zh', 'en'] as const)('words in %s', language => {
  test.each(PAGE_ACTS)('%s has some of its own in every channel', act => {
    for (const channel of CHANNELS) {
      const { title, text } = tell([told(act)], { channel, language })
      const said = `${title}\n${text}`
      expect(title.length).toBeGreaterThan(3)
      expect(text.length).toBeGreaterThan(10)
      expect(said).not.toMatch(/undefined|null|\[object| {2}|，，|。。|\.\./)
      expect(said).not.toContain('PLANTED-PERSON')
      // Neither writes the other's language between its own words.
      if (language === 'en')
        expect(said.replaceAll(/[«“].*?[»”]|单位/g, '')).not.toMatch(/\p{Script=Han}/u)
    }
  })

  test('no two acts are told alike', () => {
    const titles = PAGE_ACTS.map(act => tell([told(act)], { language }).title)
    expect(new Set(titles).size).toBe(PAGE_ACTS.length)
  })

  test('a text message is one short line', () => {
    for (const act of PAGE_ACTS) {
      const { text } = tell([told(act)], { channel: 'sms', language })
      expect(text).not.toContain('\n')
      expect(text.length).toBeLessThan(language === 'zh' ? 110 : 220)
    }
  })

  test('a rehearsal and what is made up say so first, in every channel', () => {
    const marks = { zh: '【虚构】【演练】', en: '[Invented] [Drill] ' }
    for (const channel of CHANNELS) {
      const drill = tell([told('call', { drill: true })], { channel, language, isInvented: true })
      expect(drill.title.startsWith(marks[language])).toBe(true)
      expect(drill.text.startsWith(marks[language])).toBe(true)
    }
  })

  test('several are one message that names the outage', () => {
    const outage = { from: beijing('2026-03-02 08:00'), to: beijing('2026-03-02 08:40') }
    const all = PAGE_ACTS.slice(0, 3).map(act => told(act))
    const { title, text } = tell(all, { language, outage })
    expect(title).toContain('3')
    expect(text).toContain('08:00')
    expect(text).toContain('08:40')
    expect(text.split('\n')).toHaveLength(4)
  })
})

describe('a confidential target', () => {
  const kind = sounding.policy
  const secret: Whistle = {
    ...sounding,
    ...(kind ? { policy: { ...kind, confidential: true } } : {}),
  }
  const targetWords = [secret.draft.title, secret.draft.place.text, first?.ask.text ?? 'none']
  const leaks = (whistle: Whistle, channel: string) =>
    PAGE_ACTS.flatMap(act => {
      const page = told(act, { confidential: true }, whistle)
      const said = JSON.stringify(tell([page], { channel }))
      // Where people come together is told, whatever it is called.
      const elsewhere = said.replaceAll(secret.draft.assembly.place, '')
      return targetWords.filter(word => elsewhere.includes(word)).map(word => `${act}: ${word}`)
    })

  test('is named to nobody before the department has arrived', () => {
    for (const channel of CHANNELS) expect(leaks(secret, channel)).toEqual([])
    const bundle = tell([told('call', { confidential: true }, secret), told('urge', {}, secret)])
    for (const word of targetWords) expect(bundle.text).not.toContain(word)
  })

  test('is named afterwards, but never in a group (control: it can be named)', () => {
    const there = aWhistle().onScene().whistle
    const arrived: Whistle = {
      ...there,
      ...(kind ? { policy: { ...kind, confidential: true } } : {}),
    }
    expect(leaks(arrived, 'email')).not.toEqual([])
    for (const group of ['wecom', 'dingtalk', 'feishu']) expect(leaks(arrived, group)).toEqual([])
  })
})

describe('an answer', () => {
  test('is asked for by a link, or by a code in a text message', () => {
    expect(tell([told('call')], { link: LINK }).link).toBe(LINK)
    const reply = { act: 'sign', code: '482190' } as const
    expect(tell([told('call')], { channel: 'sms', reply }).text).toContain('回复“签收482190”')
    expect(tell([told('call')], { channel: 'sms', reply, language: 'en' }).text).toContain(
      '"sign 482190"',
    )
  })

  test('of a head says why it comes to them', () => {
    expect(tell([told('call', { gap: true })]).text).toContain('值班表上无人')
    expect(tell([told('call', { gap: true })], { channel: 'sms' }).text).toContain('值班无人')
  })

  test('is due at the time of its clock', () => {
    expect(tell([told('call', { dueAt: toInstant(beijing('2026-03-02 09:05')) })]).text).toContain(
      '09:05',
    )
  })
})
