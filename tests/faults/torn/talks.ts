// When to tear: between a commit and the database's word of it, or between that and the client's answer.

import type { SeededRandom } from '../power-cut/seeded-random.ts'
import type { Talk } from './proxy.ts'

/** A simple query of PostgreSQL's protocol: 'Q', its length, and this. */
const COMMIT = Buffer.from('Q\0\0\0\x0bcommit\0', 'latin1')

/** Tears when the database has committed and says so, or, half as often, before it hears of the commit. */
export function tearAtCommit(random: SeededRandom, share: number): () => Talk {
  return () => {
    let isCommitting = false
    return {
      fromClient: bytes => {
        isCommitting = bytes.includes(COMMIT)
        return isCommitting && random.next() < share / 2
      },
      fromServer: () => isCommitting && random.next() < share,
    }
  }
}

/** Tears before the client hears that its command was done. */
export function tearAtAnswer(random: SeededRandom, share: number): () => Talk {
  return () => ({
    fromClient: () => false,
    fromServer: bytes => bytes.includes('HTTP/1.1 20') && random.next() < share,
  })
}
