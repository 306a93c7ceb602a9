// Brings up everything below HTTP: database, keys, event store, tokens. Operator commands use it too.
import type { Config } from './config.ts'
import { loadSecret } from './platform/auth/secret-file.ts'
import { createTokens } from './platform/auth/tokens.ts'
import { systemClock } from './platform/clock.ts'
import { openDb } from './platform/db/db.ts'
import { migrate } from './platform/db/migrate.ts'
import { Executor } from './platform/event-store/executor.ts'
import { Follower } from './platform/event-store/follower.ts'
import type { Feature, Platform } from './platform/feature.ts'
import type { Logger } from './platform/log.ts'
import { createMetrics } from './platform/metrics/metrics.ts'
import { openVault } from './platform/vault/vault.ts'
import { scopeRules } from './scopes.ts'

export interface OpenPlatform {
  readonly platform: Platform
  close(): Promise<void>
}

/** Undone in the reverse order, also when a later step of the start fails. */
class Closers {
  readonly #closers: (() => Promise<void>)[] = []

  add(close: () => Promise<void>): void {
    this.#closers.push(close)
  }

  async closeAll(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close()
  }
}

export async function openPlatform(
  config: Config,
  features: readonly Feature[],
  log: Logger,
): Promise<OpenPlatform> {
  const closers = new Closers()
  try {
    const platform = await open(config, { features, log, closers })
    for (const feature of features) {
      const stop = await feature.start?.(platform)
      if (stop !== undefined) closers.add(stop)
    }
    return { platform, close: () => closers.closeAll() }
  } catch (error) {
    await closers.closeAll()
    throw error
  }
}

interface Opening {
  readonly features: readonly Feature[]
  readonly log: Logger
  readonly closers: Closers
}

async function open(config: Config, { features, log, closers }: Opening): Promise<Platform> {
  const onFault = (error: unknown) => log.error({ err: error }, 'background work failed')
  const db = await openDb({
    databaseUrl: config.databaseUrl,
    dataDir: config.dataDir,
    poolSize: config.databasePool,
    onFault,
  })
  closers.add(() => db.close())
  const { applied } = await migrate(db)
  if (applied.length > 0) log.info({ applied }, 'database brought up to date')
  const vault = await openVault({ directory: config.keyDir })
  closers.add(() => vault.close())
  const metrics = createMetrics()
  const follower = await Follower.start({ db, onFault })
  closers.add(() => follower.close())
  const clock = systemClock
  const executor = new Executor({
    db,
    clock,
    types: features.flatMap(feature => feature.streamTypes ?? []),
    beforeWrite: () => vault.flush(),
    refresh: async tx => {
      for (const feature of features) await feature.refresh?.(tx)
    },
    onCommand: report => metrics.commandDone(report),
    onCommitted: ({ position }) => {
      if (position !== undefined) follower.wake(position)
    },
  })
  closers.add(() => executor.close())
  // The life of a token runs by the real clock, whatever time the demo plays.
  const tokens = await createTokens({ db, clock: systemClock, rules: scopeRules, onFault })
  closers.add(() => tokens.close())
  metrics.gaugeBy(
    'muster_database_connections',
    { help: 'Connections to the database', label: 'state' },
    () => ({ ...db.pool() }),
  )
  metrics.gauge('muster_commands_waiting', 'Commands waiting for a batch', () => executor.waiting)
  return {
    isDemo: config.isDemo,
    timeZone: config.timeZone,
    db,
    clock,
    log,
    metrics,
    vault,
    executor,
    follower,
    tokens,
    hashSecret: (await loadSecret(config.keyDir, 'request-hash')).toString('base64url'),
    loadSecret: name => loadSecret(config.keyDir, name),
  }
}
