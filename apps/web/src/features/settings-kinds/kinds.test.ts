import { EMERGENCY } from '@muster/domain'
import { describe, expect, it } from 'vitest'
import { sayIn } from '../../i18n/words.ts'
import { changesBetween, factsOf, type Kind } from './kind-facts.ts'
import { fromFields, toFields } from './kind-form.ts'
import { isAlways, nextVersion, placeVersions, type Version } from './kind-versions.ts'
import { kindsWords } from './words.ts'

const from = (effectiveFrom: string, version: string): Version =>
  ({ ...EMERGENCY, effectiveFrom, version }) as unknown as Version
const FIRST = from('1970-01-01T00:00:00Z', '1')
const NOW = Date.parse('2026-11-23T09:00:00+08:00')
const speech = (tag: 'zh-CN' | 'en') => ({
  say: sayIn(kindsWords, tag),
  tag,
  channel: (code: string) => code,
  act: (code: string) => code,
})

describe('versions of a kind', () => {
  it('follow each other in time, the last one first', () => {
    const versions = [
      FIRST,
      from('2026-01-01T00:00:00+08:00', '2'),
      from('2027-01-01T00:00:00+08:00', '3'),
    ]
    const placed = placeVersions(versions, NOW)
    expect(placed.map(({ kind, state, until }) => [kind.version, state, until])).toEqual([
      ['3', 'future', undefined],
      ['2', 'in_force', '2027-01-01T00:00:00+08:00'],
      ['1', 'past', '2026-01-01T00:00:00+08:00'],
    ])
    expect(placed.map(({ before }) => before?.version)).toEqual(['2', '1', undefined])
  })

  it('are replaced before they ever held by one of the same moment', () => {
    const same = '2027-01-01T00:00:00+08:00'
    const placed = placeVersions([FIRST, from(same, '2'), from(same, '3')], NOW)
    expect(placed.map(({ kind, state }) => [kind.version, state])).toEqual([
      ['3', 'future'],
      ['2', 'superseded'],
      ['1', 'in_force'],
    ])
  })

  it('are numbered on', () => {
    expect(nextVersion([FIRST, from('2026-01-01T00:00:00Z', '12')])).toBe('13')
    expect(nextVersion([{ version: 'trial' }])).toBe('1')
    expect([isAlways(FIRST.effectiveFrom), isAlways('2026-01-01T00:00:00Z')]).toEqual([true, false])
  })
})

describe('the form of a version', () => {
  const next = { version: '2', effectiveFrom: '2026-12-01T00:00:00+08:00' }

  it('gives back what it was filled with', () => {
    const { homeAddress: _home, ...same } = fromFields(toFields(FIRST, next))
    expect(same).toEqual({ ...FIRST, ...next })
  })

  it('sends no clock without an amount, and no step that is half repeated', () => {
    const fields = toFields(FIRST, next)
    const kind = fromFields({
      ...fields,
      summonsClocks: { ...fields.summonsClocks, finish: { amount: null, unit: 'minutes' } },
      ladders: {
        ...fields.ladders,
        sign: [
          { minutes: 0, tell: 'head', act: 'page', everyMinutes: 5, times: null, channels: [] },
          { minutes: 5, tell: 'team', act: 'page', everyMinutes: 5, times: 3, channels: ['sms'] },
        ],
        finish: [],
      },
    })
    expect(kind.summonsClocks.finish).toBeUndefined()
    expect(kind.ladders.finish).toBeUndefined()
    expect(kind.ladders.sign).toEqual([
      { minutes: 0, tell: 'head', act: 'page' },
      {
        minutes: 5,
        tell: 'team',
        act: 'page',
        channels: ['sms'],
        repeat: { everyMinutes: 5, times: 3 },
      },
    ])
  })
})

describe('what a version says', () => {
  it('is said in words', () => {
    const facts = new Map(factsOf(FIRST as Kind, speech('zh-CN')).map(one => [one.key, one.value]))
    expect(facts.get('clock.arrive')).toBe('30 分钟')
    expect(facts.get('clock.contact')).toBe('不跑')
    expect(facts.get('blowers')).toBe('负责人、副职、值班长')
    expect(facts.get('ladder.sign')?.split('\n')[0]).toBe('到期前 2 分钟，urge 值班岗')
    expect(facts.get('ladder.grade')).toBe('不告诉任何人')
  })

  it('and what differs, before and after', () => {
    const after = {
      ...(FIRST as Kind),
      disputeOnScene: false,
      summonsClocks: { ...FIRST.summonsClocks, arrive: { amount: 2, unit: 'working_hours' } },
    } as Kind
    expect(changesBetween(FIRST as Kind, after, speech('en'))).toEqual([
      {
        key: 'clock.arrive',
        section: 'clocks',
        label: 'Arrive',
        before: '30 min',
        after: '2 working hours',
      },
      {
        key: 'disputeOnScene',
        section: 'returns',
        label: 'Come first, dispute on the scene',
        before: 'yes',
        after: 'no',
      },
    ])
    expect(changesBetween(FIRST as Kind, FIRST as Kind, speech('en'))).toEqual([])
  })
})
