// From what is stored to what is on the wire.

import { hash } from 'node:crypto'
import { duration, toRfc3339 } from '@muster/contract/wire'
import type { z } from 'zod'
import type { AccountRow } from './account-rows.ts'
import type { Identity } from './identity.ts'
import type { PasskeyRow } from './passkey-rows.ts'
import type { ListedSession, Session } from './sessions.ts'
import type { HeldOffice } from './types.ts'
import type { accountEntry, ownAccount, sessionEntry, sessionView } from './wire.ts'

const NAME_LENGTH = 18

export function toSessionView(
  { parts, limits }: Pick<Identity, 'parts' | 'limits'>,
  { row, offices, actor, lacksSecondFactor }: Session,
): z.input<typeof sessionView> {
  const name = parts.people.nameOf(row.person)
  return {
    id: row.id,
    person: row.person,
    ...(name === undefined ? {} : { name }),
    loginName: row.loginName,
    isAdministrator: row.isAdministrator,
    offices: offices.map(toOffice),
    ...(actor === undefined ? {} : { office: actor.office }),
    powers: actor === undefined ? [] : [...parts.people.powersOf(actor.person, actor.office)],
    needsSecondFactor: lacksSecondFactor,
    methods: [...row.methods],
    startedAt: toRfc3339(row.startedAt),
    authenticatedAt: toRfc3339(row.authenticatedAt),
    freshUntil: toRfc3339(row.authenticatedAt + limits.freshMs),
    expiresAt: toRfc3339(row.expiresAt),
    idleLimit: duration.encode(limits.idleMs),
  }
}

function toOffice({ office, organisation, district, name, scopes }: HeldOffice) {
  const named = name === undefined ? {} : { name }
  return { office, organisation, district, ...named, scopes: [...scopes] }
}

export function toSessionEntry(row: ListedSession, current: string): z.input<typeof sessionEntry> {
  const { client, office } = row
  return {
    id: row.id,
    isCurrent: row.id === current,
    startedAt: toRfc3339(row.startedAt),
    lastSeenAt: toRfc3339(row.lastSeenAt),
    expiresAt: toRfc3339(row.expiresAt),
    ...(office === null ? {} : { office }),
    methods: [...row.methods],
    ...(client === undefined ? {} : { address: client.address, browser: client.agent }),
  }
}

export function toAccountEntry(row: AccountRow): z.input<typeof accountEntry> {
  const { id, person, loginName, isAdministrator, disabledAt } = row
  return {
    id,
    person,
    loginName,
    isAdministrator,
    hasPassword: row.passwordHash !== null,
    hasTotp: row.totpConfirmedAt !== null,
    createdAt: toRfc3339(row.createdAt),
    ...(disabledAt === null ? {} : { disabledAt: toRfc3339(disabledAt) }),
  }
}

export function toOwnAccount(
  row: AccountRow,
  about: {
    readonly passkeys: readonly PasskeyRow[]
    readonly recoveryCodes: number
    readonly providers: readonly string[]
  },
): z.input<typeof ownAccount> {
  const changedAt = row.passwordChangedAt
  return {
    loginName: row.loginName,
    hasPassword: row.passwordHash !== null,
    ...(changedAt === null ? {} : { passwordChangedAt: toRfc3339(changedAt) }),
    hasTotp: row.totpConfirmedAt !== null,
    recoveryCodes: about.recoveryCodes,
    passkeys: about.passkeys.map(toPasskeyEntry),
    providers: [...about.providers],
  }
}

export function toPasskeyEntry({ id, label, createdAt, lastUsedAt }: PasskeyRow) {
  return {
    id: nameOfPasskey(id),
    label,
    createdAt: toRfc3339(createdAt),
    ...(lastUsedAt === null ? {} : { lastUsedAt: toRfc3339(lastUsedAt) }),
  }
}

/** Ids of credentials are as long as their makers like; an address wants a short name. */
export function nameOfPasskey(id: string): string {
  return hash('sha256', id, 'hex').slice(0, NAME_LENGTH)
}
