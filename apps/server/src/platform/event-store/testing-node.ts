// A second server process for tests: sends a fixed set of commands to the database it is given.

import { pathToFileURL } from 'node:url'
import { systemClock } from '../clock.ts'
import { openDb } from '../db/db.ts'
import { Executor } from './executor.ts'
import { accountType, deposit } from './testing.ts'
import type { Submitted } from './types.ts'

/** Whoever else sends the same has the same keys. */
export function depositAll(node: Executor): Promise<Submitted<unknown>[]> {
  return Promise.all(
    Array.from({ length: 500 }, (_, n) =>
      node.submit(
        deposit(`x${n % 10}`, 1, { actor: 'z', route: 'r', key: `k${n}`, bodyHash: 'h' }),
      ),
    ),
  )
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const db = await openDb({ databaseUrl: process.argv[2], dataDir: '' })
  const node = new Executor({ db, clock: systemClock, types: [accountType] })
  await depositAll(node)
  await node.close()
  await db.close()
}
