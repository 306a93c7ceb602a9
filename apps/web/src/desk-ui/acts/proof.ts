// Asks whoever is at the page to prove anew who they are. One asks, the host on the page shows the
// dialog, everybody who asked meanwhile gets the same answer.

type Answer = (isProved: boolean) => void

let waiting: readonly Answer[] = []
const listeners = new Set<() => void>()

function tell(): void {
  for (const listener of listeners) listener()
}

/** Resolves when it is proved (true) or given up (false). Needs a `ProofHost` on the page. */
export function askForProof(): Promise<boolean> {
  if (listeners.size === 0) return Promise.resolve(false)
  return new Promise(resolve => {
    waiting = [...waiting, resolve]
    tell()
  })
}

/** For the host. */
export const proof = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) proof.answer(false)
    }
  },
  isAsked: (): boolean => waiting.length > 0,
  answer(isProved: boolean): void {
    const answered = waiting
    waiting = []
    tell()
    for (const answer of answered) answer(isProved)
  },
}
