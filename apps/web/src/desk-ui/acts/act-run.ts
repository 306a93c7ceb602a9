// One act from the first press to its answer: sent with one key however often, proved anew when asked.
import { isWorthRepeating, type Problem, toProblem } from '../../api/problem.ts'

export interface ActParts<A> {
  readonly newKey: () => string
  readonly prove: () => Promise<boolean>
  readonly send: (key: string) => Promise<A>
}

export type ActOutcome<A> =
  | { readonly is: 'done'; readonly answer: A }
  | { readonly is: 'refused'; readonly problem: Problem }
  /** The fresh proof was given up: nothing happened, nothing is wrong. */
  | { readonly is: 'left' }

const STEP_UP = 'step_up_required'

/** Nobody said whether it was done: the same key must be sent again. */
function isOpen(problem: Problem): boolean {
  return isWorthRepeating(problem) || problem.status >= 500 || problem.status === 0
}

/** Keeps the key until the act is answered; afterwards another act needs another key. */
export class ActKey {
  #key: string | undefined

  async run<A>({ newKey, prove, send }: ActParts<A>): Promise<ActOutcome<A>> {
    this.#key ??= newKey()
    const key = this.#key
    const first = await attempt(() => send(key))
    const outcome = await this.#afterProof(first, prove, () => attempt(() => send(key)))
    if (outcome.is === 'done' || (outcome.is === 'refused' && !isOpen(outcome.problem)))
      this.#key = undefined
    return outcome
  }

  async #afterProof<A>(
    first: ActOutcome<A>,
    prove: () => Promise<boolean>,
    again: () => Promise<ActOutcome<A>>,
  ): Promise<ActOutcome<A>> {
    if (first.is !== 'refused' || first.problem.code !== STEP_UP) return first
    return (await prove()) ? again() : { is: 'left' }
  }
}

async function attempt<A>(send: () => Promise<A>): Promise<ActOutcome<A>> {
  try {
    return { is: 'done', answer: await send() }
  } catch (error) {
    return { is: 'refused', problem: toProblem(error) }
  }
}
