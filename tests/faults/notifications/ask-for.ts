// Stores as many requests for messages as are wanted, as an accepted act does, while no server runs.
import { openDb } from '../../../apps/server/src/platform/db/db.ts'
import { JobQueue } from '../../../apps/server/src/platform/jobs/job-queue.ts'
import type { Place } from '../harness/server-process.ts'

const QUEUE = 'pages'
const IN_ONE_JOB = 50

export interface Wanted {
  readonly whistle: string
  readonly organisation: string
  readonly person: string
  readonly count: number
}

/** Each is a page of its own: one person told one thing that happens to the whistle. */
export async function askFor(
  place: Place,
  { whistle, organisation, person, count }: Wanted,
): Promise<void> {
  const db = await openDb({ dataDir: place.dataDir, databaseUrl: place.databaseUrl })
  const jobs = new JobQueue({ db, queues: [{ name: QUEUE }] })
  try {
    await jobs.start()
    const requests = Array.from({ length: count }, (_, n) => ({
      key: `fault-${n}`,
      audience: { kind: 'person', organisation, person },
      act: 'accept',
      until: { kind: 'told' },
      emergency: false,
    }))
    const stored = Array.from({ length: Math.ceil(count / IN_ONE_JOB) }, (_, n) => ({
      queue: QUEUE,
      data: { whistle, requests: requests.slice(n * IN_ONE_JOB, (n + 1) * IN_ONE_JOB) },
    }))
    await db.transaction(tx => jobs.enqueue(tx, stored))
  } finally {
    await jobs.close()
    await db.close()
  }
}
