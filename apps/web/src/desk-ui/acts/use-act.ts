// Runs an act from a page: one key until it is answered, a fresh proof when the server asks for one.
import { useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import type { Problem } from '../../api/problem.ts'
import { ActKey } from './act-run.ts'
import { askForProof } from './proof.ts'

export interface ActSettings<V, A> {
  /** Sends it: `get(api.POST(path, { body, headers: { 'idempotency-key': key } }))`. */
  readonly send: (values: V, key: string) => Promise<A>
  /** Answered well: close what was open, and renew the lists. */
  readonly onDone: (answer: A) => void
}

export interface RunningAct<V> {
  readonly run: (values: V) => void
  readonly isRunning: boolean
  readonly problem: Problem | undefined
  readonly forget: () => void
}

/** For a button; forms use `ActDialog`, which shows the problem at its field. */
export function useAct<V, A>({ send, onDone }: ActSettings<V, A>): RunningAct<V> {
  const [key] = useState(() => new ActKey())
  const [isRunning, setRunning] = useState(false)
  const [problem, setProblem] = useState<Problem>()
  const isBusy = useRef(false)
  const run = (values: V) => {
    if (isBusy.current) return
    isBusy.current = true
    setRunning(true)
    setProblem(undefined)
    key
      .run({ newKey, prove: askForProof, send: one => send(values, one) })
      .then(outcome => {
        isBusy.current = false
        setRunning(false)
        if (outcome.is === 'refused') setProblem(outcome.problem)
        if (outcome.is === 'done') onDone(outcome.answer)
      })
      // What is left to fail here is the page's own `onDone`.
      .catch(reportError)
  }
  return { run, isRunning, problem, forget: () => setProblem(undefined) }
}
