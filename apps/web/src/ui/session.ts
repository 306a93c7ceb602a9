// Who is logged in, for every part of a page that must know.
import { createContext, useContext } from 'react'
import type { Session } from '../api/session.ts'

export interface CurrentSession {
  readonly session: Session
  /** Asks anew: after another office was chosen, or the session ended. */
  readonly renew: () => void
}

export const SessionContext = createContext<CurrentSession | undefined>(undefined)

export function useSession(): CurrentSession {
  const current = useContext(SessionContext)
  if (current === undefined) throw new Error('nobody is logged in here')
  return current
}
