// Rows for tests: one department that was called, unless said otherwise.
import { type Row, toRow, type WireRow } from './rows.ts'

export const NOON = Date.parse('2026-11-23T12:00:00+08:00')
export const at = (minutes: number) => new Date(NOON + minutes * 60_000).toISOString()

type WireSummons = WireRow['summonses'][number]

export function aSummons(change: Partial<WireSummons> = {}): WireSummons {
  return {
    department: '110117-police',
    round: 1,
    role: 'lead',
    status: 'called',
    calledAt: at(-5),
    arrived: false,
    disputed: false,
    missed: [],
    present: 0,
    ...change,
  }
}

let count = 0

export function aWireRow(change: Partial<WireRow> = {}): WireRow {
  count += 1
  return {
    id: `w-110117-${count}`,
    caseId: 'c-110117-1',
    kind: 'emergency',
    status: 'sounding',
    caller: '110117006',
    command: '110117006.secretary',
    problemType: '07-01',
    title: '非法采砂',
    point: { type: 'Point', coordinates: [117.2, 40.2] },
    drill: false,
    draftedAt: at(-6),
    openSummonses: 1,
    silent: 0,
    summonses: [aSummons()],
    ...change,
  }
}

export function aRow(change: Partial<WireRow> = {}): Row {
  return toRow(aWireRow(change))
}
