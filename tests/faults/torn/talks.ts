// When to tear: between a commit and the database's word of it, or between that and the client's answer.

import type { SeededRandom } from '../power-cut/seeded-random.ts'
import type { Talk } from './proxy.ts'

/** In PostgreSQL's protocol: the text that is prepared, behind the name that it gets if it gets one. */
const COMMIT = /([\w]*)\0commit\0/
/** The database's word that it has committed. */
const COMMITTED = 'COMMIT\0'

/** Tears when the database has committed and says so, or, half as often, before it hears of the commit. */
export function tearAtCommit(random: SeededRandom, share: number): () => Talk {
  return () => {
    /** Under which this connection has prepared it: what is prepared is later asked for by name alone. */
    let name: string | undefined
    return {
      fromClient: bytes => {
        const [text, given] = COMMIT.exec(bytes.toString('latin1')) ?? []
        name = given || name
        const isCommitting =
          text !== undefined || (name !== undefined && bytes.includes(`\0${name}\0`))
        return isCommitting && random.next() < share / 2
      },
      fromServer: bytes => bytes.includes(COMMITTED) && random.next() < share,
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
