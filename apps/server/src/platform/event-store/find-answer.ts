// Whether an act was answered before, asked outside of any batch.
import type { Queryable } from '../db/db.ts'
import type { Once } from './types.ts'

export interface EarlierAnswer {
  /** False when the same key named another body. */
  readonly isSame: boolean
  readonly answer: unknown
  /** Of the stream that the act was on. */
  readonly version: number | undefined
}

const ANSWER_SQL = `select body_hash, answer, versions from command_results
  where actor = $1 and route = $2 and key = $3`

interface ResultRow {
  readonly body_hash: string
  readonly answer: unknown
  readonly versions: readonly number[]
}

export async function findAnswer(db: Queryable, once: Once): Promise<EarlierAnswer | undefined> {
  const { actor, route, key, bodyHash } = once
  const [row] = await db.query<ResultRow>(ANSWER_SQL, [actor, route, key])
  if (!row) return undefined
  return { isSame: row.body_hash === bodyHash, answer: row.answer, version: row.versions[0] }
}
