// What the office that is acted in may do at most, as the session says it.
import { useSession } from '../../ui/session.ts'

export interface Mandate {
  readonly office: string | undefined
  /** Whether acts of this scope are open to the office; powers are checked besides, at the act. */
  readonly may: (scope: string) => boolean
}

export function useMandate(): Mandate {
  const { session } = useSession()
  const held = session.offices.find(({ office }) => office === session.office)
  return { office: session.office, may: scope => held?.scopes.includes(scope) === true }
}
