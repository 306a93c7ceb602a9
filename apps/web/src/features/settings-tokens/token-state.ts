// Whether a token works, and which scopes can be given. Pure.
import type { Schemas } from '../../api/client.ts'

export type Token = Schemas['Token']
export type TokenState = 'live' | 'expired' | 'revoked'

export function stateOf({ revokedAt, expiresAt }: Token, now: number): TokenState {
  if (revokedAt !== undefined) return 'revoked'
  return Date.parse(expiresAt) > now ? 'live' : 'expired'
}

export const SCOPES = [
  'read',
  'report',
  'blow',
  'attend',
  'command',
  'release',
  'veto',
  'accept',
  'grade',
  'approve',
  'rule',
  'supervise',
  'audit',
  'delegate',
  'configure',
  'import',
  'export',
  'admin',
] as const
export type Scope = (typeof SCOPES)[number]

export function isScope(name: string): name is Scope {
  return SCOPES.some(scope => scope === name)
}
