import { describe, expect, it } from 'vitest'
import { filtersFrom, sortingFrom, sortingText, withFilters } from './address.ts'

describe('filters in the address', () => {
  it('are those that were asked for, and not empty', () => {
    const search = '?act=log_in&person=&other=1'
    expect(filtersFrom(search, ['act', 'person'])).toEqual({ act: 'log_in' })
  })

  it('leave out what nobody types', () => {
    expect(filtersFrom(`?act=${'a'.repeat(301)}`, ['act'])).toEqual({})
  })

  it('change and leave the others alone', () => {
    const search = withFilters('?act=log_in&sort=-at', { act: undefined, outcome: 'refused' })
    expect(search).toBe('?sort=-at&outcome=refused')
    expect(withFilters('?act=log_in', { act: '' })).toBe('')
  })
})

describe('sorting in the address', () => {
  it('comes back as it was written', () => {
    for (const text of ['label', '-at'])
      expect(sortingText(sortingFrom(`?sort=${text}`))).toBe(text)
  })

  it('is absent where nothing is said', () => {
    expect([sortingFrom(''), sortingFrom('?sort='), sortingFrom('?sort=-')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})
