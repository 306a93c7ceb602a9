import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Board, begin, EMPTY, hear, learn, putBack, takeStale } from './merge.ts'
import type { WireRow } from './rows.ts'
import { aSummons, aWireRow } from './testing.ts'

const NAMES = {}
const whistle = (id: string) => ({ kind: 'whistle', id })
const idsOf = ({ rows }: Board) => [...rows.keys()].sort()

describe('the board', () => {
  it('begins with what was fetched, and asks again for what was heard of meanwhile', () => {
    const heard = hear(EMPTY, whistle('w-1'))
    const board = begin(heard, [{ items: [aWireRow({ id: 'w-1' })], names: NAMES }])
    expect([idsOf(board), takeStale(board, 100).ids]).toEqual([['w-1'], ['w-1']])
  })

  it('takes a row away that is closed, or no longer to be seen', () => {
    const rows = ['w-1', 'w-2', 'w-3'].map(id => aWireRow({ id }))
    const board = begin(EMPTY, [{ items: rows, names: NAMES }])
    const closed = aWireRow({ id: 'w-1', status: 'closed' })
    expect(idsOf(learn(board, ['w-1', 'w-2'], { items: [closed], names: NAMES }))).toEqual(['w-3'])
  })

  it('asks once for many events of one whistle, and not for what is none', () => {
    let board = EMPTY
    for (const event of [whistle('w-1'), whistle('w-1'), { kind: 'case', id: 'c-1' }, {}])
      board = hear(board, event)
    expect(takeStale(board, 100).ids).toEqual(['w-1'])
  })

  it('asks again when the question was lost', () => {
    const { board, ids } = takeStale(hear(EMPTY, whistle('w-1')), 100)
    expect([ids, takeStale(board, 100).ids]).toEqual([['w-1'], []])
    expect(takeStale(putBack(board, ids), 100).ids).toEqual(['w-1'])
  })

  it('shows what the server has, however events and answers interleave', () => {
    const statuses = ['sounding', 'resolved', 'closed']
    const change = fc.record({ id: fc.nat({ max: 4 }), status: fc.constantFrom(...statuses) })
    const step = fc.oneof(
      change.map(what => ({ is: 'change', what }) as const),
      fc.constant({ is: 'ask' } as const),
      fc.constant({ is: 'answer' } as const),
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), steps => {
        const server = new Map<string, WireRow>()
        let board = EMPTY
        let asked: { ids: readonly string[]; items: WireRow[] } | undefined
        const ask = () => {
          if (asked !== undefined) return
          const taken = takeStale(board, 2)
          board = taken.board
          const items = taken.ids.flatMap(id => server.get(id) ?? [])
          asked = { ids: taken.ids, items }
        }
        const answer = () => {
          if (asked !== undefined) board = learn(board, asked.ids, { ...asked, names: NAMES })
          asked = undefined
        }
        for (const each of steps) {
          if (each.is === 'ask') ask()
          else if (each.is === 'answer') answer()
          else {
            const id = `w-${each.what.id}`
            server.set(id, aWireRow({ id, status: each.what.status, summonses: [aSummons()] }))
            board = hear(board, whistle(id))
          }
        }
        while (asked !== undefined || board.stale.size > 0) {
          answer()
          ask()
          answer()
        }
        const shown = [...server.values()].filter(({ status }) => status !== 'closed')
        expect(idsOf(board)).toEqual(shown.map(({ id }) => id).sort())
      }),
    )
  })
})
