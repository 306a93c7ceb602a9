import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { duration } from './duration.ts'
import { divisionCode, id, idempotencyKey } from './id.ts'
import { instant, setDisplayOffset, toRfc3339 } from './instant.ts'
import { page, pageQuery } from './page.ts'
import { point } from './place.ts'
import { line, text } from './text.ts'

describe('text', () => {
  const words = text({ max: 5 })

  it('names one limit, however far beyond it', () => {
    const { error } = words.safeParse('x'.repeat(1000))
    expect(error?.issues.map(issue => issue.code === 'too_big' && issue.maximum)).toEqual([5])
  })

  it('is trimmed and kept with its line breaks', () => {
    expect(words.parse('  王府\n井 ')).toBe('王府\n井')
  })

  it.each([
    ['only blanks', '   '],
    ['too long', '123456'],
    ['NUL', 'a\u0000b'],
    ['a bell', 'a\u0007b'],
    ['a C1 control', 'a\u0085b'],
    ['a lone high surrogate', 'a\ud800'],
    ['a lone low surrogate', '\udc00a'],
    ['a number', 5],
  ])('refuses %s', (_, value) => {
    expect(words.safeParse(value).success).toBe(false)
  })

  it.each([
    ['zero-width characters', '\u200b\u200c\u200d\u200e\u200f'],
    ['a word joiner and a byte order mark', '\u2060\u200b\ufeff\u200b'],
    ['bidi controls', '\u202a\u202e\u2066\u2069\u061c'],
    ['letters that are drawn empty', '\u3164\uffa0\u115f\u1160'],
    ['a blank of Braille', '\u2800'],
    ['a soft hyphen between blanks', '\u00ad \u3000 \u00ad'],
    ['variation selectors and tags', '\ufe0f\u{e0041}\u{e0100}'],
    ['a mark without a letter', '\u0301'],
    ['code points that are no characters', '\uffff\ufdd0'],
  ])('refuses what nobody sees: %s', (_, value) => {
    const { error } = text({ max: 20 }).safeParse(value)
    expect(error?.issues.map(issue => issue.message)).toEqual(['nothing_visible'])
    expect(text({ max: 20, min: 0 }).safeParse(value).success).toBe(true)
  })

  it.each([
    ['a family of joined emoji', '👨\u200d👩\u200d👧'],
    ['a word with a zero-width joiner', 'نامه\u200cای'],
    ['a letter with a mark', 'e\u0301'],
    ['a character of private use', '\ue863'],
    ['a single sign', '·'],
  ])('takes %s', (_, value) => {
    expect(text({ max: 20 }).parse(value)).toBe(value)
  })

  it('accepts a character outside the basic plane', () => {
    expect(words.parse('𠮷野')).toBe('𠮷野')
  })

  it('refuses a line break where one line is asked', () => {
    expect(line({ max: 10 }).safeParse('a\nb').success).toBe(false)
  })
})

describe('ids', () => {
  it.each(['w-1', 'A', '110101.x_y'])('accepts %s', value => {
    expect(id.parse(value)).toBe(value)
  })
  it.each(['', '../x', 'a/b', '-a', 'a-', 'a b', 'a'.repeat(65), '事'])('refuses %j', value => {
    expect(id.safeParse(value).success).toBe(false)
  })
  it('knows division codes', () => {
    expect(divisionCode.safeParse('110101').success).toBe(true)
    expect(divisionCode.safeParse('1101').success).toBe(false)
  })
  it('takes 1 to 128 printable characters as idempotency key', () => {
    expect(idempotencyKey.safeParse('x'.repeat(128)).success).toBe(true)
    expect(idempotencyKey.safeParse('x'.repeat(129)).success).toBe(false)
    expect(idempotencyKey.safeParse('a b').success).toBe(false)
  })
})

describe('instant', () => {
  it('reads any offset and writes the display offset', () => {
    const at = instant.parse('2017-09-12T06:07:00Z')
    expect(at).toBe(Date.UTC(2017, 8, 12, 6, 7))
    expect(z.encode(instant, at)).toBe('2017-09-12T14:07:00+08:00')
    expect(instant.parse('2017-09-12T14:07:00.250+08:00')).toBe(at + 250)
    expect(toRfc3339(at + 250)).toBe('2017-09-12T14:07:00.250+08:00')
  })

  it('follows another display offset', () => {
    setDisplayOffset(() => -210)
    expect(toRfc3339(Date.UTC(2017, 8, 12, 1, 7))).toBe('2017-09-11T21:37:00-03:30')
    setDisplayOffset(() => 480)
  })

  it.each([
    '2017-09-12T14:07:00',
    '2017-09-12',
    '2017-02-30T00:00:00Z',
    '2017-13-01T00:00:00Z',
    '2017-09-12T24:00:00Z',
    '2017-09-12T14:60:00Z',
    '1999-12-31T23:59:59Z',
    '2100-01-01T00:00:00Z',
    '2017-09-12T14:07:00+24:00',
    'yesterday',
  ])('refuses %s', value => {
    expect(instant.safeParse(value).success).toBe(false)
  })

  it.each([
    ['1999-12-31T23:59:59Z', 'year_out_of_range'],
    ['2100-01-01T00:00:00Z', 'year_out_of_range'],
    ['2017-02-30T00:00:00Z', 'not_an_instant'],
  ])('says of %s what is wrong with it', (value, code) => {
    expect(instant.safeParse(value).error?.issues.map(({ message }) => message)).toEqual([code])
  })
})

describe('duration', () => {
  it.each([
    ['PT30M', 1_800_000],
    ['P1DT2H', 93_600_000],
    ['PT45S', 45_000],
  ])('reads and writes %s', (value, length) => {
    expect(duration.parse(value)).toBe(length)
    expect(z.encode(duration, length)).toBe(value)
  })
  it.each(['P', 'PT', 'P1M', '30', 'PT-5M', 'PT0S'])('refuses %s', value => {
    expect(duration.safeParse(value).success).toBe(false)
  })
})

describe('point', () => {
  it('is on the planet, longitude first', () => {
    expect(point.safeParse({ type: 'Point', coordinates: [117.3, 40.1] }).success).toBe(true)
  })
  it.each([
    [[40.1, 117.3]],
    [[181, 0]],
    [[Number.NaN, 0]],
    [[Number.POSITIVE_INFINITY, 0]],
    [['117', 40]],
    [[117, 40, 5]],
  ])('refuses %j', coordinates => {
    expect(point.safeParse({ type: 'Point', coordinates }).success).toBe(false)
  })
  it('refuses unknown fields', () => {
    expect(point.safeParse({ type: 'Point', coordinates: [1, 1], crs: 'GCJ-02' }).success).toBe(
      false,
    )
  })
})

describe('page', () => {
  it('has a default size and bounds', () => {
    const query = z.strictObject(pageQuery)
    expect(query.parse({})).toEqual({ limit: 50 })
    expect(query.safeParse({ limit: '0' }).success).toBe(false)
    expect(query.safeParse({ limit: '1e9' }).success).toBe(false)
    expect(query.safeParse({ cursor: 'a b' }).success).toBe(false)
  })
  it('carries items', () => {
    expect(page(id).parse({ items: ['a'] })).toEqual({ items: ['a'] })
  })
})
