// Shows what needs somebody logged in, or the way in.
import { Fragment, type ReactNode, useCallback, useEffect, useRef, useState } from 'react'
import { whenSessionFails } from '../../api/client.ts'
import { restartLive } from '../../api/live.ts'
import { findSession, goToLogIn, type Session } from '../../api/session.ts'
import { settings } from '../../api/settings.ts'
import { SessionContext } from '../../ui/session.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { DemoDoor } from './DemoDoor.tsx'

type State =
  | { readonly is: 'asking' }
  | { readonly is: 'in'; readonly session: Session }
  | { readonly is: 'out' }
  | { readonly is: 'failed'; readonly error: unknown }

interface GateProps {
  readonly children: ReactNode
  /** Somebody else is here, or the same person in another office: nothing that was fetched holds. */
  readonly onAnother?: () => void
}

export function SessionGate({ children, onAnother }: GateProps) {
  const [state, setState] = useState<State>({ is: 'asking' })
  const before = useRef<string>(undefined)
  const ask = useCallback(() => {
    findSession().then(
      session => {
        const who = session && whoOf(session)
        // Before anything is drawn for whoever is here now.
        if (before.current !== undefined && who !== undefined && before.current !== who) {
          onAnother?.()
          restartLive()
        }
        before.current = who ?? before.current
        setState(session === undefined ? { is: 'out' } : { is: 'in', session })
      },
      // Whoever is in stays in while the server cannot be asked.
      (error: unknown) => setState(shown => (shown.is === 'in' ? shown : { is: 'failed', error })),
    )
  }, [onAnother])
  useEffect(() => {
    ask()
    whenSessionFails(ask)
  }, [ask])
  useEffect(() => {
    if (state.is === 'out' && !settings.isDemo) goToLogIn()
  }, [state])
  if (state.is === 'failed') return <Failed error={state.error} onRetry={ask} />
  if (state.is === 'in')
    return (
      <SessionContext.Provider value={{ session: state.session, renew: ask }}>
        <Fragment key={whoOf(state.session)}>{children}</Fragment>
      </SessionContext.Provider>
    )
  if (state.is === 'out' && settings.isDemo) return <DemoDoor onEntered={ask} />
  return <Loading rows={4} />
}

/** Somebody in an office: what is shown is shown to them alone. */
function whoOf({ id, office = '' }: Session): string {
  return `${id} ${office}`
}
