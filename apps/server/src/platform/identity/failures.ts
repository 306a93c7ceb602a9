// Guessing gets slower: per log-in name and origin, counted in the database for all processes.
import type { Db } from '../db/db.ts'
import type { IdentityKeys } from './secrets.ts'

/** So many may fail before anybody waits. */
const FREE = 4
const SHORTEST_MS = 5_000
const LONGEST_MS = 900_000
const FORGOTTEN_MS = 86_400_000
const MOST_DOUBLINGS = 10

export interface Attempt {
  readonly name: string
  readonly source: string
}

export interface Failures {
  /**
   * Counts the attempt as failed before it is judged, so that many at once do not slip through.
   * Returns how long to wait when none may be made now.
   */
  begin(attempt: Attempt): Promise<number | undefined>
  /** The attempt succeeded: its origin may fail as often as before. */
  forget(attempt: Attempt): Promise<void>
  purge(): Promise<void>
}

export function createFailures(db: Db, keys: IdentityKeys, clock: { now(): number }): Failures {
  const rowOf = ({ name, source }: Attempt) => [
    keys.fingerprint('log-in name', name),
    keys.fingerprint('log-in source', source),
  ]
  return {
    begin: async attempt => {
      const now = clock.now()
      const [counted] = await db.query<{ failures: number }>(
        `insert into login_failures as f (name_hash, source, failures, last_failed_at, blocked_until)
         values ($1, $2, 1, $3::bigint, $3::bigint)
         on conflict (name_hash, source) do update set
           failures = case when f.last_failed_at < $3::bigint - $4::bigint then 1
             else f.failures + 1 end,
           last_failed_at = $3::bigint,
           blocked_until = case when f.last_failed_at < $3::bigint - $4::bigint then $3::bigint
             when f.failures < $5::integer then $3::bigint
             else $3::bigint + least($7::bigint,
               $6::bigint * (2 ^ least(f.failures - $5::integer, $8::integer))::bigint) end
         where f.blocked_until <= $3::bigint
         returning failures`,
        [...rowOf(attempt), now, FORGOTTEN_MS, FREE, SHORTEST_MS, LONGEST_MS, MOST_DOUBLINGS],
      )
      if (counted !== undefined) return undefined
      const [blocked] = await db.query<{ until: number }>(
        `select blocked_until as until from login_failures where name_hash = $1 and source = $2`,
        rowOf(attempt),
      )
      return Math.max(1000, (blocked?.until ?? now) - now)
    },
    forget: async attempt => {
      await db.query(
        'delete from login_failures where name_hash = $1 and source = $2',
        rowOf(attempt),
      )
    },
    purge: async () => {
      await db.query('delete from login_failures where last_failed_at < $1', [
        clock.now() - FORGOTTEN_MS,
      ])
    },
  }
}

/** The network of an address: guessing from its neighbours is guessing from the same place. */
export function networkOf(address: string): string {
  if (address.includes('.')) return address.split('.').slice(0, 3).join('.')
  return expandIpv6(address).slice(0, 4).join(':')
}

function expandIpv6(address: string): string[] {
  const [head = '', tail] = address.split('%')[0]?.split('::') ?? []
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array.from({ length: missing }, () => '0'), ...right]
  return groups.map(group => group.toLowerCase().replace(/^0+(?=.)/, ''))
}
