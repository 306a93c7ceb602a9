import { describe, expect, it } from 'vitest'
import { ConfigError, isLoopback, readConfig } from './config.ts'
import { readTrustedProxies } from './platform/http/client-address.ts'

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment, '/srv/muster')
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('readConfig', () => {
  it('has a working default for everything', () => {
    expect(readConfig({}, '/srv/muster')).toEqual({
      port: 8080,
      host: '127.0.0.1',
      publicUrl: undefined,
      dataDir: '/srv/muster/.data',
      keyDir: '/srv/muster/.data/keys',
      databaseUrl: undefined,
      databasePool: 8,
      timeZone: 'Asia/Shanghai',
      isDemo: false,
      demoAt: undefined,
      logLevel: 'info',
      metrics: { host: '127.0.0.1', port: 9080 },
      checksAnswers: false,
      bodyLimitBytes: 262_144,
      identity: {
        limits: { idleMs: 43_200_000, longestMs: 86_400_000, freshMs: 600_000 },
        providers: [],
        tokensDoHeavyActs: false,
      },
      secondFactor: { ofEveryone: false, powers: new Set(), scopes: new Set() },
      drainMs: 10_000,
      files: {
        bytes: 25 * 1024 * 1024,
        perDay: 300,
        uploadBytes: 300 * 1024 * 1024,
        uploadsOpen: 40,
        uploadMs: 72 * 3_600_000,
      },
      longestDelegationMs: 30 * 86_400_000,
      chromium: '',
      trustedProxies: readTrustedProxies(''),
      rateLimits: { account: 3000, address: 12_000, stranger: 600, heavy: 60 },
      livePlaces: { account: 20, address: 1000 },
      outgoingAllowed: [],
      open: { datum: 'wgs84', reportsPerHour: 30, roundingMetres: 100 },
      channels: {},
      trust: { heartbeat: undefined, alarmsTo: [], hasPublicStatus: false },
      hasPublicDocs: false,
    })
  })

  it('takes an empty text as not set', () => {
    expect(readConfig({ PORT: ' ', DATABASE_URL: '' }, '/srv/muster').port).toBe(8080)
  })

  it('turns the metrics off', () => {
    expect(readConfig({ MUSTER_METRICS_PORT: 'off' }, '/').metrics).toBeUndefined()
  })

  it.each([
    ['PORT', '80a'],
    ['PORT', '70000'],
    ['MUSTER_HOST', 'a b'],
    ['MUSTER_HOST', '256.1.1.1'],
    ['MUSTER_METRICS_HOST', '::zz'],
    ['MUSTER_PUBLIC_URL', 'ftp://x'],
    ['MUSTER_PUBLIC_URL', 'https://x.cn/?a=1#f'],
    ['DATABASE_URL', 'mysql://u:secret@h/db'],
    ['DATABASE_URL', 'postgres://u:secret@h:99999/db'],
    ['MUSTER_DATABASE_POOL', '0'],
    ['MUSTER_TRUSTED_PROXIES', '10.0.0.0/33'],
    ['MUSTER_RATE_LIMITS', 'account=0'],
    ['MUSTER_OUTGOING_ALLOW', 'https://idp.city'],
    ['MUSTER_TIME_ZONE', 'Mars/Olympus'],
    ['MUSTER_DEMO', 'yes'],
    ['MUSTER_DEMO_AT', '2017-01-17 08:30'],
    ['MUSTER_DEMO_AT', '2017-01-17T08:30:00+08:00'],
    ['MUSTER_LOG_LEVEL', 'loud'],
    ['MUSTER_METRICS_PORT', 'x'],
    ['MUSTER_BODY_LIMIT_KB', '1'],
    ['MUSTER_DRAIN_SECONDS', '-1'],
  ])('names %s when it is %j', (name, value) => {
    const problems = problemsOf({ [name]: value })
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`${name}: `)
    expect(problems[0]).not.toContain('secret')
  })

  it('tells all that is wrong at once', () => {
    expect(problemsOf({ PORT: 'x', MUSTER_DEMO: 'x' })).toHaveLength(2)
  })

  it('suggests the near name for a misspelt one', () => {
    expect(problemsOf({ MUSTER_TIMEZONE: 'Asia/Shanghai' })[0]).toContain('MUSTER_TIME_ZONE')
    expect(problemsOf({ MUSTER_QQQQQQQQQQQQQQQQQQ: '1' })[0]).not.toContain('did you mean')
  })

  it('refuses a demo that others can reach', () => {
    expect(problemsOf({ MUSTER_DEMO: '1', MUSTER_HOST: '0.0.0.0' })[0]).toContain('MUSTER_DEMO')
    expect(problemsOf({ MUSTER_DEMO: '1' })).toEqual([])
  })
})

describe('isLoopback', () => {
  it.each([
    ['127.0.0.1', true],
    ['127.9.9.9', true],
    ['::1', true],
    ['localhost', true],
    ['0.0.0.0', false],
    ['::', false],
    ['10.0.0.1', false],
    ['127.0.0.1.example.com', false],
  ])('%s → %s', (address, expected) => {
    expect(isLoopback(address)).toBe(expected)
  })
})
