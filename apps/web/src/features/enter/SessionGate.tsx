// Shows what needs somebody logged in, or the way in.
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { whenSessionFails } from '../../api/client.ts'
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

export function SessionGate({ children }: { readonly children: ReactNode }) {
  const [state, setState] = useState<State>({ is: 'asking' })
  const ask = useCallback(() => {
    findSession().then(
      session => setState(session === undefined ? { is: 'out' } : { is: 'in', session }),
      (error: unknown) => setState({ is: 'failed', error }),
    )
  }, [])
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
        {children}
      </SessionContext.Provider>
    )
  if (state.is === 'out' && settings.isDemo) return <DemoDoor onEntered={ask} />
  return <Loading rows={4} />
}
