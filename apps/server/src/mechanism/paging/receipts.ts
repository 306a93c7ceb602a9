// What a provider says later of a message: found by the name that it gave to it.
import type { Edge } from '../edge.ts'
import { pagesCommand, subjectOfPage } from './page-commands.ts'

interface Row {
  readonly stream_id: string
  readonly attempt: number
}

const FIND = `select stream_id, (data ->> 'attempt')::integer as attempt from events
  where type = 'AttemptAccepted' and data ->> 'receipt' = $1 and stream_kind = 'page'
  order by position desc limit 10`

/** False where no message has that name: it may be of another system, or not yet be written down. */
export async function recordReceipt(
  { platform }: Edge,
  receipt: string,
  status: 'delivered' | 'seen' | 'failed',
): Promise<boolean> {
  const rows = await platform.db.query<Row>(FIND, [receipt])
  for (const { stream_id: page, attempt } of rows) {
    const command = { type: 'RecordReceipt', attempt, status } as const
    await platform.executor.submit(pagesCommand(subjectOfPage(page), [{ page, command }]))
  }
  return rows.length > 0
}
