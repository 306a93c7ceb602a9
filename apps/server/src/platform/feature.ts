// How a feature attaches: it declares its streams, routes, live sight and background work.
import type { IncomingMessage } from 'node:http'
import type { AuditTrail } from './audit-trail/types.ts'
import type { Actor, Authenticator } from './auth/actor.ts'
import type { Tokens } from './auth/tokens.ts'
import type { Channels } from './channels/channels.ts'
import type { Clock } from './clock.ts'
import type { Db, Queryable } from './db/db.ts'
import type { ClockTrouble } from './deadlines/clock-watch.ts'
import type { ClaimedDeadline } from './deadlines/deadline-table.ts'
import type { DemoClock } from './deadlines/demo-clock.ts'
import type { Executor } from './event-store/executor.ts'
import type { Follower } from './event-store/follower.ts'
import type { AnyStreamType, Command, Json, JsonObject, StoredEvent } from './event-store/types.ts'
import type { FileStore } from './files/types.ts'
import type { HealthCheck } from './http/health.ts'
import type { HttpApp } from './http/types.ts'
import type { Identity } from './identity/identity.ts'
import type { People } from './identity/types.ts'
import type { JobHandler, JobQueue, QueueSettings } from './jobs/job-queue.ts'
import type { JobWork } from './jobs/queue-worker.ts'
import type { Logger } from './log.ts'
import type { Metrics } from './metrics/metrics.ts'
import type { OutgoingFetch } from './outgoing/outgoing.ts'
import type { Vault } from './vault/vault.ts'
import type { Webhooks } from './webhooks/webhooks.ts'

/** What the platform offers to features once the database is up to date. */
export interface Platform {
  readonly isDemo: boolean
  readonly timeZone: string
  readonly db: Db
  /** The time of the mechanism; in the demo it can be moved. */
  readonly clock: Clock
  /** The same clock, to be moved; only in the demo. */
  readonly demoClock: DemoClock | undefined
  /** What is wrong with the clock, while deadlines are paused for it. */
  readonly clockState: { trouble: () => ClockTrouble | undefined }
  /** Undefined when no feature has work for the outside. */
  readonly jobs: JobQueue | undefined
  readonly log: Logger
  readonly metrics: Metrics
  readonly vault: Vault
  readonly executor: Executor
  readonly follower: Follower
  readonly tokens: Tokens & Authenticator
  /** Accounts and sessions of people. */
  readonly identity: Identity
  readonly auditTrail: AuditTrail
  readonly files: FileStore
  /** Of the client, seen through the proxies that are trusted. */
  addressOf(request: IncomingMessage): string
  /** The only way to ask anything of another host: it never reaches what is not public. */
  readonly outgoing: OutgoingFetch
  /** The ways to reach people that are set up here. */
  readonly channels: Channels
  readonly webhooks: Webhooks
  /** Where people find this installation; undefined when nobody said so. */
  readonly publicUrl: string | undefined
  /** What the database said when it refused to write, if that was a moment ago. */
  findWriteFault(): string | undefined
  /** Goes into the hash by which a repeated command's body is known again; see `onceOf`. */
  readonly hashSecret: string
  /** A secret of this deployment by name, the same on every start. */
  loadSecret(name: string): Promise<Uint8Array>
}

export type Sight = (actor: Actor, event: StoredEvent) => Json | undefined

/** Of events that each concern one person, whatever the others of their class may see. */
export interface PersonalSight {
  personOf(event: StoredEvent): string | undefined
  readonly sight: Sight
}

export type ToCommand = (deadline: ClaimedDeadline) => Command<unknown>

export interface Feature {
  readonly name: string
  readonly streamTypes?: readonly AnyStreamType[]
  /** By kind of stream: the ordinary command that a fired deadline becomes. */
  readonly deadlineCommands?: Readonly<Record<string, ToCommand>>
  /** Queues for the outside, and by queue what does their work. */
  readonly jobQueues?: readonly QueueSettings[]
  jobHandlers?(platform: Platform): Readonly<Record<string, JobHandler | JobWork<JsonObject>>>
  /** Forgets what has served its time; runs every hour, on every node. */
  housekeeping?(platform: Platform): Promise<void>
  /** Renews what decisions read besides streams, in the transaction, before a batch decides. */
  refresh?(tx: Queryable): Promise<void>
  /** Who there is, as log-in asks; one feature keeps the people. The platform is there once it is asked. */
  people?(platform: () => Platform): People
  /** Loads what must be in memory; returns what undoes it. Runs after migrations, before listening. */
  start?(platform: Platform): Promise<(() => Promise<void>) | undefined>
  /** Begins what runs besides requests while this process serves; returns what ends it. */
  serve?(platform: Platform): () => Promise<void>
  routes?(app: HttpApp, platform: Platform): void
  /** By kind of stream: what an actor may see of an event now. A kind without an entry is unseen. */
  readonly sights?: Readonly<Record<string, Sight>>
  /** By kind of stream: whom an event concerns besides, and what that person may see of it now. */
  readonly personalSights?: Readonly<Record<string, PersonalSight>>
  /** Awaited before events older than this process are judged by `sights`. */
  prepareSights?(platform: Platform, events: readonly StoredEvent[]): Promise<void>
  /** Actors whose sight is the same at any moment share a class, and are judged once for all. */
  readonly sightClass?: (actor: Actor) => string
  /** Whether the actor still may be here at all; asked every second of whoever listens. */
  admits?(platform: Platform, actor: Actor): boolean
  healthChecks?(platform: Platform): readonly HealthCheck[]
  /** Lines for whoever started the server: who can log in, what to try. */
  intro?(platform: Platform, url: string): Promise<readonly string[]>
}
