// Makes the ceiling: a function in the database that writes, for each command of a recorded life, the same rows in the
// same transaction, with nothing decided, checked or sent over HTTP.
import type { ReadRow } from '../../apps/server/src/platform/event-store/types.ts'
import type {
  Answered,
  RecordedLife,
  RecordedStep,
  StoredRow,
  StreamChange,
} from './recorded-life.ts'

type Quote = (value: unknown) => string

/** `select bench_command(client, n)` plays command n of a client: one life after the other. */
export function functionSql(life: RecordedLife): string {
  const quote = quoteWith(life)
  const branches = life.steps.map((step, n) => `when ${n} then\n${stepSql(step, quote)}`)
  return `create or replace function bench_command(c integer, n integer) returns void
language plpgsql as $bench$
declare
  tail text := lpad(c::text, 4, '0') || lpad((n / ${life.steps.length})::text, 17, '0');
  w text := '${headOf(life.whistle)}' || tail;
  m text := '${headOf(life.caseId)}' || tail;
  k text := 'ref-' || tail || '-' || lpad(n::text, 8, '0');
  here bigint := pg_current_xact_id()::text::bigint * 65536;
begin
  case n % ${life.steps.length}
${branches.join('\n')}
  end case;
end
$bench$;`
}

/** Ids keep their length and district; only what is unique about them changes. */
function headOf(id: string): string {
  return id.slice(0, id.lastIndexOf('-') + 1)
}

/** SQL text in which the ids of the recorded life give way to those of the life being played. */
function quoteWith({ whistle, caseId }: RecordedLife): Quote {
  const literal = (text: string) => `'${text.replaceAll("'", "''")}'`
  const parts = new RegExp(`(${whistle}|${caseId})`)
  return value => {
    if (value === null || value === undefined) return 'null'
    if (typeof value === 'number' || typeof value === 'boolean') return String(value)
    if (Array.isArray(value))
      return `array[${value.map(quoteWith({ whistle, caseId, steps: [] })).join(', ')}]::text[]`
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const pieces = text.split(parts).filter(piece => piece !== '')
    if (pieces.length === 0) return "''"
    return pieces
      .map(piece => {
        if (piece === whistle) return 'w'
        return piece === caseId ? 'm' : literal(piece)
      })
      .join(' || ')
  }
}

function stepSql({ events, changes, answer, fix }: RecordedStep, quote: Quote): string {
  const statements = [
    ...changes.map(change => streamSql(change, quote)),
    eventsSql(events, quote),
    ...changes.flatMap(change => rowsSql(change, quote)),
    ...changes.flatMap(change => deadlinesSql(change, quote)),
    answerSql(answer, { quote, last: events.length - 1 }),
    ...(fix ? [insertSql('raw_fixes', fix, quote)] : []),
  ]
  return statements.map(statement => `    ${statement};`).join('\n')
}

function streamSql({ stream, isNew, version }: StreamChange, quote: Quote): string {
  const { district, kind, id } = stream
  if (isNew) return insertSql('streams', { district, kind, id, version }, quote)
  return `update streams set version = ${version} where ${whereSql({ district, kind, id }, quote)}`
}

function eventsSql(events: readonly StoredRow[], quote: Quote): string {
  const rows = events.map(({ stream, version, type, data, recordedAt }, n) =>
    [
      quote(stream.district),
      quote(stream.kind),
      quote(stream.id),
      version,
      `here + ${n}`,
      recordedAt,
      quote(type),
      `(${quote(JSON.stringify(data))})::jsonb`,
    ].join(', '),
  )
  return `insert into events
    (district, stream_kind, stream_id, version, position, recorded_at, type, data)
    values ${rows.map(row => `(${row})`).join(', ')}`
}

function rowsSql({ newRows, changedRows, goneRows }: StreamChange, quote: Quote): string[] {
  const update = ({ table, key, values }: ReadRow) => {
    const sets = Object.entries(values).map(([column, value]) => `${column} = ${quote(value)}`)
    return `update ${table} set ${sets.join(', ')} where ${whereSql(key, quote)}`
  }
  return [
    ...newRows.map(row => insertSql(row.table, { ...row.key, ...row.values }, quote)),
    ...changedRows.map(update),
    ...goneRows.map(({ table, key }) => `delete from ${table} where ${whereSql(key, quote)}`),
  ]
}

function deadlinesSql(change: StreamChange, quote: Quote): string[] {
  const { stream, newDeadlines, changedDeadlines, goneDeadlines } = change
  const address = { district: stream.district, stream_kind: stream.kind, stream_id: stream.id }
  const whereKey = (key: string) => whereSql({ ...address, key }, quote)
  const values = newDeadlines.map(({ key, kind, dueAt }) =>
    [...Object.values(address).map(quote), quote(key), quote(kind), dueAt].join(', '),
  )
  const gone = goneDeadlines.map(({ key }) => quote(key)).join(', ')
  return [
    ...(values.length > 0
      ? [
          `insert into deadlines (district, stream_kind, stream_id, key, kind, due_at)
    values ${values.map(row => `(${row})`).join(', ')}`,
        ]
      : []),
    ...changedDeadlines.map(
      ({ key, kind, dueAt }) =>
        `update deadlines set kind = ${quote(kind)}, due_at = ${dueAt} where ${whereKey(key)}`,
    ),
    ...(goneDeadlines.length > 0
      ? [`delete from deadlines where ${whereSql(address, quote)} and key in (${gone})`]
      : []),
  ]
}

function answerSql(answer: Answered, { quote, last }: { quote: Quote; last: number }): string {
  return `insert into command_results (id, said, position, recorded_at)
    values (md5(k)::uuid, ${quote(answer.said)}, here + ${last}, 1700000000000)`
}

function insertSql(table: string, row: Readonly<Record<string, unknown>>, quote: Quote): string {
  const columns = Object.keys(row).join(', ')
  return `insert into ${table} (${columns}) values (${Object.values(row).map(quote).join(', ')})`
}

function whereSql(key: Readonly<Record<string, unknown>>, quote: Quote): string {
  return Object.entries(key)
    .map(([column, value]) => `${column} = ${quote(value)}`)
    .join(' and ')
}
