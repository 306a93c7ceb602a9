// The whole server in one process: platform, features, HTTP, live stream, metrics.
import { setDisplayOffset } from '@muster/contract'
import { apiInfo } from './api-info.ts'
import { startBackground } from './background.ts'
import { Closers } from './closers.ts'
import type { Config } from './config.ts'
import { SCOPES, scopeRules } from './mechanism/scopes.ts'
import { administratorOffice } from './open-identity.ts'
import { keepActBy } from './platform/audit-trail/keep-act.ts'
import type { Actor } from './platform/auth/actor.ts'
import { createSetupCode, type SetupSettings } from './platform/auth/setup-link.ts'
import { tokenRoutes } from './platform/auth/token-routes.ts'
import { systemClock } from './platform/clock.ts'
import type { DiskOptions } from './platform/db/durable-node-fs.ts'
import { findAnswer } from './platform/event-store/find-answer.ts'
import { readFrom } from './platform/event-store/global-order.ts'
import type { Feature, PersonalSight, Platform, Sight } from './platform/feature.ts'
import { createHttp, type Http } from './platform/http/app.ts'
import { clientAddress } from './platform/http/client-address.ts'
import { type HealthCheck, runHealthChecks } from './platform/http/health.ts'
import { listen } from './platform/http/listen.ts'
import { createRateLimiter } from './platform/http/rate-limits.ts'
import { createRequestGuard, type RequestGuard } from './platform/http/request-guard.ts'
import { hasAdministrator } from './platform/identity/account-rows.ts'
import { identityRoutes } from './platform/identity/routes.ts'
import { createLiveHub, type LiveHub } from './platform/live/hub.ts'
import { liveRoutes } from './platform/live/routes.ts'
import type { Logger } from './platform/log.ts'
import { listenForMetrics } from './platform/metrics/listener.ts'
import { webhookRoutes } from './platform/webhooks/routes.ts'
import { openPlatform } from './platform.ts'
import { problems } from './problems.ts'
import { offsetInZone } from './time-zone.ts'
import { webPageRoutes } from './web-pages.ts'

export interface RunningServer {
  readonly url: string
  readonly metricsUrl: string | undefined
  readonly platform: Platform
  /** What whoever started it should read. */
  readonly intro: readonly string[]
  stop(): Promise<void>
}

export async function startServer(
  config: Config,
  features: readonly Feature[],
  log: Logger,
  disk?: DiskOptions,
): Promise<RunningServer> {
  setDisplayOffset(offsetInZone(config.timeZone))
  const closers = new Closers()
  try {
    const opened = await openPlatform(config, features, log, disk)
    closers.add(() => opened.close())
    return await serve(config, { features, platform: opened.platform, log, closers })
  } catch (error) {
    // What failed first is what is told.
    await closers.closeAll().catch(() => undefined)
    throw error
  }
}

interface Serving {
  readonly features: readonly Feature[]
  readonly platform: Platform
  readonly log: Logger
  readonly closers: Closers
}

async function serve(config: Config, parts: Serving): Promise<RunningServer> {
  const { closers, features, platform, log } = parts
  const checks = await startBackground(platform, features, closers)
  const hub = openLive(platform, features)
  closers.add(() => hub.close())
  await platform.follower.start()
  const setup = setupSettings(platform)
  const guard = await openGuard(config, parts)
  const http = createApp(config, { features, platform, log, checks, guard })
  liveRoutes(http.app, hub, { guard, most: config.livePlaces })
  const kept = { adminScope: 'admin', keepAct: keepActBy(platform) }
  tokenRoutes(http.app, { tokens: platform.tokens, ...kept })
  webhookRoutes(http.app, { webhooks: platform.webhooks, ...kept })
  identityRoutes(http.app, platform.identity, {
    addressOf: request => clientAddress(request.raw, config.trustedProxies),
    adminScope: 'admin',
    setup: config.isDemo ? undefined : setup,
  })
  for (const feature of features) feature.routes?.(http.app, platform)
  webPageRoutes(http.app, config)
  const metrics = config.metrics && (await listenForMetrics(platform.metrics, config.metrics))
  if (metrics !== undefined) closers.add(() => metrics.close())
  const listening = await listen(http, { ...config, endStreams: () => hub.endStreams() })
  closers.add(async () => {
    const { cut } = await listening.drain()
    if (cut) log.warn('requests were cut: they took longer than MUSTER_DRAIN_SECONDS')
  })
  const url = config.publicUrl ?? listening.url
  return {
    url,
    metricsUrl: metrics && `http://${config.metrics?.host}:${metrics.port}/metrics`,
    platform,
    intro: await introOf(features, { platform, url, setup }),
    stop: () => closers.closeAll(),
  }
}

