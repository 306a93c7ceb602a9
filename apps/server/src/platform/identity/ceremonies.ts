// What an unfinished log-in remembers between its steps; finished once, on whichever process.
import type { Db } from '../db/db.ts'
import type { JsonObject } from '../event-store/types.ts'
import { hashSecret, newSecret } from './secrets.ts'

const MOST_TRIES = 5

export interface Ceremonies {
  /** Returns the id that the browser holds; nothing else opens it. */
  begin(kind: string, data: JsonObject, lastsMs: number): Promise<string>
  find<D extends JsonObject>(kind: string, id: string): Promise<D | undefined>
  /** As `find`, and nobody finds it again. */
  finish<D extends JsonObject>(kind: string, id: string): Promise<D | undefined>
  /** As `find`, but only a few times: each is a guess that may turn out wrong. */
  guess<D extends JsonObject>(kind: string, id: string): Promise<D | undefined>
  purge(): Promise<void>
}

export function createCeremonies(db: Db, clock: { now(): number }): Ceremonies {
  return {
    begin: async (kind, data, lastsMs) => {
      const id = newSecret()
      await db.query(
        `insert into login_ceremonies (id_hash, kind, data, expires_at)
         values ($1, $2, $3::jsonb, $4)`,
        [hashSecret(id), kind, JSON.stringify(data), clock.now() + lastsMs],
      )
      return id
    },
    find: async <D extends JsonObject>(kind: string, id: string) => {
      const [row] = await db.query<{ data: D }>(
        `select data from login_ceremonies
         where id_hash = $1 and kind = $2 and expires_at > $3`,
        [hashSecret(id), kind, clock.now()],
      )
      return row?.data
    },
    finish: async <D extends JsonObject>(kind: string, id: string) => {
      const [row] = await db.query<{ data: D }>(
        `delete from login_ceremonies
         where id_hash = $1 and kind = $2 and expires_at > $3 returning data`,
        [hashSecret(id), kind, clock.now()],
      )
      return row?.data
    },
    guess: async <D extends JsonObject>(kind: string, id: string) => {
      const [row] = await db.query<{ data: D }>(
        `update login_ceremonies set tries = tries + 1
         where id_hash = $1 and kind = $2 and expires_at > $3 and tries < $4 returning data`,
        [hashSecret(id), kind, clock.now(), MOST_TRIES],
      )
      return row?.data
    },
    purge: async () => {
      await db.query('delete from login_ceremonies where expires_at < $1', [clock.now()])
    },
  }
}
