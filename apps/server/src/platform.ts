// Brings up everything below HTTP: database, keys, event store, tokens. Operator commands use it too.

import { join } from 'node:path'
import { Closers } from './closers.ts'
import type { Config } from './config.ts'
import { faultAtStart } from './database-at-start.ts'
import { scopeRules } from './mechanism/scopes.ts'
import { administratorOffice, openIdentity, peopleOf } from './open-identity.ts'
import { createAuditTrail } from './platform/audit-trail/audit-trail.ts'
import { loadSecret } from './platform/auth/secret-file.ts'
import { createTokens, type Tokens } from './platform/auth/tokens.ts'
import { createChannels } from './platform/channels/channels.ts'
import { vapidOf } from './platform/channels/web-push.ts'
import { SteadyClock, systemClock } from './platform/clock.ts'
import { type Db, openDb } from './platform/db/db.ts'
import type { DiskOptions } from './platform/db/durable-node-fs.ts'
import { migrate } from './platform/db/migrate.ts'
import { WriteTrouble } from './platform/db/write-trouble.ts'
import { DemoClock } from './platform/deadlines/demo-clock.ts'
import { Executor } from './platform/event-store/executor.ts'
import { Follower } from './platform/event-store/follower.ts'
import { alignEventOrder } from './platform/event-store/global-order.ts'
import type { Feature, Platform } from './platform/feature.ts'
import { openFolderStore } from './platform/files/folder-store.ts'
import { clientAddress } from './platform/http/client-address.ts'
import type { People } from './platform/identity/types.ts'
import { JobQueue } from './platform/jobs/job-queue.ts'
import type { Logger } from './platform/log.ts'
import { createMetrics } from './platform/metrics/metrics.ts'
import { createOutgoing } from './platform/outgoing/outgoing.ts'
import { openVault } from './platform/vault/vault.ts'
import { createWebhooks } from './platform/webhooks/webhooks.ts'

export interface OpenPlatform {
  readonly platform: Platform
  close(): Promise<void>
}

/** `disk` is for tests that cut the power of the embedded database. */
export async function openPlatform(
  config: Config,
  features: readonly Feature[],
  log: Logger,
  disk?: DiskOptions,
): Promise<OpenPlatform> {
  const closers = new Closers()
  try {
    const platform = await open(config, { features, log, closers, disk })
    for (const feature of features) {
      const stop = await feature.start?.(platform)
      if (stop !== undefined) closers.add(stop)
    }
    return { platform, close: () => closers.closeAll() }
  } catch (error) {
    // What failed first is what is told.
    await closers.closeAll().catch(() => undefined)
    throw error
  }
}

interface Opening {
  readonly features: readonly Feature[]
  readonly log: Logger
  readonly closers: Closers
  readonly disk: DiskOptions | undefined
}

async function open(config: Config, { features, log, closers, disk }: Opening): Promise<Platform> {
  const onFault = (error: unknown) => log.error({ err: error }, 'background work failed')
  const db = await openUpToDate(config, { log, closers, disk, onFault })
  const vault = await openVault({ directory: config.keyDir, disk })
  closers.add(() => vault.close())
  const files = await openFolderStore(join(config.dataDir, 'files'), config.files)
  const auditTrail = createAuditTrail({ db, vault })
  closers.add(() => auditTrail.close())
  const metrics = createMetrics()
  const follower = await Follower.open({ db, onFault })
  closers.add(() => follower.close())
  const demoClock = config.isDemo ? await openDemoClock(db, config.demoAt) : undefined
  const clock = demoClock ?? new SteadyClock(systemClock)
  const outgoing = createOutgoing({ allowed: config.outgoingAllowed })
  // Closed after the jobs whose messages they carry.
  const { channels, webhooks } = await openChannels(config, { db, vault, outgoing, closers })
  const jobs = await openJobs(db, { features, closers, onFault })
  if (jobs !== undefined) {
    // What was to be said by then is said before the time goes on.
    demoClock?.attachWork(() => jobs.drain())
  }
  if (!(await db.limitRights())) log.warn('no role muster_app: triggers alone keep the events')
  const writeTrouble = new WriteTrouble(systemClock)
  const around = { db, clock, jobs, vault, metrics, follower, log }
  const executor = createExecutor(around, features, writeTrouble)
  closers.add(() => executor.close())
  const people = peopleOf(features, () => platform)
  const tokens = await openTokens(db, { people, onFault })
  closers.add(() => tokens.close())
  addGauges({ db, metrics, executor, jobs })
  const identity = await openIdentity(config, {
    db,
    auditTrail,
    outgoing,
    onFault,
    people,
  })
  closers.add(() => identity.close())
  const platform: Platform = {
    isDemo: config.isDemo,
    timeZone: config.timeZone,
    db,
    clock,
    demoClock,
    clockState: { trouble: () => undefined },
    jobs,
    log,
    metrics,
    vault,
    executor,
    follower,
    tokens,
    identity,
    auditTrail,
    files,
    addressOf: request => clientAddress(request, config.trustedProxies),
    outgoing,
    channels,
    webhooks,
    publicUrl: config.publicUrl,
    findWriteFault: () => writeTrouble.find(),
    hashSecret: (await loadSecret(config.keyDir, 'request-hash')).toString('base64url'),
    loadSecret: name => loadSecret(config.keyDir, name),
  }
  return platform
}

