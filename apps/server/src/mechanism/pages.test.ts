import { describe, expect, it } from 'vitest'
import { pageById } from './pages.ts'

const same = { id: (item: string) => item, view: (item: string) => item }

describe('pages of what is kept in memory', () => {
  const all = ['d', 'a', 'c', 'b', 'e']

  it('go on from the last id, each item once', () => {
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const { items, next } = pageById(all, { cursor, limit: 2 }, same)
      seen.push(...items)
      cursor = next
    } while (cursor !== undefined)
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e'])
  })

  it('end without a cursor when nothing is left, also when the last page is full', () => {
    expect(pageById(all, { limit: 5 }, same)).not.toHaveProperty('next')
    expect(pageById([], { limit: 5 }, same)).toEqual({ items: [] })
  })

  it('lose nothing when an item is added between two pages', () => {
    const { next } = pageById(all, { limit: 2 }, same)
    expect(pageById([...all, 'bb'], { cursor: next, limit: 5 }, same).items).toEqual([
      'bb',
      'c',
      'd',
      'e',
    ])
  })
})
