// Whether an act was answered before, asked outside of any batch.
import type { Queryable } from '../db/db.ts'
import { answerId, readAnswer } from './command-answers.ts'
import type { Once } from './types.ts'

export interface EarlierAnswer {
  /** False when the same key named another body. */
  readonly isSame: boolean
  readonly answer: unknown
  /** Of the stream that the act was on. */
  readonly version: number | undefined
}

const ANSWER_SQL = 'select said from command_results where id = $1::uuid'

export async function findAnswer(db: Queryable, once: Once): Promise<EarlierAnswer | undefined> {
  const [row] = await db.query<{ said: string }>(ANSWER_SQL, [answerId(once)])
  if (!row) return undefined
  const { bodyHash, answer, versions } = readAnswer(row.said)
  return { isSame: bodyHash === once.bodyHash, answer, version: versions[0] }
}
