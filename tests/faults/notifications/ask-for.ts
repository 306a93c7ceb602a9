// Stores as many requests for messages as are wanted, as an accepted act does; on the embedded database while no server runs.
import { openDb } from '../../../apps/server/src/platform/db/db.ts'
import { JobQueue } from '../../../apps/server/src/platform/jobs/job-queue.ts'
import type { Place } from '../harness/server-process.ts'

const QUEUES = { calm: 'pages', urgent: 'pages_urgent' } as const
const IN_ONE_JOB = 50

export interface Wanted {
  readonly whistle: string
  /** In turn. */
  readonly people: readonly { readonly organisation: string; readonly person: string }[]
  readonly count: number
  /** The same part of a name for the same happenings. */
  readonly name?: string
}

/** Each is a page of its own: one person told one thing that happens to the whistle. Every second job is urgent. */
export async function askFor(
  place: Place,
  { whistle, people, count, name = 'fault' }: Wanted,
): Promise<void> {
  const db = await openDb({ dataDir: place.dataDir, databaseUrl: place.databaseUrl })
  const queues = Object.values(QUEUES)
  const jobs = new JobQueue({ db, queues: queues.map(queue => ({ name: queue })) })
  const requestOf = (n: number, emergency: boolean) => ({
    key: `${name}-${n}`,
    audience: { kind: 'person', ...people[n % people.length] },
    act: 'accept',
    until: { kind: 'told' },
    emergency,
  })
  try {
    await jobs.start()
    const stored = Array.from({ length: Math.ceil(count / IN_ONE_JOB) }, (_, n) => {
      const isUrgent = n % 2 === 0
      const length = Math.min(IN_ONE_JOB, count - n * IN_ONE_JOB)
      const requests = Array.from({ length }, (_each, m) => requestOf(n * IN_ONE_JOB + m, isUrgent))
      return { queue: QUEUES[isUrgent ? 'urgent' : 'calm'], data: { whistle, requests } }
    })
    await db.transaction(tx => jobs.enqueue(tx, stored))
  } finally {
    await jobs.close()
    await db.close()
  }
}