/** Limits are shared by every node on the database. */
async function openGuard(config: Config, { platform, log, closers }: Serving) {
  const limiter = createRateLimiter({
    db: platform.db,
    clock: systemClock,
    limits: config.rateLimits,
    secret: await platform.loadSecret('rate-limits'),
    onFault: error => log.warn({ err: error }, 'rate limits are not shared at the moment'),
  })
  closers.add(() => limiter.close())
  return createRequestGuard({
    limiter,
    proxies: config.trustedProxies,
    isHttps: config.publicUrl?.startsWith('https:') === true,
  })
}

interface AppParts {
  readonly features: readonly Feature[]
  readonly platform: Platform
  readonly log: Logger
  readonly checks: readonly HealthCheck[]
  readonly guard: RequestGuard
}

function createApp(config: Config, parts: AppParts): Http {
  const { features, platform, log, checks, guard } = parts
  const database: HealthCheck = {
    name: 'database',
    isEssential: true,
    findFault: async () => {
      await platform.db.query('select 1 from schema_migrations limit 1')
      return platform.findWriteFault()
    },
  }
  const healthChecks = [
    database,
    ...checks,
    ...features.flatMap(each => each.healthChecks?.(platform) ?? []),
  ]
  platform.metrics.gaugeBy(
    'muster_check_failing',
    { help: 'Checks of /health/ready: 1 when something is wrong', label: 'check' },
    async () => {
      const health = await runHealthChecks(healthChecks)
      return Object.fromEntries(health.checks.map(({ name, ok }) => [name, ok ? 0 : 1]))
    },
  )
  return createHttp({
    log,
    problems,
    authenticator: platform.tokens,
    clock: platform.clock,
    sessions: platform.identity.gate,
    scopeRules,
    info: apiInfo,
    healthChecks,
    earlier: {
      find: once => findAnswer(platform.db, once),
      hashSecret: platform.hashSecret,
    },
    guard,
    hasPublicDocs: config.hasPublicDocs,
    bodyLimitBytes: config.bodyLimitBytes,
    checksAnswers: config.checksAnswers,
  })
}

function openLive(platform: Platform, features: readonly Feature[]): LiveHub {
  const { db, follower, log, metrics } = platform
  const sights = new Map<string, Sight>(features.flatMap(each => Object.entries(each.sights ?? {})))
  const personal = new Map<string, PersonalSight>(
    features.flatMap(each => Object.entries(each.personalSights ?? {})),
  )
  const classes = features.flatMap(each => each.sightClass ?? [])
  const hub = createLiveHub({
    source: {
      head: () => follower.position,
      follow: (_after, onEvents) => {
        const stop = follower.subscribe(onEvents)
        return () => Promise.resolve(stop())
      },
      readAfter: async (after, limit) => {
        const events = await readFrom(db, after, limit)
        for (const feature of features) await feature.prepareSights?.(platform, events)
        return events
      },
    },
    view: {
      visible: (actor, event) => sights.get(event.stream.kind)?.(actor, event),
      classOf: actor => classes.map(classOf => classOf(actor)).join('|'),
      personal: {
        personOf: event => personal.get(event.stream.kind)?.personOf(event),
        visible: (actor, event) => personal.get(event.stream.kind)?.sight(actor, event),
      },
    },
    isAdmitted: actor =>
      isLive(platform, actor) && features.every(each => each.admits?.(platform, actor) ?? true),
    onFault: error => log.error({ err: error }, 'live stream failed'),
  })
  metrics.gauge('muster_live_connections', 'Open live streams', () => hub.count())
  return hub
}

/** By the session or the token that the actor came with. */
function isLive({ tokens, identity }: Platform, actor: Actor): boolean {
  return actor.session === undefined ? tokens.isLive(actor) : identity.parts.sessions.isLive(actor)
}

function setupSettings({ db, tokens }: Platform): SetupSettings {
  const { person, office, organisation, district } = administratorOffice
  const grantee = { person, office, organisation, district, kind: 'person' } as const
  return {
    db,
    tokens,
    clock: systemClock,
    administrator: grantee,
    isAdministered: hasAdministrator,
    scopes: ['admin', ...Object.keys(SCOPES).filter(scope => scope !== 'admin')],
  }
}

async function introOf(
  features: readonly Feature[],
  { platform, url, setup }: { platform: Platform; url: string; setup: SetupSettings },
): Promise<string[]> {
  const lines: string[] = []
  if (!platform.isDemo) {
    const code = await createSetupCode(setup)
    if (code !== undefined) {
      lines.push(
        '还没有管理员。一小时内打开此链接，设定管理员的登录名和密码；只能用一次：',
        'No administrator yet. Open this link within an hour to choose a log-in name and a password; it works once:',
        `  ${url}/setup#${code}`,
      )
    }
  }
  for (const feature of features) lines.push(...((await feature.intro?.(platform, url)) ?? []))
  return lines
}
