import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isFormulaLike, neutralCell, plainCell } from './spreadsheet-cell.ts'

describe('a cell of a spreadsheet', () => {
  it.each([
    '=1+1',
    '=HYPERLINK("http://x","y")',
    '+86 10 1234',
    '-2+3+cmd|" /C calc"!A0',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '＝1+1',
    '－1',
    "'=1",
  ])('%j is neutral when it is exported', text => {
    expect(neutralCell(text).startsWith("'")).toBe(true)
    expect(isFormulaLike(neutralCell(text))).toBe(false)
  })

  it.each(['王府井大街', '1号', "'quoted'", 'a=b', ''])('%j stays as it is', text => {
    expect(neutralCell(text)).toBe(text)
  })

  it('comes back as it was, whatever it is', () => {
    const text = fc.string({ unit: fc.constantFrom("'", '=', '-', '@', '\t', ' ', 'a', '街') })
    fc.assert(fc.property(text, written => plainCell(neutralCell(written)) === written))
  })
})
