// The audit trail as a table: what could be taken for a formula is made harmless.
import type { FastifyRequest } from 'fastify'
import { keepAudit } from '../../mechanism/auditing.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { type Language, openWord } from '../../mechanism/story/words.ts'
import { writeCursor } from '../../platform/http/cursor.ts'
import { actorOf } from '../../platform/http/types.ts'
import { neutralCell } from '../../platform/spreadsheet-cell.ts'
import { writeCsv } from '../../platform/tables/csv.ts'
import { AUDIT_ACT_WORDS, OUTCOME_WORDS } from './act-words.ts'
import { type AuditRow, placeOf, readAuditRows } from './audit-rows.ts'
import {
  aboutThem,
  type Called,
  calledIn,
  purposeOf,
  type Sought,
  viewEntry,
  whereSought,
} from './search-trail.ts'

const AT_ONCE = 1000
/** The newest of them; whoever needs more asks for shorter periods. */
const MOST_ROWS = 50_000

const HEADS: Readonly<Record<Language, readonly string[]>> = {
  zh: [
    '时间',
    '做了什么',
    '结果',
    '姓名',
    '人员编号',
    '岗位',
    '单位',
    '区划',
    '对象',
    '涉及人员',
    '事由',
    '网络地址',
    '代码',
  ],
  en: [
    'When',
    'What',
    'Outcome',
    'Name',
    'Person',
    'Office',
    'Organisation',
    'Division',
    'Subject',
    'About',
    'Purpose',
    'Address',
    'Code',
  ],
}

async function readAll(edge: Edge, request: FastifyRequest, sought: Sought) {
  const rows: AuditRow[] = []
  let cursor: string | undefined
  while (rows.length < MOST_ROWS) {
    const where = whereSought(edge, request, sought)
    const found = await readAuditRows(edge.platform.db, { cursor, limit: AT_ONCE }, where)
    const shown = found.slice(0, AT_ONCE)
    rows.push(...shown)
    const last = shown.at(-1)
    if (found.length <= AT_ONCE || last === undefined) break
    cursor = writeCursor(placeOf(last))
  }
  return rows
}

function cellsOf(edge: Edge, row: AuditRow, { names, people }: Called, language: Language) {
  const entry = viewEntry(edge, row)
  const called = (id: string | undefined) => (id === undefined ? '' : (names[id]?.[language] ?? id))
  return [
    entry.at,
    openWord(AUDIT_ACT_WORDS, entry.act, language),
    OUTCOME_WORDS[entry.outcome][language],
    people[entry.person ?? '']?.[language] ?? '',
    entry.person ?? '',
    called(entry.office),
    called(entry.organisation),
    called(entry.district),
    entry.subject ?? '',
    entry.about.join(' '),
    entry.purpose ?? '',
    entry.address ?? '',
    entry.act,
  ].map(neutralCell)
}

/** It is on record before it leaves. */
export async function exportTrail(
  edge: Edge,
  request: FastifyRequest,
  sought: Sought,
): Promise<Buffer> {
  const rows = await readAll(edge, request, sought)
  const called = calledIn(edge, rows)
  await keepAudit(edge, request, {
    act: 'audit_exported',
    purpose: purposeOf(sought),
    about: aboutThem(called, actorOf(request).person),
    ...(sought.district === undefined ? {} : { district: sought.district }),
  })
  const { language } = request
  return writeCsv([HEADS[language], ...rows.map(row => cellsOf(edge, row, called, language))])
}