/** The life of a token runs by the real clock, whatever time the demo plays. */
function openTokens(
  db: Db,
  { people, onFault }: { readonly people: People; readonly onFault: (error: unknown) => void },
): Promise<Tokens> {
  return createTokens({
    db,
    clock: systemClock,
    rules: scopeRules,
    knows: person => people.knows(person) || person === administratorOffice.person,
    onFault,
  })
}

async function openUpToDate(
  config: Config,
  parts: Pick<Opening, 'log' | 'closers' | 'disk'> & { readonly onFault: (error: unknown) => void },
): Promise<Db> {
  const { log, closers, disk, onFault } = parts
  const db = await openDb({ ...databaseOf(config), onFault }, disk).catch((error: unknown) => {
    throw faultAtStart(error, config.databaseUrl)
  })
  closers.add(() => db.close())
  const { applied } = await migrate(db)
  if (applied.length > 0) log.info({ applied }, 'database brought up to date')
  await db.transaction(tx => alignEventOrder(tx))
  return db
}

async function openChannels(
  { channels: settings, keyDir, publicUrl }: Config,
  parts: Pick<Platform, 'db' | 'vault' | 'outgoing'> & Pick<Opening, 'closers'>,
) {
  const { db, vault, outgoing, closers } = parts
  // Receivers of signatures look at the real clock, whatever time the demo plays.
  const clock = systemClock
  const webhooks = createWebhooks({ db, clock, vault, fetch: outgoing })
  const vapid = vapidOf(await loadSecret(keyDir, 'web-push'))
  const others = [webhooks.channel]
  const channels = createChannels({ settings, fetch: outgoing, vapid, publicUrl, clock, others })
  closers.add(() => Promise.resolve(channels.close()))
  return { channels, webhooks }
}

type ExecutorParts = Pick<
  Platform,
  'db' | 'clock' | 'jobs' | 'vault' | 'metrics' | 'follower' | 'log'
>

function createExecutor(
  { db, clock, jobs, vault, metrics, follower, log }: ExecutorParts,
  features: readonly Feature[],
  writeTrouble: WriteTrouble,
): Executor {
  return new Executor({
    db,
    clock,
    types: features.flatMap(feature => feature.streamTypes ?? []),
    beforeWrite: data => vault.flush(data),
    refresh: async tx => {
      for (const feature of features) await feature.refresh?.(tx)
    },
    ...(jobs === undefined ? {} : { enqueueJobs: (tx, work) => jobs.enqueue(tx, work) }),
    onCommand: report => metrics.commandDone(report),
    onDatabaseFault: error => {
      writeTrouble.note(error)
      log.error({ err: error }, 'the database does not take commands')
    },
    onCommitted: ({ position, queues }) => {
      if (position !== undefined) follower.wake(position)
      for (const queue of queues) jobs?.wake(queue)
    },
  })
}

function databaseOf({ databaseUrl, dataDir, databasePool }: Config) {
  return { databaseUrl, dataDir, poolSize: databasePool }
}

function addGauges({
  db,
  metrics,
  executor,
  jobs,
}: Pick<Platform, 'db' | 'metrics' | 'executor' | 'jobs'>): void {
  metrics.gaugeBy(
    'muster_database_connections',
    { help: 'Connections to the database', label: 'state' },
    () => ({ ...db.pool() }),
  )
  metrics.gauge('muster_commands_waiting', 'Commands waiting for a batch', () => executor.waiting)
  metrics.gaugeBy('muster_jobs_waiting', { help: 'Jobs not yet done', label: 'queue' }, async () =>
    Object.fromEntries((await jobs?.countWaiting()) ?? []),
  )
}

/** Time never goes back, not even when the demo was left in the future. */
async function openDemoClock(db: Db, standsAt: number | undefined): Promise<DemoClock> {
  const [last] = await db.query<{ at: number | null }>('select max(recorded_at) as at from events')
  return new DemoClock({
    at: Math.max(standsAt ?? systemClock.now(), last?.at ?? 0),
    frozen: standsAt !== undefined,
  })
}

async function openJobs(
  db: Db,
  parts: Pick<Opening, 'features' | 'closers'> & { readonly onFault: (error: unknown) => void },
): Promise<JobQueue | undefined> {
  const { features, closers, onFault } = parts
  const queues = features.flatMap(feature => feature.jobQueues ?? [])
  if (queues.length === 0) return undefined
  const jobs = new JobQueue({ db, queues, onFault })
  closers.add(() => jobs.close())
  await jobs.start()
  return jobs
}
