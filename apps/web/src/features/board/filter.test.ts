import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type BoardFilter, EVERYTHING, fromAddress, matcher, STAGES, toAddress } from './filter.ts'
import { aRow, aSummons, at } from './testing.ts'

const word = fc.stringMatching(/^[\p{L}\d .&=%+#/_-]{1,40}$/u)
const filters: fc.Arbitrary<BoardFilter> = fc
  .record({
    stage: fc.constantFrom(...STAGES),
    isLateOnly: fc.boolean(),
    hasDrills: fc.boolean(),
    kind: fc.option(word, { nil: undefined }),
    department: fc.option(word, { nil: undefined }),
    text: fc.oneof(fc.constant(''), word),
    row: fc.option(word, { nil: undefined }),
    isOpen: fc.boolean(),
    isWall: fc.boolean(),
    hasMap: fc.boolean(),
  })
  .map(filter => ({ ...filter, isOpen: filter.isOpen && filter.row !== undefined }))

describe('the address', () => {
  it('says every filter, and is read back as it was', () => {
    fc.assert(
      fc.property(filters, filter => {
        expect(fromAddress(toAddress(filter))).toEqual(filter)
      }),
    )
  })

  it('is empty for the board as it is first seen', () => {
    expect(toAddress(EVERYTHING)).toBe('')
    expect(fromAddress('')).toEqual(EVERYTHING)
  })

  it('that nobody of us wrote shows the board all the same', () => {
    const odd = `?stage=closed&late=yes&open=1&q=${'x'.repeat(300)}&__proto__=1`
    expect(fromAddress(odd)).toEqual(EVERYTHING)
  })
})

describe('a filter', () => {
  const row = aRow({
    title: '王府井南口 交通拥堵',
    summonses: [aSummons({ missed: ['sign'], signDueAt: at(-1) })],
  })
  const textOf = () => '王府井南口 交通拥堵 traffic police'
  const fits = (change: Partial<BoardFilter>) => matcher({ ...EVERYTHING, ...change }, textOf)(row)

  it('lets through what fits every part of it', () => {
    const part = { isLateOnly: true, kind: 'emergency', department: '110117-police' }
    expect([fits({}), fits(part), fits({ ...part, kind: 'priority' })]).toEqual([true, true, false])
    expect([fits({ stage: 'resolved' }), fits({ department: 'd2' })]).toEqual([false, false])
  })

  it('finds words in any order, in either case', () => {
    expect([fits({ text: 'Police 王府井' }), fits({ text: 'police fire' })]).toEqual([true, false])
  })

  it('hides rehearsals when told to', () => {
    const drill = aRow({ drill: true })
    const shown = (hasDrills: boolean) => matcher({ ...EVERYTHING, hasDrills }, textOf)(drill)
    expect([shown(true), shown(false)]).toEqual([true, false])
  })

  it('of five thousand rows is done long before a finger is lifted', () => {
    const many = Array.from({ length: 5000 }, () => row)
    const startedAt = performance.now()
    const found = many.filter(matcher({ ...EVERYTHING, text: 'police traffic' }, textOf))
    expect(found).toHaveLength(5000)
    expect(performance.now() - startedAt).toBeLessThan(100)
  })
})
