// The only reader of process.env: settings become one checked, frozen Config, or the start stops.
import { join, resolve } from 'node:path'
import type { z } from 'zod'
import type { TrustSettings } from './features/trust/feature.ts'
import type { PublicSettings } from './mechanism/public/places.ts'
import { readSecondFactor, type SecondFactorRule } from './mechanism/second-factor.ts'
import { type ChannelSettings, readChannels } from './platform/channels/settings.ts'
import type { FileLimits } from './platform/files/types.ts'
import { readTrustedProxies, type TrustedProxies } from './platform/http/client-address.ts'
import { type RateLimits, readRateLimits } from './platform/http/rate-limits.ts'
import type { IdentitySettings } from './platform/identity/identity.ts'
import { readProviders } from './platform/identity/provider-settings.ts'
import { type AllowedDestination, readAllowed } from './platform/outgoing/allowed.ts'
import { type SettingName, settings } from './settings.ts'

/** sysexits EX_CONFIG: something is configured wrongly; restarting will not help. */
export const CONFIG_EXIT_CODE = 78

type Values = { readonly [N in SettingName]: z.output<(typeof settings)[N]['schema']> }

export interface Config {
  readonly port: number
  readonly host: string
  readonly publicUrl: string | undefined
  readonly dataDir: string
  readonly keyDir: string
  readonly databaseUrl: string | undefined
  readonly databasePool: number
  readonly timeZone: string
  readonly isDemo: boolean
  /** Where the demo clock stands still; it runs when absent. */
  readonly demoAt: number | undefined
  readonly logLevel: Values['MUSTER_LOG_LEVEL']
  readonly metrics: { readonly host: string; readonly port: number } | undefined
  readonly checksAnswers: boolean
  readonly bodyLimitBytes: number
  readonly files: FileLimits
  readonly drainMs: number
  readonly longestDelegationMs: number
  /** The program that makes PDFs; empty: the machine is searched for one; `off`: none. */
  readonly chromium: string
  /** How the public has it: places, datum, and how much strangers may bring. */
  readonly open: PublicSettings
  readonly identity: Pick<IdentitySettings, 'limits' | 'providers' | 'tokensDoHeavyActs'>
  /** Whose log-in asks for more than a password. */
  readonly secondFactor: SecondFactorRule
  readonly trustedProxies: TrustedProxies
  readonly rateLimits: RateLimits
  /** How many live streams one account and one address may hold open. */
  readonly livePlaces: { readonly account: number; readonly address: number }
  readonly outgoingAllowed: readonly AllowedDestination[]
  readonly channels: ChannelSettings
  readonly trust: TrustSettings
  /** May the API document be read without a token? */
  readonly hasPublicDocs: boolean
}

/** Thrown with one line per wrong setting; each names the setting. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly string[]
  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.join('\n'), options)
    this.problems = problems
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

/** Reads and checks every setting. Relative folders are inside `root`, the project's own folder. */
export function readConfig(
  environment: Environment = process.env,
  root: string = resolve(import.meta.dirname, '../../..'),
): Config {
  const problems = unknownNames(environment)
  const values = readValues(environment, problems)
  if (values?.MUSTER_DEMO === true && !isLoopback(values.MUSTER_HOST)) {
    problems.push(
      `MUSTER_DEMO: 演示模式只能监听本机地址，而 MUSTER_HOST 是 ${values.MUSTER_HOST} / the demo listens on loopback only, but MUSTER_HOST is ${values.MUSTER_HOST}`,
    )
  }
  if (values?.MUSTER_DEMO === false && values.MUSTER_DEMO_AT !== undefined) {
    problems.push(
      'MUSTER_DEMO_AT: 只有演示模式（MUSTER_DEMO=1）才能设定时钟 / only the demo (MUSTER_DEMO=1) has a clock to set',
    )
  }
  if (values === undefined || problems.length > 0) throw new ConfigError(problems)
  return toConfig(values, root)
}

function readValues(environment: Environment, problems: string[]): Values | undefined {
  const values: Record<string, unknown> = {}
  let complete = true
  for (const [name, setting] of Object.entries(settings)) {
    const raw = environment[name]?.trim() || setting.fallback
    const result = setting.schema.safeParse(raw === '' ? undefined : raw)
    if (result.success) {
      values[name] = result.data
      continue
    }
    complete = false
    const wanted = result.error.issues[0]?.message ?? 'something else'
    problems.push(
      `${name}: “${shown(name, raw)}” 不可用，例如 ${setting.example} / must be ${wanted}, for example ${setting.example}`,
    )
  }
  return complete ? (values as Values) : undefined
}

/** A database address may hold a password: it is never repeated. */
function shown(name: string, raw: string): string {
  return name === 'DATABASE_URL' ? '…' : raw
}

