// The check for known vulnerabilities, run as CI runs it, against registries that answer and such that do not.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '..', '..')
const CHECK = join(ROOT, 'tools/check/vulnerabilities.ts')
const BULK = '/-/npm/v1/security/advisories/bulk'
const LIMIT_MS = 90_000

interface Advisory {
  readonly severity: string
  readonly range: string
}

type Advisories = Readonly<Record<string, Advisory>>

let registry: Server | undefined
afterEach(async () => {
  registry?.closeAllConnections()
  registry?.close()
  registry = undefined
})

async function listen(onAsked: (path: string, body: Buffer, response: ServerResponse) => void) {
  registry = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => onAsked(request.url ?? '', Buffer.concat(parts), response))
  }).listen(0, '127.0.0.1')
  await once(registry, 'listening')
  return `http://127.0.0.1:${(registry.address() as AddressInfo).port}/`
}

/** Knows of these; of every package it has the one version that was asked about. */
function knowing(advisories: Advisories, asked: Map<string, readonly string[]>) {
  return listen((path, body, response) => {
    response.setHeader('content-type', 'application/json')
    if (path === BULK) {
      const plain = body[0] === 0x1f ? gunzipSync(body) : body
      for (const [name, versions] of Object.entries(JSON.parse(plain.toString('utf8'))))
        asked.set(name, versions as string[])
      const found = Object.entries(advisories).map(([name, { severity, range }], id) => [
        name,
        [
          {
            id,
            url: 'https://advisories.example',
            title: 'x',
            severity,
            vulnerable_versions: range,
          },
        ],
      ])
      response.end(JSON.stringify(Object.fromEntries(found)))
      return
    }
    const name = decodeURIComponent(path.slice(1))
    const versions = (asked.get(name) ?? []).map(version => [version, { name, version }])
    response.end(JSON.stringify({ name, versions: Object.fromEntries(versions) }))
  })
}

async function check(address: string) {
  const child = spawn(process.execPath, [CHECK], {
    cwd: ROOT,
    env: { ...process.env, npm_config_registry: address, npm_config_audit_level: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')])
  return { said, code }
}

describe('the check for vulnerabilities', () => {
  it('fails at what is high or critical, and names it', { timeout: LIMIT_MS }, async () => {
    const asked = new Map<string, readonly string[]>()
    const address = await knowing(
      {
        fastify: { severity: 'critical', range: '>=0' },
        zod: { severity: 'high', range: '>=0' },
        kysely: { severity: 'moderate', range: '>=0' },
      },
      asked,
    )
    const { said, code } = await check(address)
    expect(asked.has('fastify')).toBe(true)
    expect(said).toMatch(/^fastify .*: critical$/m)
    expect(said).toMatch(/^zod .*: high$/m)
    expect(said).not.toMatch(/^kysely/m)
    expect(said).not.toContain('note:')
    expect(code).toBe(1)
  })

  it('is silent where nothing is known against what there is', { timeout: LIMIT_MS }, async () => {
    const old = { fastify: { severity: 'critical', range: '<1.0.0' } }
    expect(await check(await knowing(old, new Map()))).toEqual({ said: '', code: 0 })
  })

  it('says so and passes where a registry does not answer that', {
    timeout: LIMIT_MS,
  }, async () => {
    const address = await listen((_path, _body, response) => response.writeHead(405).end())
    const { said, code } = await check(address)
    expect(said).toMatch(/^note: no registry told of vulnerabilities \(405 Method Not Allowed/)
    expect(said.trim().split('\n')).toHaveLength(1)
    expect(code).toBe(0)
  })

  it('says so and passes without a network', { timeout: LIMIT_MS }, async () => {
    const address = await listen(() => undefined)
    registry?.close()
    const { said, code } = await check(address)
    expect(said).toMatch(
      /^note: no registry told of vulnerabilities \(.*(?:ECONNREFUSED|connect).*\)/,
    )
    expect(code).toBe(0)
  })
})
