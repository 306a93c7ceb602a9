// What a provider says later of a message: found by the name that it gave to it.
import type { Platform } from '../../platform/feature.ts'
import { Gathered } from '../../platform/gathered.ts'
import { pagesCommand } from './page-commands.ts'

export type ReceiptStatus = 'delivered' | 'seen' | 'failed'

interface Row {
  readonly stream_id: string
  readonly attempt: number
}

type Parts = Pick<Platform, 'db' | 'executor' | 'clock'>

const FIND = `select stream_id, (data ->> 'attempt')::integer as attempt from events
  where type = 'AttemptAccepted' and data ->> 'receipt' = $1 and stream_kind = 'page'
  order by position desc limit 10`

const KEEP = `insert into early_receipts (receipt, status, at) values ($1, $2, $3)
  on conflict (receipt, status) do nothing`

const KEPT_MS = 86_400_000

async function apply(parts: Parts, receipt: string, status: ReceiptStatus): Promise<boolean> {
  const rows = await parts.db.query<Row>(FIND, [receipt])
  for (const { stream_id: page, attempt } of rows) {
    const command = { type: 'RecordReceipt', attempt, status } as const
    await parts.executor.submit(pagesCommand([{ page, command }]))
  }
  return rows.length > 0
}

/** One that nobody knows is of another system, or of a message that is about to be written down: it is kept for that. */
export async function recordReceipt(
  parts: Parts,
  receipt: string,
  status: ReceiptStatus,
): Promise<void> {
  if (await apply(parts, receipt, status)) return
  await parts.db.query(KEEP, [receipt, status, parts.clock.now()])
  // It may have been written down meanwhile, and have looked here too soon.
  if (await apply(parts, receipt, status)) await dropEarly(parts, [receipt])
}

async function dropEarly({ db }: Pick<Parts, 'db'>, receipts: readonly string[]): Promise<void> {
  await db.query('delete from early_receipts where receipt = any($1::text[])', [[...receipts]])
}

/** Asked once a message with such a name is written down. */
export type LookForEarly = (receipt: string) => Promise<null>

export function lookForEarly(parts: Parts): LookForEarly {
  const gathered = new Gathered<string, null>(async receipts => {
    const rows = await parts.db.query<{ receipt: string; status: ReceiptStatus }>(
      'select receipt, status from early_receipts where receipt = any($1::text[]) order by at',
      [[...receipts]],
    )
    for (const { receipt, status } of rows) await apply(parts, receipt, status)
    if (rows.length > 0)
      await dropEarly(
        parts,
        rows.map(({ receipt }) => receipt),
      )
    return receipts.map(() => null)
  })
  return receipt => gathered.ask(receipt)
}

export async function forgetEarlyReceipts({ db, clock }: Pick<Parts, 'db' | 'clock'>) {
  await db.query('delete from early_receipts where at < $1', [clock.now() - KEPT_MS])
}
