// Where the fresh proof is asked for: once on every page of the desk. The dialog comes only when it is needed.
import { lazy, Suspense, useSyncExternalStore } from 'react'
import { proof } from './proof.ts'

const ProofDialog = lazy(() =>
  import('./ProofDialog.tsx').then(({ ProofDialog: It }) => ({ default: It })),
)

export function ProofHost() {
  const isAsked = useSyncExternalStore(proof.subscribe, proof.isAsked)
  if (!isAsked) return null
  return (
    <Suspense>
      <ProofDialog onAnswer={proof.answer} />
    </Suspense>
  )
}
