// A small server with log-in on a fresh database, and a browser that keeps its cookies.
import type { InjectOptions } from 'fastify'
import { pino } from 'pino'
import { z } from 'zod'
import type { AuditEntry } from '../audit-trail/types.ts'
import type { Engine } from '../db/db.ts'
import { type FreshDb, freshDb } from '../db/testing.ts'
import { createHttp, type Http } from '../http/app.ts'
import { platformProblems } from '../http/platform-problems.ts'
import { createProblems } from '../http/problems.ts'
import { actorOf } from '../http/types.ts'
import { createAccount } from './accounts.ts'
import { createIdentity, type Identity, type IdentitySettings } from './identity.ts'
import { totpCode, totpStepAt } from './one-time-codes.ts'
import { identityProblems } from './problems.ts'
import { identityRoutes } from './routes.ts'
import type { HeldOffice } from './types.ts'

export interface Answer {
  readonly status: number
  readonly headers: Record<string, unknown>
  // biome-ignore lint/suspicious/noExplicitAny: tests look at what they expect
  readonly body: any
}

/** Keeps cookies as a browser does, and says that its requests come from our own page. */
export interface Visitor {
  ask(
    method: 'GET' | 'POST' | 'DELETE',
    url: string,
    body?: object,
    more?: InjectOptions,
  ): Promise<Answer>
  cookies: Map<string, string>
}

export interface Desk {
  readonly fresh: FreshDb
  readonly identity: Identity
  readonly clock: { at: number }
  readonly audited: AuditEntry[]
  readonly offices: Map<string, HeldOffice[]>
  /** People whose offices ask for a second factor. */
  readonly needing: Set<string>
  visitor(about?: { readonly address?: string }): Visitor
  /** Another server process on the same database. */
  other(): Promise<Node>
  /** An account with that password; answers its id. */
  enroll(person: string, password: string, isAdministrator?: boolean): Promise<string>
  close(): Promise<void>
}

export interface Node {
  readonly identity: Identity
  visitor(about?: { readonly address?: string }): Visitor
}

export const ORIGIN = 'http://localhost'
export const MINUTE = 60_000

export const LIMITS = { idleMs: 60 * MINUTE, longestMs: 24 * 60 * MINUTE, freshMs: 10 * MINUTE }

export function officeOf(office: string, scopes: readonly string[] = ['read']): HeldOffice {
  return { office, organisation: 'street-1', district: '110101', scopes: new Set(scopes) }
}

const administrator = {
  ...officeOf('administrator', ['read', 'admin']),
  person: 'administrator',
  organisation: 'city',
  district: '000000',
}

export async function openDesk(engine: Engine): Promise<Desk> {
  const fresh = await freshDb(engine)
  const time = { at: Date.UTC(2026, 0, 1) }
  const audited: AuditEntry[] = []
  const offices = new Map<string, HeldOffice[]>()
  const needing = new Set<string>()
  const faults: unknown[] = []
  const nodes: { close(): Promise<void> }[] = []
  const settings = settingsOf(fresh, { time, audited, offices, needing, faults })
  const start = async () => {
    const identity = await createIdentity(settings)
    const http = createTestHttp(identity)
    nodes.push({
      close: async () => {
        await http.app.close()
        await identity.close()
      },
    })
    return { identity, visitor: (about = {}) => createVisitor(http, about) }
  }
  const first = await start()
  return {
    ...first,
    fresh,
    clock: time,
    audited,
    offices,
    needing,
    other: start,
    enroll: async (person, password, isAdministrator = false) => {
      if (!offices.has(person)) offices.set(person, [officeOf(`${person}.office`)])
      const made = await createAccount(
        first.identity.parts,
        { person, loginName: person, isAdministrator },
        { doer: {} },
      )
      if ('code' in made) throw new Error(made.code)
      const body = { code: made.invitation.code, password }
      const accepted = await first.visitor().ask('POST', '/api/public/invitation/accept', body)
      if (accepted.status !== 200) throw new Error(accepted.body.code)
      return made.account.id
    },
    close: async () => {
      for (const node of nodes) await node.close()
      await fresh.close()
      if (faults.length > 0) throw faults[0]
    },
  }
}

interface World {
  readonly time: { at: number }
  readonly audited: AuditEntry[]
  readonly offices: Map<string, HeldOffice[]>
  readonly needing: Set<string>
  readonly faults: unknown[]
}

