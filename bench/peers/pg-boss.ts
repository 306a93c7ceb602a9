// A process: the same deadlines as pg-boss jobs, polled as fast as it allows (half a second), in full batches.
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { answer, argumentOf } from '../support/child.ts'
import {
  type Arming,
  armedLater,
  armedNow,
  DO_WORK,
  inChunks,
  type PeerPlan,
  type PeerReady,
  prepareWork,
} from './work.ts'

const plan = argumentOf<PeerPlan>()
const QUEUE = 'deadlines'
const CHUNK = 5000
const POOL = 16

const client = new pg.Client({ connectionString: plan.databaseUrl })
await client.connect()
await prepareWork(client, plan)
const pool = new pg.Pool({ connectionString: plan.databaseUrl, max: POOL })
const boss = new PgBoss({ connectionString: plan.databaseUrl, max: 4, supervise: false })
boss.on('error', error => process.stderr.write(`pg-boss: ${String(error)}\n`))
await boss.start()
await boss.createQueue(QUEUE)
const arm = async (armings: Iterable<Arming>) => {
  for (const chunk of inChunks(armings, CHUNK))
    await boss.insert(
      QUEUE,
      chunk.map(({ id, at }) => ({ data: { id }, startAfter: new Date(at) })),
    )
}
await arm(armedLater(plan))
await client.query('analyze')
const firstAt = Date.now() + plan.leadMs
await arm(armedNow(plan, firstAt))
if (Date.now() > firstAt) throw new Error('arming took longer than was planned')
await boss.work<{ id: string }>(
  QUEUE,
  { pollingIntervalSeconds: 0.5, batchSize: 1000, burstWhenBatchFull: true, localConcurrency: 2 },
  async jobs => {
    await Promise.all(
      jobs.map(({ data }) => pool.query({ ...DO_WORK, values: [data.id, plan.body] })),
    )
  },
)
const ready: PeerReady = { firstAt }
answer(ready)
await new Promise(resolve => setTimeout(resolve, firstAt - Date.now() + plan.seconds * 1000))
answer({ done: true })
process.exit(0)
