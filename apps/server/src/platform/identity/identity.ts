// Puts log-in together: accounts, sessions, providers, and the gate that knows cookies.
import type { FastifyRequest } from 'fastify'
import type { AuditTrail } from '../audit-trail/types.ts'
import type { Actor } from '../auth/actor.ts'
import type { Clock } from '../clock.ts'
import type { Db } from '../db/db.ts'
import { refuseOtherSession, type SessionGate } from '../http/gate.ts'
import { ProblemError, type RefusalLike } from '../http/problems.ts'
import type { OutgoingFetch } from '../outgoing/outgoing.ts'
import { createCeremonies } from './ceremonies.ts'
import { loadCommonPasswords } from './common-passwords.ts'
import { type CookieJar, createCookieJar } from './cookies.ts'
import { createDevices } from './devices.ts'
import { createFailures } from './failures.ts'
import { purgeInvitations } from './invitations.ts'
import type { Parts } from './parts.ts'
import { type ArgonCost, createPasswords } from './passwords.ts'
import { createProviderClient, type ProviderClient } from './provider-clients.ts'
import type { ProviderSettings } from './provider-settings.ts'
import {
  createSecondFactorRule,
  type NeedsSecondFactor,
  SECOND_FACTOR_REQUIRED,
} from './second-factor.ts'
import { createIdentityKeys } from './secrets.ts'
import { createSessions, type Session } from './sessions.ts'
import { createSite, type Site } from './site.ts'
import type { HeldOffice, People, SessionLimits } from './types.ts'

export interface IdentitySettings {
  readonly db: Db
  readonly clock: Clock
  readonly secret: Uint8Array
  readonly people: People
  readonly auditTrail: AuditTrail
  readonly outgoing: OutgoingFetch
  readonly limits: SessionLimits
  readonly publicUrl: string | undefined
  readonly providers: readonly ProviderSettings[]
  readonly administrator: HeldOffice & { readonly person: string }
  /** Whose offices ask for a second factor. */
  readonly needsSecondFactor: NeedsSecondFactor
  /** May a token do heavy acts, which ask people for a fresh authentication? */
  readonly tokensDoHeavyActs: boolean
  readonly appName: string
  readonly onFault: (error: unknown) => void
  /** Smaller for tests, which hash often. */
  readonly argonCost?: ArgonCost
  readonly pollMs?: number
}

export interface Identity {
  readonly parts: Parts
  readonly site: Site
  readonly cookies: CookieJar
  readonly limits: SessionLimits
  readonly providers: ReadonlyMap<string, ProviderClient>
  readonly gate: SessionGate
  /** Forgets what has served its time. */
  purge(): Promise<void>
  close(): Promise<void>
}

const INVITATIONS_KEPT_MS = 90 * 86_400_000

declare module 'fastify' {
  interface FastifyRequest {
    /** Of a route with access `session`. */
    session: Session | undefined
  }
}

/** The session of a route with access `session`. */
export function sessionOf(request: FastifyRequest): Session {
  if (request.session === undefined) throw new ProblemError({ code: 'unauthenticated' })
  return request.session
}

export async function createIdentity(settings: IdentitySettings): Promise<Identity> {
  const { db, clock, people, auditTrail, limits, administrator, appName, onFault } = settings
  const keys = createIdentityKeys(settings.secret)
  const officesOf = createOffices(people, administrator)
  const polling = settings.pollMs === undefined ? {} : { pollMs: settings.pollMs }
  const lacksSecondFactor = createSecondFactorRule(settings.needsSecondFactor, settings.providers)
  const sessions = await createSessions({
    ...{ db, clock, keys, limits, officesOf, lacksSecondFactor, onFault },
    ...polling,
  })
  const parts: Parts = {
    db,
    clock,
    keys,
    people,
    auditTrail,
    sessions,
    administrator,
    appName,
    passwords: createPasswords({
      isCommon: loadCommonPasswords(),
      ...(settings.argonCost === undefined ? {} : { cost: settings.argonCost }),
    }),
    failures: createFailures(db, keys, clock),
    ceremonies: createCeremonies(db, clock),
    devices: createDevices(keys),
  }
  const site = createSite(settings.publicUrl)
  const cookies = createCookieJar(site)
  const clients = settings.providers.map(each => createProviderClient(each, settings.outgoing))
  return {
    parts,
    site,
    cookies,
    limits,
    providers: new Map(clients.map(client => [client.settings.id, client])),
    gate: createSessionGate({ parts, site, cookies }, settings),
    purge: async () => {
      await sessions.purge()
      await parts.failures.purge()
      await parts.ceremonies.purge()
      await purgeInvitations(db, clock.now() - INVITATIONS_KEPT_MS)
    },
    close: () => sessions.close(),
  }
}

/** An administrator has one office more; the list is the same object while the person's offices are. */
function createOffices(people: People, administrator: HeldOffice) {
  const withMore = new WeakMap<readonly HeldOffice[], readonly HeldOffice[]>()
  return (person: string, isAdministrator: boolean): readonly HeldOffice[] => {
    const offices = people.officesOf(person)
    if (!isAdministrator) return offices
    const known = withMore.get(offices)
    if (known !== undefined) return known
    const all = [...offices, administrator]
    withMore.set(offices, all)
    return all
  }
}

function createSessionGate(
  { parts, site, cookies }: Pick<Identity, 'parts' | 'site' | 'cookies'>,
  { clock, tokensDoHeavyActs }: IdentitySettings,
): SessionGate {
  const admit = (request: FastifyRequest, session: Session) => {
    refuseOtherSession(request, session.row.id)
    const { beforeSecondFactor = false } = request.routeOptions.config
    if (session.lacksSecondFactor && !beforeSecondFactor)
      throw new ProblemError(SECOND_FACTOR_REQUIRED)
    request.session = session
    request.actor = session.actor
  }
  return {
    cookieOf: ({ headers }) => cookies.read(headers.cookie, cookies.session),
    verify: cookie => parts.sessions.verify(cookie),
    admitOwner: (request, cookie) => {
      const identified = parts.sessions.identify(cookie)
      if (identified instanceof Promise) {
        return identified.then(answer => {
          if (!answer.ok) throw new ProblemError({ code: answer.code })
          admit(request, answer.session)
        })
      }
      if (!identified.ok) throw new ProblemError({ code: identified.code })
      return admit(request, identified.session)
    },
    refuseForeign: request => site.refuseForeign(request),
    refuseStale: actor => refuseStale(actor, { now: clock.now(), tokensDoHeavyActs }),
  }
}

function refuseStale(
  { session }: Actor,
  { now, tokensDoHeavyActs }: { readonly now: number; readonly tokensDoHeavyActs: boolean },
): RefusalLike | undefined {
  if (session !== undefined) {
    return session.freshUntil > now ? undefined : { code: 'step_up_required' }
  }
  return tokensDoHeavyActs ? undefined : { code: 'token_not_enough' }
}
