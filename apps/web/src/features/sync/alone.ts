// One page or program of this phone sends at a time.

/** A page that was put to sleep may hold on to its turn. */
const PATIENCE_MS = 20_000

/** Resolves to false when it did not come to its turn: then nothing was done. */
export async function inTurn(name: string, work: () => Promise<void>): Promise<boolean> {
  const { locks } = navigator
  const turn = { has: locks === undefined }
  if (locks === undefined) {
    await work()
    return true
  }
  try {
    await locks.request(name, { signal: AbortSignal.timeout(PATIENCE_MS) }, () => {
      turn.has = true
      return work()
    })
    return true
  } catch (error) {
    if (turn.has) throw error
    return false
  }
}
