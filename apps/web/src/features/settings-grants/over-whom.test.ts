import { describe, expect, it } from 'vitest'
import { sayIn } from '../../i18n/words.ts'
import { type OverWhom, overWords } from './over-whom.ts'
import { grantsWords } from './words.ts'

const names = {
  '110117': { zh: '平谷区', en: 'Pinggu' },
  '110000': { zh: '北京市', en: 'Beijing' },
  'd-1': { zh: '公安', en: 'Police' },
  'd-2': { zh: '水务', en: 'Water' },
}

const said = (departments: OverWhom, tag: 'zh-CN' | 'en' = 'en') =>
  overWords(departments, { tag, names, say: sayIn(grantsWords, tag) })

describe('over whom a grant reaches', () => {
  it('is everybody', () => {
    expect(said('all')).toBe('all departments')
  })

  it('is whoever belongs to some districts', () => {
    expect(said({ districts: ['110117', '110000'] })).toBe('all departments of Pinggu, Beijing')
    expect(said({ districts: ['110117', '110000'] }, 'zh-CN')).toBe('平谷区、北京市的所有部门')
  })

  it('is a few by name, and of many how many', () => {
    expect(said(['d-1', 'd-2'])).toBe('Police, Water')
    expect(said(['d-1', 'd-2', 'd-3'])).toBe('Police, Water and more, 3 in all')
    expect(said(['d-9'])).toBe('d-9')
  })
})
