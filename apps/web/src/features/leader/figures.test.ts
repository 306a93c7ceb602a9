import { describe, expect, it } from 'vitest'
import type { BoardWhistle } from '../../desk-ui/board-pages.ts'
import {
  type BoardSummons,
  blownAgain,
  byWhistle,
  FEWEST_CASES,
  groupsOf,
  intervalOf,
  lookNow,
  soundedIn,
} from './figures.ts'

const at = (text: string) => Date.parse(text)

const SUMMONS: BoardSummons = {
  department: '110117-water',
  round: 1,
  role: 'lead',
  status: 'called',
  calledAt: '2026-11-10T14:00:00+08:00',
  arrived: false,
  disputed: false,
  missed: [],
  present: 0,
  signDueAt: '2026-11-10T14:30:00+08:00',
  arriveDueAt: '2026-11-10T15:00:00+08:00',
}

const WHISTLE: BoardWhistle = {
  id: 'w-110117-a',
  caseId: 'c-1',
  kind: 'emergency',
  status: 'sounding',
  caller: '110117006',
  command: '110117006.secretary',
  problemType: '07-01',
  title: null,
  point: null,
  drill: false,
  draftedAt: '2026-11-10T14:00:00+08:00',
  soundedAt: '2026-11-10T14:00:00+08:00',
  openSummonses: 1,
  silent: 0,
  summonses: [SUMMONS],
}

function settled(n: number, change: Partial<BoardSummons>): BoardWhistle {
  const summons = { ...SUMMONS, status: 'released', arrived: true, ...change }
  return { ...WHISTLE, id: `w-${n}`, caseId: `c-${n}`, status: 'closed', summonses: [summons] }
}

describe('now', () => {
  it('has the longest overdue first, and no rehearsal', () => {
    const later = {
      ...WHISTLE,
      id: 'w-later',
      summonses: [{ ...SUMMONS, signDueAt: '2026-11-10T14:40:00+08:00' }],
    }
    const now = lookNow([later, WHISTLE, { ...WHISTLE, drill: true }], at('2026-11-10T14:50+08:00'))
    expect(now.burning).toHaveLength(2)
    expect(now.waits.map(({ whistle }) => whistle.id)).toEqual(['w-110117-a', 'w-later'])
    const [first] = now.waits
    if (first === undefined) throw new Error('nobody is waited for')
    expect(byWhistle([...now.waits, first]).map(({ length }) => length)).toEqual([2, 1])
  })

  it('calls nobody late before the time is up', () => {
    expect(lookNow([WHISTLE], at('2026-11-10T14:29+08:00')).waits).toEqual([])
  })
})

describe('a period', () => {
  it('counts by when the whistle sounded', () => {
    const period = { from: at('2026-11-01T00:00+08:00'), to: Number.POSITIVE_INFINITY }
    const before = { ...WHISTLE, soundedAt: '2026-10-31T23:59:00+08:00' }
    expect(soundedIn([WHISTLE, before, { ...WHISTLE, drill: true }], period)).toEqual([WHISTLE])
  })
})

describe('a group', () => {
  const many = Array.from({ length: FEWEST_CASES }, (_, n) =>
    settled(n, n === 0 ? { missed: ['arrive'] } : {}),
  )

  it('has no share under twenty cases', () => {
    const [few] = groupsOf(many.slice(1), 'department')
    expect([few?.cases, few?.share]).toEqual([FEWEST_CASES - 1, undefined])
  })

  it('has one with its interval from twenty on', () => {
    const [group] = groupsOf(many, 'department')
    expect([group?.judged, group?.inTime]).toEqual([20, 19])
    expect(group?.share?.low).toBeCloseTo(0.764, 3)
    expect(group?.share?.high).toBeCloseTo(0.991, 3)
  })

  it('does not judge a case in which nobody could come yet', () => {
    const [group] = groupsOf([WHISTLE], 'street')
    expect([group?.cases, group?.judged]).toEqual([1, 0])
  })

  it('stands by its cases, not by how well they went', () => {
    const bad = many.map((one, n) => ({ ...one, id: `b-${n}`, caseId: `b-${n}`, caller: 'b' }))
    const groups = groupsOf([...many.slice(5), ...bad], 'street')
    expect(groups.map(({ key, cases }) => [key, cases])).toEqual([
      ['b', 20],
      ['110117006', 15],
    ])
  })

  it('knows what keeps coming back', () => {
    const again = { ...WHISTLE, id: 'w-again' }
    expect(blownAgain([WHISTLE, again, settled(7, {})])).toEqual([WHISTLE, again])
  })

  it('is certain of nothing, even when all came', () => {
    expect(intervalOf(20, 20).low).toBeCloseTo(0.839, 3)
  })
})
