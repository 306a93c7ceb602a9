// What the acts of log-in share: database, clock, keys, sessions, and the record of what was done.
import type { AuditOutcome, AuditTrail } from '../audit-trail/types.ts'
import type { Clock } from '../clock.ts'
import type { Db, Queryable } from '../db/db.ts'
import type { Ceremonies } from './ceremonies.ts'
import type { Devices } from './devices.ts'
import type { Failures } from './failures.ts'
import type { Passwords } from './passwords.ts'
import type { IdentityKeys } from './secrets.ts'
import type { Sessions } from './sessions.ts'
import type { HeldOffice, People } from './types.ts'

export interface Parts {
  readonly db: Db
  readonly clock: Clock
  readonly keys: IdentityKeys
  readonly people: People
  readonly auditTrail: AuditTrail
  readonly passwords: Passwords
  readonly sessions: Sessions
  readonly failures: Failures
  readonly ceremonies: Ceremonies
  readonly devices: Devices
  /** What an administrator of accounts acts in, besides any office. */
  readonly administrator: HeldOffice & { readonly person: string }
  /** What authenticator apps call this server. */
  readonly appName: string
}

/** Who did it, when somebody was known. */
export interface Doer {
  readonly person?: string | undefined
  readonly office?: string | undefined
  readonly organisation?: string | undefined
  readonly district?: string | undefined
}

export interface Done {
  readonly act: string
  readonly by?: Doer | undefined
  readonly account?: string | undefined
  readonly address?: string | undefined
  readonly outcome?: AuditOutcome
}

const CITY = '000000'

export function record(
  { auditTrail, clock }: Pick<Parts, 'auditTrail' | 'clock'>,
  { act, by = {}, account, address, outcome = 'done' }: Done,
  tx?: Queryable,
): Promise<void> {
  const { person, office, organisation, district = CITY } = by
  return auditTrail.recordAudit(
    {
      at: clock.now(),
      person,
      office,
      organisation,
      district,
      act,
      subject: account === undefined ? undefined : `account:${account}`,
      address,
      outcome,
    },
    tx,
  )
}
