// Links and codes by which whoever was told answers from where they are: made, kept as hashes, found again.
import { createHmac, hash, randomBytes, randomInt } from 'node:crypto'
import type { Db } from '../../platform/db/db.ts'

/** What may be answered: a call, by signing or returning it; a stand-down, a rehearsal or an alarm, by saying that one knows. */
export type AnswerKind = 'sign' | 'acknowledge'

export interface AnswerLink {
  readonly district: string
  readonly hash: string
  /** The whistle or broadcast that it is about. */
  readonly subject: string
  readonly department: string
  readonly round: number
  readonly person: string
  readonly office: string
  readonly act: AnswerKind
  /** It went to a group, where others read it as well. */
  readonly needsLogIn: boolean
  readonly page: string
  readonly attempt: number
  readonly expiresAt: number
}

export interface LinkOrder extends Omit<AnswerLink, 'hash' | 'expiresAt'> {
  /** Where a text message goes: it can be answered by one. */
  readonly number?: string
}

export interface MadeLink {
  /** Goes into the fragment of an address; 128 random bits and the district. */
  readonly secret: string
  /** Six digits, only together with the number. */
  readonly code: string | undefined
}

export interface AnswerLinks {
  /** Resolves when it is stored. */
  make(order: LinkOrder): Promise<MadeLink>
  /** Undefined for what was never made, and for what has expired. */
  find(secret: string): Promise<AnswerLink | undefined>
  /** The same by text message; a number that guesses is not listened to for an hour. */
  findByCode(number: string, code: string): Promise<AnswerLink | undefined>
  forget(): Promise<void>
}

export interface AnswerLinkParts {
  readonly db: Pick<Db, 'query'>
  readonly now: () => number
  /** Keys the hashes of phone numbers: of so few possible ones, a plain hash would hide none. */
  readonly secret: Uint8Array
}

/** Answers are known for thirty days, so that no link may live longer than that. */
export const LINK_LASTS_MS = 3 * 86_400_000
const HOUR_MS = 3_600_000
const MOST_MISSES = 5
const RANDOM_BYTES = 16
const DISTRICT_BYTES = 3
const SECRET = /^[A-Za-z0-9_-]{26}$/

interface Row extends Omit<AnswerLink, 'subject' | 'needsLogIn' | 'page' | 'expiresAt'> {
  readonly whistle_id: string
  readonly needs_log_in: boolean
  readonly page_id: string
  readonly expires_at: number
}

const COLUMNS =
  'district, hash, whistle_id, department, round, person, office, act, needs_log_in, page_id, attempt, expires_at'

const INSERT = `insert into answer_links (${COLUMNS}, number_hash, code, made_at)
  select ${COLUMNS}, number_hash, code, made_at from jsonb_to_recordset($1::jsonb) as link(
    district text, hash text, whistle_id text, department text, round integer, person text,
    office text, act text, needs_log_in boolean, page_id text, attempt integer, expires_at bigint,
    number_hash text, code text, made_at bigint)`

/** One of the ways to write a number: with the country or without. */
function plainNumber(number: string): string {
  return number.replaceAll(/\D/g, '').slice(-11)
}

function makeSecret(district: string): string {
  const prefix = Buffer.alloc(DISTRICT_BYTES)
  prefix.writeUIntBE(Number(district), 0, DISTRICT_BYTES)
  return Buffer.concat([prefix, randomBytes(RANDOM_BYTES)]).toString('base64url')
}

function districtOf(secret: string): string {
  const bytes = Buffer.from(secret, 'base64url')
  return String(bytes.readUIntBE(0, DISTRICT_BYTES)).padStart(6, '0')
}

export function hashOfSecret(secret: string): string {
  return hash('sha256', secret, 'base64url')
}

function toLink(row: Row): AnswerLink {
  const { whistle_id, needs_log_in, page_id, expires_at, ...rest } = row
  return {
    ...rest,
    subject: whistle_id,
    needsLogIn: needs_log_in,
    page: page_id,
    expiresAt: Number(expires_at),
  }
}

interface Waiting {
  readonly row: Readonly<Record<string, string | number | boolean | null>>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

/** Links of messages that leave together are stored by one statement. */
class Keeper {
  readonly #db: AnswerLinkParts['db']
  #waiting: Waiting[] = []

  constructor(db: AnswerLinkParts['db']) {
    this.#db = db
  }

  keep(row: Waiting['row']): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#flush())
      this.#waiting.push({ row, resolve, reject })
    })
  }

  #flush(): void {
    const all = this.#waiting
    this.#waiting = []
    this.#db.query(INSERT, [JSON.stringify(all.map(({ row }) => row))]).then(
      () => all.map(({ resolve }) => resolve()),
      error => all.map(({ reject }) => reject(error)),
    )
  }
}

export function createAnswerLinks({ db, now, secret: key }: AnswerLinkParts): AnswerLinks {
  const keeper = new Keeper(db)
  const hashOfNumber = (number: string) =>
    createHmac('sha256', key).update(plainNumber(number)).digest('base64url')
  const isGuessing = async (numberHash: string) => {
    const [row] = await db.query<{ misses: number }>(
      'select count(*)::integer as misses from answer_misses where number_hash = $1 and at > $2',
      [numberHash, now() - HOUR_MS],
    )
    return (row?.misses ?? 0) >= MOST_MISSES
  }
  return {
    make: async order => {
      const secret = makeSecret(order.district)
      const { number } = order
      const code = number === undefined ? undefined : String(randomInt(1_000_000)).padStart(6, '0')
      await keeper.keep({
        district: order.district,
        hash: hashOfSecret(secret),
        whistle_id: order.subject,
        department: order.department,
        round: order.round,
        person: order.person,
        office: order.office,
        act: order.act,
        needs_log_in: order.needsLogIn,
        page_id: order.page,
        attempt: order.attempt,
        number_hash: number === undefined ? null : hashOfNumber(number),
        code: code ?? null,
        made_at: now(),
        expires_at: now() + LINK_LASTS_MS,
      })
      return { secret, code }
    },
    find: async secret => {
      if (!SECRET.test(secret)) return undefined
      const [row] = await db.query<Row>(
        `select ${COLUMNS} from answer_links
         where district = $1 and hash = $2 and expires_at > $3`,
        [districtOf(secret), hashOfSecret(secret), now()],
      )
      return row && toLink(row)
    },
    findByCode: async (number, code) => {
      const numberHash = hashOfNumber(number)
      if (await isGuessing(numberHash)) return undefined
      const [row] = await db.query<Row>(
        `select ${COLUMNS} from answer_links
         where number_hash = $1 and code = $2 and expires_at > $3 order by made_at desc limit 1`,
        [numberHash, code, now()],
      )
      if (row !== undefined) return toLink(row)
      await db.query('insert into answer_misses (number_hash, at) values ($1, $2)', [
        numberHash,
        now(),
      ])
      return undefined
    },
    forget: async () => {
      await db.query('delete from answer_links where expires_at < $1', [now()])
      await db.query('delete from answer_misses where at < $1', [now() - HOUR_MS])
    },
  }
}
