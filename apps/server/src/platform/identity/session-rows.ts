// The statements on the table sessions.
import type { Queryable } from '../db/db.ts'
import type { Method } from './types.ts'

/** Every server process hears on this channel which session changed. */
export const SESSION_CHANNEL = 'sessions'

export interface SessionRow {
  readonly id: string
  readonly secretHash: string
  readonly account: string
  readonly person: string
  readonly office: string | null
  readonly methods: readonly Method[]
  readonly startedAt: number
  readonly authenticatedAt: number
  readonly lastSeenAt: number
  readonly expiresAt: number
  readonly changedAt: number
  readonly endedAt: number | null
  readonly endedBecause: string | null
  /** Sealed. */
  readonly client: string
  readonly loginName: string
  readonly isAdministrator: boolean
}

const SELECT = `select s.id, s.secret_hash as "secretHash", s.account, s.person, s.office, s.methods,
    s.started_at as "startedAt", s.authenticated_at as "authenticatedAt",
    s.last_seen_at as "lastSeenAt", s.expires_at as "expiresAt", s.changed_at as "changedAt",
    s.ended_at as "endedAt", s.ended_because as "endedBecause", s.client,
    a.login_name as "loginName", a.is_administrator as "isAdministrator"
  from sessions s join accounts a on a.id = s.account`

export async function findSessionRow(db: Queryable, id: string): Promise<SessionRow | undefined> {
  const rows = await db.query<SessionRow>(`${SELECT} where s.id = $1`, [id])
  return rows[0]
}

/** Those that still last, the latest first. */
export function listSessionRows(
  db: Queryable,
  account: string,
  { now, idleMs }: { readonly now: number; readonly idleMs: number },
): Promise<SessionRow[]> {
  return db.query<SessionRow>(
    `${SELECT} where s.account = $1 and s.ended_at is null and s.expires_at > $2
       and s.last_seen_at > $3 order by s.started_at desc limit 200`,
    [account, now, now - idleMs],
  )
}

type NewSession = Pick<
  SessionRow,
  'id' | 'secretHash' | 'account' | 'person' | 'office' | 'methods' | 'expiresAt' | 'client'
>

export async function insertSessionRow(db: Queryable, row: NewSession, now: number): Promise<void> {
  await db.query(
    `insert into sessions (id, secret_hash, account, person, office, methods, started_at,
       authenticated_at, last_seen_at, expires_at, changed_at, client)
     values ($1, $2, $3, $4, $5, $6::jsonb, $7, $7, $7, $8, $7, $9)`,
    [
      row.id,
      row.secretHash,
      row.account,
      row.person,
      row.office,
      JSON.stringify(row.methods),
      now,
      row.expiresAt,
      row.client,
    ],
  )
}

/** Another secret after a fresh authentication; false when the session ended meanwhile. */
export async function renewSessionRow(
  db: Queryable,
  id: string,
  renewed: {
    readonly secretHash: string
    readonly methods: readonly Method[]
    readonly at: number
  },
): Promise<boolean> {
  const rows = await db.query(
    `update sessions set secret_hash = $2, methods = $3::jsonb, authenticated_at = $4,
       last_seen_at = $4, changed_at = $4
     where id = $1 and ended_at is null returning id`,
    [id, renewed.secretHash, JSON.stringify(renewed.methods), renewed.at],
  )
  await notify(db, id)
  return rows.length === 1
}

/** Takes ways of proof out of an account's sessions; answers which had them. */
export async function strikeMethods(
  db: Queryable,
  account: string,
  { methods, at }: { readonly methods: readonly Method[]; readonly at: number },
): Promise<readonly string[]> {
  const rows = await db.query<{ id: string }>(
    `update sessions set methods = methods - $2::text[], changed_at = $3
     where account = $1 and ended_at is null and methods ?| $2::text[] returning id`,
    [account, methods, at],
  )
  for (const { id } of rows) await notify(db, id)
  return rows.map(({ id }) => id)
}

export async function setSessionOffice(
  db: Queryable,
  id: string,
  { office, at }: { readonly office: string; readonly at: number },
): Promise<boolean> {
  const rows = await db.query(
    `update sessions set office = $2, changed_at = $3
     where id = $1 and ended_at is null returning id`,
    [id, office, at],
  )
  await notify(db, id)
  return rows.length === 1
}

export interface Ending {
  readonly because: string
  readonly at: number
}

/** False when there is no such session of the account, or it ended before. */
export async function endSessionRow(
  db: Queryable,
  { id, account }: { readonly id: string; readonly account: string },
  { because, at }: Ending,
): Promise<boolean> {
  const rows = await db.query(
    `update sessions set ended_at = $3, ended_because = $4, changed_at = $3
     where id = $1 and account = $2 and ended_at is null returning id`,
    [id, account, at, because],
  )
  if (rows.length === 1) await notify(db, id)
  return rows.length === 1
}

/** Ends all sessions of an account but one; returns their ids. */
export async function endSessionRows(
  db: Queryable,
  { account, but }: { readonly account: string; readonly but?: string | undefined },
  { because, at }: Ending,
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `update sessions set ended_at = $3, ended_because = $4, changed_at = $3
     where account = $1 and id <> $2 and ended_at is null returning id`,
    [account, but ?? '', at, because],
  )
  for (const { id } of rows) await notify(db, id)
  return rows.map(({ id }) => id)
}

/** For processes that missed a notification. */
export function listChangedSince(
  db: Queryable,
  since: number,
): Promise<{ id: string; changedAt: number; hasEnded: boolean }[]> {
  return db.query(
    `select id, changed_at as "changedAt", ended_at is not null as "hasEnded"
     from sessions where changed_at >= $1`,
    [since],
  )
}

/** Writes when sessions were last seen; another process may know of a later moment. */
export async function touchSessionRows(
  db: Queryable,
  seen: ReadonlyMap<string, number>,
): Promise<void> {
  await db.query(
    `update sessions s set last_seen_at = greatest(s.last_seen_at, t.at)
     from unnest($1::text[], $2::bigint[]) as t(id, at)
     where s.id = t.id and s.ended_at is null`,
    [[...seen.keys()], [...seen.values()]],
  )
}

/** Forgets what ended or expired before that moment. */
export async function purgeSessionRows(db: Queryable, before: number): Promise<void> {
  await db.query('delete from sessions where expires_at < $1 or ended_at < $1', [before])
}

async function notify(db: Queryable, id: string): Promise<void> {
  await db.query('select pg_notify($1, $2)', [SESSION_CHANNEL, id])
}
