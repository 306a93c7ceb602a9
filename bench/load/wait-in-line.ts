// A process: stores requests for messages that are not urgent, as accepted acts would, for people who can wait.
import { openDb } from '../../apps/server/src/platform/db/db.ts'
import { JobQueue } from '../../apps/server/src/platform/jobs/job-queue.ts'
import { answer, argumentOf } from '../support/child.ts'

export interface Line {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly whistle: string
  readonly organisation: string
  readonly person: string
  readonly count: number
}

const QUEUE = 'pages'
const IN_ONE_JOB = 50
const { databaseUrl, dataDir, whistle, organisation, person, count } = argumentOf<Line>()
const db = await openDb({ databaseUrl, dataDir })
const jobs = new JobQueue({ db, queues: [{ name: QUEUE }] })
await jobs.start()
const requestOf = (n: number) => ({
  key: `waiting-${n}`,
  audience: { kind: 'person', organisation, person },
  act: 'accept',
  until: { kind: 'told' },
  emergency: false,
})
const stored = Array.from({ length: Math.ceil(count / IN_ONE_JOB) }, (_, n) => {
  const requests = Array.from({ length: IN_ONE_JOB }, (_each, m) => requestOf(n * IN_ONE_JOB + m))
  return { queue: QUEUE, data: { whistle, requests } }
})
await db.transaction(tx => jobs.enqueue(tx, stored))
await jobs.close()
await db.close()
answer({ stored: count })
process.exit(0)
