// A process: the same deadlines as graphile-worker jobs. It names no least polling interval; this one is far below its default of two seconds.
import { Logger, run } from 'graphile-worker'
import pg from 'pg'
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
const CHUNK = 5000
const CONCURRENCY = 16
const POLL_MS = 50

const client = new pg.Client({ connectionString: plan.databaseUrl })
await client.connect()
await prepareWork(client, plan)
const silent = new Logger(() => () => undefined)
const runner = await run({
  connectionString: plan.databaseUrl,
  maxPoolSize: CONCURRENCY + 2,
  concurrency: CONCURRENCY,
  pollInterval: POLL_MS,
  noHandleSignals: true,
  logger: silent,
  taskList: {
    fire: async (payload, { withPgClient }) => {
      const { id } = payload as { id: string }
      await withPgClient(each => each.query({ ...DO_WORK, values: [id, plan.body] }))
    },
  },
})
const arm = async (armings: Iterable<Arming>) => {
  for (const chunk of inChunks(armings, CHUNK))
    await client.query(
      `select count(*) from graphile_worker.add_jobs(array(
         select row('fire', json_build_object('id', id), null,
           to_timestamp(at / 1000.0), null, null, null, null)::graphile_worker.job_spec
         from unnest($1::text[], $2::float8[]) as u(id, at)))`,
      [chunk.map(({ id }) => id), chunk.map(({ at }) => at)],
    )
}
await arm(armedLater(plan))
await client.query('analyze')
const firstAt = Date.now() + plan.leadMs
await arm(armedNow(plan, firstAt))
if (Date.now() > firstAt) throw new Error('arming took longer than was planned')
const ready: PeerReady = { firstAt }
answer(ready)
await new Promise(resolve => setTimeout(resolve, firstAt - Date.now() + plan.seconds * 1000))
await runner.stop()
answer({ done: true })
process.exit(0)