function settingsOf(
  { db }: FreshDb,
  { time, audited, offices, needing, faults }: World,
): IdentitySettings {
  const none: HeldOffice[] = []
  return {
    db,
    clock: { now: () => time.at, monotonic: () => time.at },
    secret: new Uint8Array(32),
    people: {
      knows: person => offices.has(person),
      officesOf: person => offices.get(person) ?? none,
      powersOf: () => ['lead'],
      nameOf: () => undefined,
    },
    auditTrail: {
      recordAudit: entry => {
        audited.push(entry)
        return Promise.resolve()
      },
      recordReads: () => Promise.resolve(),
      close: () => Promise.resolve(),
    } as IdentitySettings['auditTrail'],
    outgoing: () => Promise.reject(new Error('nothing is asked of others')),
    limits: LIMITS,
    publicUrl: undefined,
    providers: [],
    administrator,
    tokensDoHeavyActs: false,
    needsSecondFactor: person => needing.has(person),
    appName: 'Test',
    onFault: fault => faults.push(fault),
    argonCost: { memoryKb: 64, passes: 1 },
    pollMs: 50,
  }
}

function createTestHttp(identity: Identity): Http {
  const http = createHttp({
    log: pino({ level: 'silent' }),
    problems: createProblems(platformProblems, identityProblems),
    authenticator: {
      verify: () => ({
        ok: true,
        actor: {
          ...administrator,
          kind: 'person',
          tokenId: 't1',
          scopes: new Set(['read', 'admin', 'heavy']),
        },
      }),
    },
    sessions: identity.gate,
    scopeRules: { scopes: new Set(['read', 'heavy', 'admin']), personOnly: new Set() },
    info: { title: 'Test', version: '1', description: '', tags: [] },
    healthChecks: [],
    bodyLimitBytes: 64 * 1024,
    checksAnswers: true,
  })
  const answer = { 200: z.strictObject({ person: z.string(), office: z.string() }) }
  for (const [url, access] of [
    ['/api/light', { scope: 'read' }],
    ['/api/heavy', { scope: 'read', stepUp: true }],
  ] as const) {
    http.app.post(
      url,
      { config: { access, command: false }, schema: { operationId: url, response: answer } },
      request => {
        const { person, office } = actorOf(request)
        return { person, office }
      },
    )
  }
  identityRoutes(http.app, identity, {
    addressOf: request => request.ip,
    adminScope: 'admin',
    setup: undefined,
  })
  return http
}

function createVisitor({ app }: Http, { address = '10.0.0.1' }: { address?: string }): Visitor {
  const cookies = new Map<string, string>()
  return {
    cookies,
    ask: async (method, url, body, more = {}) => {
      const answer = await app.inject({
        method,
        url,
        remoteAddress: address,
        ...(body === undefined ? {} : { payload: body }),
        ...more,
        headers: {
          host: 'localhost',
          'sec-fetch-site': 'same-origin',
          ...(cookies.size === 0
            ? {}
            : { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }),
          ...more.headers,
        },
      })
      for (const { name, value } of answer.cookies) {
        if (value === '') cookies.delete(name)
        else cookies.set(name, value)
      }
      const said = answer.body === '' ? undefined : answer.body
      const isJson = /json/.test(String(answer.headers['content-type']))
      return {
        status: answer.statusCode,
        headers: answer.headers,
        body: said !== undefined && isJson ? JSON.parse(said) : said,
      }
    },
  }
}

export const patience = { timeout: 3000, interval: 10 }

/** Logs in and answers what the server said. */
export function logIn(visitor: Visitor, loginName: string, password: string): Promise<Answer> {
  return visitor.ask('POST', '/api/public/log-in', { loginName, password })
}

/** An authenticator app for whoever is logged in; every code is used once, so each is a minute later. */
export async function enrollTotp({ clock }: Desk, visitor: Visitor) {
  const { secret } = (await visitor.ask('POST', '/api/account/totp')).body
  const code = () => {
    clock.at += MINUTE
    return totpCode(secret, totpStepAt(clock.at))
  }
  const body = { code: totpCode(secret, totpStepAt(clock.at)) }
  const confirmed = await visitor.ask('POST', '/api/account/totp/confirm', body)
  return { secret: secret as string, codes: confirmed.body.recoveryCodes as string[], code }
}
