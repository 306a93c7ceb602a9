// Who acts: the person or the connected system behind a token or a session.

export interface Actor {
  /** Id of the person, or of the connected system. */
  readonly person: string
  /** The office in which the person acts. */
  readonly office: string
  readonly organisation: string
  /** District code of the organisation; 000000 for the city. */
  readonly district: string
  readonly kind: 'person' | 'integration'
  readonly scopes: ReadonlySet<string>
  /** Names the token, or the session as `session-<id>`. */
  readonly tokenId: string
  /** Of a person who logged in; absent for a token. */
  readonly session?: ActorSession
}

export interface ActorSession {
  readonly id: string
  /** Heavy acts are allowed until then, without authenticating afresh. Epoch milliseconds. */
  readonly freshUntil: number
  readonly expiresAt: number
}

/** What a token is good for; kept beside it. */
export type Grantee = Omit<Actor, 'tokenId' | 'scopes' | 'session'>

export type AuthFailure =
  | 'token_invalid'
  | 'token_expired'
  | 'token_revoked'
  | 'session_ended'
  | 'session_expired'
  | 'office_not_held'
  | 'second_factor_required'

export type Verified =
  | { readonly ok: true; readonly actor: Actor }
  | { readonly ok: false; readonly code: AuthFailure }

/** Turns the text of a token into an actor; answers at once when it knows the token. */
export interface Authenticator {
  verify(token: string): Verified | Promise<Verified>
}

/** The scopes there are, and which of them only a person may ever hold. Given by the composition root. */
export interface ScopeRules {
  readonly scopes: ReadonlySet<string>
  readonly personOnly: ReadonlySet<string>
}

/** May the actor use a scope? Asked at every use, whatever the token says. */
export function refuseScope(
  actor: Actor,
  scope: string,
  rules: ScopeRules,
): { code: 'scope_missing' | 'integration_not_allowed'; scope: string } | undefined {
  if (actor.kind === 'integration' && rules.personOnly.has(scope)) {
    return { code: 'integration_not_allowed', scope }
  }
  return actor.scopes.has(scope) ? undefined : { code: 'scope_missing', scope }
}
