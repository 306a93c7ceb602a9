// Opens the phone: whoever used it last is shown what it kept at once, while the server is asked.
import { lazy, Suspense, useCallback, useEffect, useState } from 'react'
import { unreachable } from '../api/problem.ts'
import { goToLogIn } from '../api/session.ts'
import { settings } from '../api/settings.ts'
import { Boundary } from '../ui/Boundary.tsx'
import { Failed, Loading } from '../ui/views.tsx'
import { FieldApp } from './FieldApp.tsx'
import { closeFor, openFor, openKept } from './open.ts'
import { findMe, type Standing } from './session.ts'
import { store } from './world.ts'

const ASK_AGAIN_MS = 20_000

/** Whoever is logged in does not wait for the door. */
const DemoDoor = lazy(async () => {
  const door = await import('../features/enter/DemoDoor.tsx')
  return { default: door.DemoDoor }
})

export function FieldGate() {
  const [standing, setStanding] = useState<Standing>()
  const ask = useCallback(() => {
    findMe(store).then(setStanding, error => reportError(error))
  }, [])
  useEffect(() => {
    openKept().then(me => {
      // The server's word comes later, and counts more.
      if (me !== undefined) setStanding(now => now ?? { is: 'in', me, isRemembered: true })
      ask()
    }, reportError)
  }, [ask])
  const me = standing?.is === 'in' ? standing.me : undefined
  const isSure = standing?.is === 'in' && !standing.isRemembered
  useEffect(() => {
    if (me !== undefined) openFor(me)
  }, [me])
  useEffect(() => {
    if (standing?.is !== 'out') return
    closeFor(store).then(() => {
      if (!settings.isDemo) goToLogIn()
    }, reportError)
  }, [standing])
  useEffect(() => {
    if (isSure) return
    // A phone may think that it is online long before anything gets through.
    const timer = setInterval(ask, ASK_AGAIN_MS)
    addEventListener('online', ask)
    return () => {
      clearInterval(timer)
      removeEventListener('online', ask)
    }
  }, [isSure, ask])
  if (standing?.is === 'unknown') return <Failed error={standing.problem} onRetry={ask} />
  if (standing?.is === 'out' && settings.isDemo) return <Door onEntered={ask} />
  if (me === undefined) return <Loading rows={4} />
  return <FieldApp me={me} onLogIn={ask} />
}

function Door({ onEntered }: { readonly onEntered: () => void }) {
  // It could not be fetched: that is as if nobody answered.
  const missing = <Failed error={unreachable(undefined)} onRetry={() => location.reload()} />
  return (
    <Boundary fallback={missing}>
      <Suspense fallback={<Loading rows={4} />}>
        <DemoDoor onEntered={onEntered} />
      </Suspense>
    </Boundary>
  )
}
