// How the answer to a command is kept for whoever repeats it: found by a hash, as one text.
import { hash } from 'node:crypto'
import type { Once } from './types.ts'

/** What is told again, and to which body. */
export interface KeptAnswer {
  readonly bodyHash: string
  readonly answer: unknown
  /** In the order of the command's streams. */
  readonly versions: readonly number[]
}

/** Its place in the table: half of a hash is far more than anybody can make two acts meet in. */
export function answerId({ actor, route, key }: Once): string {
  return hash('sha256', `${actor}\n${route}\n${key}`, 'hex').slice(0, 32)
}

export function writeAnswer({ route, key }: Once, kept: KeptAnswer): string {
  const { bodyHash, answer = null, versions } = kept
  return JSON.stringify({ route, key, hash: bodyHash, answer, versions })
}

export function readAnswer(said: string): KeptAnswer {
  const { hash: bodyHash, ...rest } = JSON.parse(said) as Omit<KeptAnswer, 'bodyHash'> & {
    readonly hash: string
  }
  return { bodyHash, answer: rest.answer, versions: rest.versions }
}
