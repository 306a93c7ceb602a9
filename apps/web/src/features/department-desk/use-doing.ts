import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { type Problem, toProblem } from '../../api/problem.ts'
import { doAct, KEY } from './use-department.ts'

export interface Errand {
  readonly path: string
  readonly body: object
}

/** Does acts one after another; each keeps its key until it was answered, so that sent again it is done once. */
export function useDoing(onDone?: () => void) {
  const queries = useQueryClient()
  const keys = useRef(new Map<string, string>())
  const [isDoing, setDoing] = useState(false)
  const [trouble, setTrouble] = useState<Problem>()
  const runAll = async (errands: readonly Errand[]) => {
    for (const { path, body } of errands) {
      const name = `${path} ${JSON.stringify(body)}`
      const key = keys.current.get(name) ?? newKey()
      keys.current.set(name, key)
      await doAct(path, body, key)
    }
    keys.current.clear()
    onDone?.()
  }
  const run = (...errands: readonly Errand[]) => {
    if (isDoing) return
    setDoing(true)
    setTrouble(undefined)
    runAll(errands)
      .catch((error: unknown) => setTrouble(toProblem(error)))
      // Also after a refusal: the page was behind what happened.
      .then(() => queries.invalidateQueries({ queryKey: [KEY] }))
      .catch(() => undefined)
      .finally(() => setDoing(false))
  }
  return { run, isDoing, trouble }
}
