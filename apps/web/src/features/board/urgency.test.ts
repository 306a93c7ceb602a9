import { describe, expect, it } from 'vitest'
import { firstOwed } from './rows.ts'
import { aRow, aSummons, at, NOON } from './testing.ts'
import { bandOf, byUrgency } from './urgency.ts'

const called = (signIn: number) => [aSummons({ signDueAt: at(signIn), arriveDueAt: at(30) })]
const late = (since: number) => [
  aSummons({ signDueAt: at(-since), missed: ['sign'], arriveDueAt: at(30) }),
]

describe('what a row is held to', () => {
  it('is the first thing that is not done, of the department that is due first', () => {
    const row = aRow({
      summonses: [
        aSummons({ status: 'signed', signDueAt: at(-3), arriveDueAt: at(25) }),
        aSummons({ department: 'd2', signDueAt: at(2), arriveDueAt: at(30) }),
        aSummons({ department: 'd3', status: 'released', signDueAt: at(-9) }),
      ],
    })
    expect(firstOwed(row)).toEqual({ what: 'sign', dueAt: NOON + 120_000 })
  })

  it('is an arrival until somebody is there, missed or not', () => {
    const owed = (arrived: boolean) =>
      firstOwed(
        aRow({
          summonses: [
            aSummons({
              status: arrived ? 'on_scene' : 'en_route',
              arrived,
              missed: ['arrive'],
              arriveDueAt: at(-2),
              finishDueAt: at(600),
            }),
          ],
        }),
      )?.what
    expect([owed(false), owed(true)]).toEqual(['arrive', 'finish'])
  })
})

describe('the order of the board', () => {
  it('is who needs a person next, and not age', () => {
    const oldQuiet = aRow({ id: 'w-quiet', draftedAt: at(-900), summonses: [] })
    const running = aRow({ id: 'w-running', summonses: called(60) })
    const near = aRow({ id: 'w-near', summonses: called(4) })
    const ruling = aRow({ id: 'w-ruling', summonses: [aSummons({ disputed: true })] })
    const silent = aRow({ id: 'w-silent', summonses: late(1) })
    const longSilent = aRow({ id: 'w-long-silent', summonses: late(20) })
    const all = [oldQuiet, running, near, ruling, silent, longSilent]
    expect(byUrgency(all, NOON).map(({ id }) => id)).toEqual([
      'w-long-silent',
      'w-silent',
      'w-near',
      'w-ruling',
      'w-running',
      'w-quiet',
    ])
  })

  it('moves a row up when its time comes', () => {
    const row = aRow({ summonses: called(30) })
    expect([bandOf(row, NOON), bandOf(row, NOON + 21 * 60_000)]).toEqual(['running', 'near'])
  })

  it('asks for a decision on what was submitted, resolved, disputed or claimed done', () => {
    const bands = [
      aRow({ status: 'submitted', summonses: [] }),
      aRow({ status: 'resolved', summonses: [] }),
      aRow({ summonses: [aSummons({ disputed: true })] }),
      aRow({ summonses: [aSummons({ status: 'done_claimed', arrived: true })] }),
      aRow({ summonses: [aSummons({ status: 'released', disputed: true })] }),
    ].map(row => bandOf(row, NOON))
    expect(bands).toEqual(['decision', 'decision', 'decision', 'decision', 'quiet'])
  })

  it('is the same whatever order the rows came in', () => {
    const rows = [1, 2, 3, 4].map(n => aRow({ id: `w-${n}`, summonses: called(n % 2) }))
    const ids = byUrgency(rows, NOON).map(({ id }) => id)
    expect(byUrgency(rows.toReversed(), NOON).map(({ id }) => id)).toEqual(ids)
  })
})
