// Passwords: what may be one, and argon2id over it. Node brings argon2id itself, in its thread pool.
import { type Argon2Parameters, argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { ProblemError } from '../http/problems.ts'
import { isSame } from './secrets.ts'

export type PasswordRefusal = 'password_too_short' | 'password_too_long' | 'password_common'

export interface Passwords {
  /** Length and known breaches; nothing about which characters it must have. */
  refuse(password: string, loginName: string): PasswordRefusal | undefined
  hash(password: string): Promise<string>
  /** Takes the same time when there is no hash to compare with. */
  matches(password: string, stored: string | null | undefined): Promise<boolean>
}

export interface PasswordSettings {
  readonly isCommon: (password: string) => boolean
  /** Smaller in tests that hash often. */
  readonly cost?: ArgonCost
}

export interface ArgonCost {
  readonly memoryKb: number
  readonly passes: number
}

export const SHORTEST_PASSWORD = 8
export const LONGEST_PASSWORD = 128
/** What OWASP asks for at least; some 25 ms here. */
const COST: ArgonCost = { memoryKb: 19_456, passes: 2 }
const SALT_BYTES = 16
const KEY_BYTES = 32
/** Each takes a thread and its memory; log-ins must not take the disk's threads away. */
const AT_ONCE = 2
const MOST_WAITING = 200

const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

const derive: (parameters: Argon2Parameters) => Promise<Buffer> = promisify(
  (parameters: Argon2Parameters, done: (error: Error | null, key: Buffer) => void) =>
    argon2('argon2id', parameters, done),
)

export function createPasswords({ isCommon, cost = COST }: PasswordSettings): Passwords {
  const inTurn = createTurns(AT_ONCE, MOST_WAITING)
  // Of no password at all: compared with when there is no account.
  const dummy = { ...cost, salt: randomBytes(SALT_BYTES), key: randomBytes(KEY_BYTES) }
  return {
    refuse: (password, loginName) => {
      const normal = normalPassword(password)
      const length = [...normal].length
      if (length < SHORTEST_PASSWORD) return 'password_too_short'
      if (length > LONGEST_PASSWORD) return 'password_too_long'
      const isName = normal.toLowerCase() === loginName.toLowerCase()
      return isName || isCommon(normal) ? 'password_common' : undefined
    },
    hash: async password => {
      const salt = randomBytes(SALT_BYTES)
      const key = await inTurn(() => derive(parametersOf(password, { ...cost, salt })))
      const head = `$argon2id$v=19$m=${cost.memoryKb},t=${cost.passes},p=1`
      return `${head}$${unpadded(salt)}$${unpadded(key)}`
    },
    matches: async (password, stored) => {
      const known = readPhc(stored)
      const against = known ?? dummy
      const key = await inTurn(() => derive(parametersOf(password, against)))
      return isSame(unpadded(key), unpadded(against.key)) && known !== undefined
    },
  }
}

/** One spelling for what looks the same, however a keyboard composes it. */
function normalPassword(password: string): string {
  return password.normalize('NFKC')
}

interface Salted extends ArgonCost {
  readonly salt: Buffer
}

function parametersOf(password: string, { memoryKb, passes, salt }: Salted): Argon2Parameters {
  return {
    message: Buffer.from(normalPassword(password)),
    nonce: salt,
    parallelism: 1,
    tagLength: KEY_BYTES,
    memory: memoryKb,
    passes,
  }
}

function readPhc(stored: string | null | undefined): (Salted & { key: Buffer }) | undefined {
  const parts = PHC.exec(stored ?? '')
  if (parts === null) return undefined
  const [, memoryKb, passes, , salt = '', key = ''] = parts
  return {
    memoryKb: Number(memoryKb),
    passes: Number(passes),
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  }
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '')
}

/** Runs so many at once; more wait, and too many are told to come back. */
function createTurns(atOnce: number, mostWaiting: number) {
  let running = 0
  const waiting: (() => void)[] = []
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw new ProblemError({ code: 'overloaded' })
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.push(resolve)
      await promise
    } else running += 1
    try {
      return await work()
    } finally {
      // Whoever waited takes this place over.
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}
