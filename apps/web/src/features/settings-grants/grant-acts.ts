// Which acts a grant offers, and what each sends. Pure, but for the sending.

import type { Schemas } from '../../api/client.ts'
import { api, get } from '../../api/client.ts'

export const GRANT_ACTS = [
  'delegate',
  'endDelegation',
  'narrow',
  'suspend',
  'resume',
  'revoke',
] as const
export type GrantAct = (typeof GRANT_ACTS)[number]

type Grant = Schemas['Grant']

/** What may stand behind a button; whether it is done is for the server to say. */
export function actsOf(
  { office, delegatedBy, source, counts, status, post }: Grant,
  reader: { readonly office: string | undefined; readonly isKeeper: boolean },
): readonly GrantAct[] {
  // Grants of a command post live and end with the post.
  if (post !== undefined || status === 'revoked' || counts === 'over') return []
  const isOwn = reader.office === office
  const isSuspended = status === 'suspended'
  const offered: Readonly<Record<GrantAct, boolean>> = {
    delegate: isOwn && source === undefined && counts === 'in_force',
    endDelegation: delegatedBy !== undefined && reader.office === delegatedBy,
    narrow: reader.isKeeper && !isSuspended,
    suspend: reader.isKeeper && !isSuspended,
    resume: reader.isKeeper && isSuspended,
    revoke: reader.isKeeper,
  }
  return GRANT_ACTS.filter(act => offered[act])
}

export interface GrantValues {
  readonly reason?: string
  readonly successor?: string
  readonly until?: string
  readonly from?: string
  readonly area?: string
  readonly departments?: Grant['departments']
  readonly instrument?: string
  readonly office?: string
  readonly person?: string
}

/** A field that was cleared is as if it had never been filled in. */
function filled(values: GrantValues): GrantValues {
  const kept = Object.entries(values).filter(
    ([, value]) => value !== undefined && value !== null && value !== '',
  )
  return Object.fromEntries(kept)
}

type ActPath =
  | '/api/grants/{id}/delegate'
  | '/api/grants/{id}/end-delegation'
  | '/api/grants/{id}/narrow'
  | '/api/grants/{id}/suspend'
  | '/api/grants/{id}/resume'
  | '/api/grants/{id}/revoke'

const PATH: Readonly<Record<GrantAct, ActPath>> = {
  delegate: '/api/grants/{id}/delegate',
  endDelegation: '/api/grants/{id}/end-delegation',
  narrow: '/api/grants/{id}/narrow',
  suspend: '/api/grants/{id}/suspend',
  resume: '/api/grants/{id}/resume',
  revoke: '/api/grants/{id}/revoke',
}

export function sendAct(act: GrantAct, id: string, values: GrantValues, key: string) {
  // Each act's form has the fields of its own body.
  const path = PATH[act] as '/api/grants/{id}/revoke'
  const body = filled(values) as Schemas['RevokeGrant']
  const headers = { 'idempotency-key': key }
  return get(api.POST(path, { params: { path: { id } }, body, headers }))
}
