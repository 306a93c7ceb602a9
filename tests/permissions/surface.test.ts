// What a stranger reaches without log-in: /api/public, /health, the log-in pages and static files.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { ROOT } from '../harness/paths.ts'

const ALLOWED =
  /^\/(?:$|api\/public\/|health\/|pages\/|log-in(?:$|[/?])|invitation$|account$|accounts$|setup$|status$|field(?:$|\/)|public(?:$|\/)|assets\/|mark\.svg$)/

/** Where routes are declared that need no log-in. One more is a decision, and is made here too. */
const DECLARED_IN = [
  'features/answers/answer-page.ts',
  'features/answers/answer-routes.ts',
  'features/answers/sms-routes.ts',
  'features/demo-city/door-routes.ts',
  'features/demo-city/routes.ts',
  'features/open-data/city-routes.ts',
  'features/open-data/done-routes.ts',
  'features/reporters/public-routes.ts',
  'features/rosters/calendar-routes.ts',
  'features/trust/status-page.ts',
  'features/trust/status-routes.ts',
  'features/trust/watcher-routes.ts',
  'features/whistles/sheets/sheet-routes.ts',
  'platform/http/app.ts',
  'platform/http/built-pages.ts',
  'platform/http/health.ts',
  'platform/identity/link-routes.ts',
  'platform/identity/log-in-routes.ts',
  'platform/identity/page-routes.ts',
]

const PROBES = [
  '/',
  '/field',
  '/public',
  '/assets/',
  '/assets/../current.json',
  '/assets/..%2f..%2fcurrent.json',
  '/.vite/manifest.json',
  '/desk.html',
  '/docs',
  '/docs/',
  '/docs/rapidoc.js',
  '/docs/styles.js',
  '/openapi.json',
  '/problems/not_found',
  '/metrics',
  '/setup',
  '/log-in',
  '/account',
  '/accounts',
  '/invitation',
  '/status',
  '/pages/client.js',
  '/pages/../package.json',
  '/pages/..%2fpackage.json',
  '/pages/%2e%2e/src/main.ts',
  '/.env',
  '/.git/config',
  '/package.json',
  '/apps/server/src/main.ts',
  '/api',
  '/api/',
  '/api/public',
  '/api/public/',
  '/api/public/../whistles',
  '/api/public/..%2fwhistles',
  '/API/whistles',
  '/%61pi/whistles',
  '//api/whistles',
  '/api//whistles',
  '/api/whistles/',
  '/api/nothing-here',
  '/favicon.ico',
  '/robots.txt',
]

describe('without log-in', () => {
  let server: DemoServer
  let paths: readonly (readonly [method: string, path: string])[]

  beforeAll(async () => {
    server = await startDemoServer({
      at: '2017-01-17T08:30:00+08:00',
      settings: { MUSTER_PUBLIC_DOCS: '0' },
    })
    const token = /administrator .*\b(mus_\S+)/.exec(server.output())?.[1]
    const answer = await fetch(`${server.url}/openapi.json`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const document = (await answer.json()) as { paths: Record<string, Record<string, unknown>> }
    paths = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map(method => [method.toUpperCase(), path] as const),
    )
  })
  afterAll(() => server.stop())

  const reach = async (method: string, path: string) => {
    const answer = await fetch(server.url + path, {
      method,
      redirect: 'manual',
      headers: { 'idempotency-key': 'stranger', 'content-type': 'application/json' },
      ...(method === 'GET' ? {} : { body: '{}' }),
    })
    const text = await answer.text()
    return { path: new URL(answer.url).pathname, status: answer.status, text }
  }

  it('every documented route but the public ones answers 401', { timeout: 30_000 }, async () => {
    expect(paths.length).toBeGreaterThan(100)
    for (const [method, path] of paths) {
      const { status } = await reach(method, path.replace(/\{\w+\}/g, 'x'))
      if (ALLOWED.test(path)) expect([path, status]).not.toEqual([path, 500])
      else expect([method, path, status]).toEqual([method, path, 401])
    }
  })

  it('nothing else answers, whatever is asked for', async () => {
    for (const probe of PROBES) {
      const { path, status, text } = await reach('GET', probe)
      if (ALLOWED.test(path) && status < 500) continue
      expect([probe, [401, 404].includes(status), status]).toEqual([probe, true, status])
      expect(text.length).toBeLessThan(2000)
    }
  })

  it('every page forbids what stands in it to run or to be framed', async () => {
    for (const page of ['/log-in', '/invitation', '/account', '/accounts']) {
      const answer = await fetch(server.url + page)
      const policy = answer.headers.get('content-security-policy') ?? ''
      const text = await answer.text()
      expect([page, policy.includes('unsafe'), policy.includes("frame-ancestors 'none'")]).toEqual([
        page,
        false,
        true,
      ])
      expect(text).not.toMatch(/<script(?![^>]*\bsrc=)|\son\w+=|\sstyle=/)
    }
  })

  it('is only what these files declare', () => {
    const src = join(ROOT, 'apps/server/src')
    const files = globSync('**/*.ts', { cwd: src })
      .filter(file => !/\.test\.ts$|testing/.test(file))
      .filter(file => readFileSync(join(src, file), 'utf8').includes("access: 'public'"))
    expect(files.sort()).toEqual(DECLARED_IN)
  })
})
