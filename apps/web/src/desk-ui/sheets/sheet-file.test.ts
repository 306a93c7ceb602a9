import { describe, expect, it } from 'vitest'
import { changesAnything, sheetTypeOf } from './sheet-file.ts'

describe('a file of tables', () => {
  it('is known by its name', () => {
    expect(sheetTypeOf('十一月值班表.XLSX')).toContain('spreadsheetml')
    expect(sheetTypeOf('duty.csv')).toBe('text/csv')
    expect(sheetTypeOf('duty.xls')).toBeUndefined()
  })

  it('changes something by what is new, changed or removed', () => {
    const line = { name: 'duty', rows: 2, added: 0, changed: 0, unchanged: 2, bad: 0 }
    const of = (part: object) => ({
      applied: false,
      lines: [{ ...line, ...part }],
      problems: [],
      problemCount: 0,
    })
    expect(changesAnything(of({}))).toBe(false)
    expect(changesAnything(of({ removed: 1 }))).toBe(true)
    expect(changesAnything(of({ added: 1 }))).toBe(true)
  })
})
