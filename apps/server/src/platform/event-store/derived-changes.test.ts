import { describe, expect, test } from 'vitest'
import { deadlineChanges, rowChanges } from './derived-changes.ts'
import type { Json, ReadRow } from './types.ts'

const row = (id: string, values: Readonly<Record<string, Json>> = {}): ReadRow => ({
  table: 't',
  key: { district: '110101', id },
  values,
})

const timer = (key: string, dueAt = 1, kind = 'ring') => ({ key, kind, dueAt })

describe('what changes from one state to the next', () => {
  test('is the columns that differ, and nothing where none does', () => {
    const before = [row('a', { n: 1, tags: ['x'] }), row('b', { n: 1, deep: { to: [1] } })]
    const same = [row('a', { n: 1, tags: ['x'] }), row('b', { n: 1, deep: { to: [1] } })]
    expect(rowChanges(before, same)).toMatchObject({ added: [], changed: [], gone: [] })
    const after = [row('a', { n: 1, tags: ['x', 'y'] }), row('b', { n: 2, deep: { to: [2] } })]
    expect(rowChanges(before, after).changed).toEqual([
      { row: after[0], columns: ['tags'] },
      { row: after[1], columns: ['n', 'deep'] },
    ])
  })

  test('is found wherever it stands', () => {
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map(id => row(id, { n: 1 })) as [
      ReadRow,
      ReadRow,
      ReadRow,
      ReadRow,
    ]
    expect(rowChanges([a, b, c], [c, a, d])).toMatchObject({ added: [d], changed: [], gone: [b] })
    expect(rowChanges([], [a, b])).toMatchObject({ added: [a, b], changed: [], gone: [] })
    expect(rowChanges([a, b], [])).toMatchObject({ added: [], changed: [], gone: [a, b] })
    const moved = row('c', { n: 2 })
    expect(rowChanges([a, b, c], [b, moved]).changed).toEqual([{ row: moved, columns: ['n'] }])
    const elsewhere = { ...row('a'), table: 'u' }
    expect(rowChanges([row('a')], [elsewhere])).toMatchObject({
      added: [elsewhere],
      changed: [],
      gone: [row('a')],
    })
  })

  test('is a timer that is new, moved, of another kind, or gone', () => {
    const before = [timer('a'), timer('b'), timer('c'), timer('d')]
    const after = [timer('a'), timer('b', 2), timer('d', 1, 'knock'), timer('e')]
    expect(deadlineChanges(before, after)).toMatchObject({
      added: [timer('e')],
      changed: [timer('b', 2), timer('d', 1, 'knock')],
      gone: [timer('c')],
    })
  })

  test('leaves what did not change the object that it was', () => {
    const before = [row('a', { n: 1 }), row('b', { n: 1 }), row('c', { n: 1 })]
    const after = [row('a', { n: 1 }), row('d'), row('c', { n: 1 }), row('b', { n: 2 })]
    const rows = rowChanges(before, after).kept
    expect(rows).toEqual(after)
    expect(rows.map(one => before.indexOf(one))).toEqual([0, -1, 2, -1])
    const armed = [timer('a'), timer('b')]
    const now = [timer('b'), timer('c'), timer('a', 2)]
    const { kept } = deadlineChanges(armed, now)
    expect(kept).toEqual(now)
    expect(kept.map(one => armed.indexOf(one))).toEqual([1, -1, -1])
  })
})