function toConfig(values: Values, root: string): Config {
  const dataDir = resolve(root, values.MUSTER_DATA_DIR)
  return Object.freeze({
    port: values.PORT,
    host: values.MUSTER_HOST,
    publicUrl: values.MUSTER_PUBLIC_URL,
    dataDir,
    keyDir:
      values.MUSTER_KEY_DIR === undefined
        ? join(dataDir, 'keys')
        : resolve(root, values.MUSTER_KEY_DIR),
    databaseUrl: values.DATABASE_URL,
    databasePool: values.MUSTER_DATABASE_POOL,
    timeZone: values.MUSTER_TIME_ZONE,
    isDemo: values.MUSTER_DEMO,
    demoAt: values.MUSTER_DEMO_AT,
    logLevel: values.MUSTER_LOG_LEVEL,
    metrics: toMetrics(values),
    checksAnswers: values.MUSTER_CHECK_ANSWERS,
    bodyLimitBytes: values.MUSTER_BODY_LIMIT_KB * 1024,
    files: {
      bytes: values.MUSTER_FILE_LIMIT_MB * 1024 * 1024,
      perDay: values.MUSTER_FILES_PER_DAY,
      uploadBytes: values.MUSTER_UPLOAD_LIMIT_MB * 1024 * 1024,
      uploadsOpen: values.MUSTER_UPLOADS_OPEN,
      uploadMs: values.MUSTER_UPLOAD_HOURS * 3_600_000,
    },
    drainMs: values.MUSTER_DRAIN_SECONDS * 1000,
    longestDelegationMs: values.MUSTER_DELEGATION_DAYS * 86_400_000,
    chromium: values.MUSTER_CHROMIUM,
    open: {
      datum: values.MUSTER_PUBLIC_DATUM,
      roundingMetres: values.MUSTER_PUBLIC_ROUNDING_METRES,
      reportsPerHour: values.MUSTER_PUBLIC_REPORTS_PER_HOUR,
    },
    identity: toIdentity(values, root),
    secondFactor: readSecondFactor(values.MUSTER_SECOND_FACTOR),
    trustedProxies: readTrustedProxies(values.MUSTER_TRUSTED_PROXIES),
    rateLimits: readRateLimits(values.MUSTER_RATE_LIMITS),
    livePlaces: {
      account: values.MUSTER_LIVE_PER_ACCOUNT,
      address: values.MUSTER_LIVE_PER_ADDRESS,
    },
    outgoingAllowed: readAllowed(values.MUSTER_OUTGOING_ALLOW),
    channels: toChannels(values, root),
    trust: toTrust(values),
    hasPublicDocs: values.MUSTER_PUBLIC_DOCS ?? values.MUSTER_DEMO,
  })
}

/** Tokens of the demo's people do everything, so that every act can be tried by hand. */
function toIdentity(values: Values, root: string): Config['identity'] {
  const file = values.MUSTER_LOGIN_PROVIDERS
  return {
    limits: {
      idleMs: values.MUSTER_SESSION_IDLE_MINUTES * 60_000,
      longestMs: values.MUSTER_SESSION_HOURS * 3_600_000,
      freshMs: 10 * 60_000,
    },
    providers:
      file === undefined
        ? []
        : readFrom('MUSTER_LOGIN_PROVIDERS', resolve(root, file), readProviders),
    tokensDoHeavyActs: values.MUSTER_TOKEN_HEAVY_ACTS ?? values.MUSTER_DEMO,
  }
}

function toTrust(values: Values): TrustSettings {
  const { MUSTER_HEARTBEAT_URL: url, MUSTER_HEARTBEAT_SECONDS: seconds } = values
  return {
    heartbeat: url === undefined ? undefined : { url, everyMs: seconds * 1000 },
    alarmsTo: values.MUSTER_ALARMS_TO,
    hasPublicStatus: values.MUSTER_PUBLIC_STATUS,
  }
}

function toChannels({ MUSTER_CHANNELS: file }: Values, root: string): ChannelSettings {
  return file === undefined ? {} : readFrom('MUSTER_CHANNELS', resolve(root, file), readChannels)
}

/** A file that a setting names, or the start stops and says what is wrong with it. */
function readFrom<T>(setting: SettingName, file: string, read: (file: string) => T): T {
  try {
    return read(file)
  } catch (error) {
    const { message } = error as Error
    throw new ConfigError([`${setting}: ${file} ${message}`], { cause: error })
  }
}

/** The default follows the main port, so that two servers on one machine do not meet. */
function toMetrics(values: Values): Config['metrics'] {
  const { PORT, MUSTER_METRICS_HOST: host, MUSTER_METRICS_PORT: port } = values
  if (port === 'off') return undefined
  if (port !== undefined) return { host, port }
  if (PORT === 0) return { host, port: 0 }
  return { host, port: PORT + 1000 <= 65_535 ? PORT + 1000 : PORT - 1000 }
}

/** Names that other programs of the project read: the story player and the launcher. */
const FOREIGN_NAMES = new Set(['MUSTER_URL', 'MUSTER_TOKEN'])

/** A misspelt name would otherwise be ignored in silence. */
function unknownNames(environment: Environment): string[] {
  const known = Object.keys(settings)
  return Object.keys(environment)
    .filter(name => name.startsWith('MUSTER_'))
    .filter(
      name => !known.includes(name) && !FOREIGN_NAMES.has(name) && !name.startsWith('MUSTER_TEST_'),
    )
    .map(name => {
      const near = nearest(name, known)
      return near === undefined
        ? `${name}: 没有这个设置 / there is no such setting`
        : `${name}: 没有这个设置，是否想写 ${near}？ / there is no such setting; did you mean ${near}?`
    })
}

function nearest(name: string, known: readonly string[]): string | undefined {
  const ranked = known
    .map(candidate => ({ candidate, distance: editDistance(name, candidate) }))
    .sort((a, b) => a.distance - b.distance)
  const best = ranked[0]
  return best !== undefined && best.distance <= 6 ? best.candidate : undefined
}

function editDistance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i]
    for (let j = 1; j <= to.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1)
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}

/** Is the address reachable from this machine alone? */
export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127(?:\.\d{1,3}){3}$/.test(address)
}
