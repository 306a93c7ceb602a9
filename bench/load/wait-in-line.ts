// A process: stores requests for messages, as accepted acts would, and says when they were stored.
import { openDb } from '../../apps/server/src/platform/db/db.ts'
import { JobQueue } from '../../apps/server/src/platform/jobs/job-queue.ts'
import { answer, argumentOf } from '../support/child.ts'
import { monotonicMs } from '../support/monotonic.ts'

export interface Line {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly whistle: string
  readonly people: readonly { readonly organisation: string; readonly person: string }[]
  /** Taken from the people in turn. */
  readonly count: number
  readonly isUrgent: boolean
  readonly channels?: readonly string[]
}

export interface Stored {
  /** On the clock that all processes share. */
  readonly at: number
}

const IN_ONE_JOB = 50
const line = argumentOf<Line>()
const { databaseUrl, dataDir, whistle, people, count, isUrgent, channels } = line
const queue = isUrgent ? 'pages_urgent' : 'pages'
const db = await openDb({ databaseUrl, dataDir })
const jobs = new JobQueue({ db, queues: [{ name: queue }] })
await jobs.start()
const requestOf = (n: number) => ({
  key: `waiting-${queue}-${n}`,
  audience: { kind: 'person', ...people[n % people.length] },
  act: 'accept',
  until: { kind: 'told' },
  emergency: isUrgent,
  ...(channels === undefined ? {} : { channels }),
})
const stored = Array.from({ length: Math.ceil(count / IN_ONE_JOB) }, (_, n) => {
  const length = Math.min(IN_ONE_JOB, count - n * IN_ONE_JOB)
  const requests = Array.from({ length }, (_each, m) => requestOf(n * IN_ONE_JOB + m))
  return { queue, data: { whistle, requests } }
})
await db.transaction(tx => jobs.enqueue(tx, stored))
answer({ at: monotonicMs() } satisfies Stored)
await jobs.close()
await db.close()
process.exit(0)
