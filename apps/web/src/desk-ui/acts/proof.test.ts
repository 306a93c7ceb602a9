import { describe, expect, it } from 'vitest'
import { askForProof, proof } from './proof.ts'

describe('asking for a fresh proof', () => {
  it('is given up at once where nobody could show it', async () => {
    expect(await askForProof()).toBe(false)
  })

  it('asks once, and tells everybody who asked', async () => {
    const shown: boolean[] = []
    const stop = proof.subscribe(() => shown.push(proof.isAsked()))
    const answers = Promise.all([askForProof(), askForProof()])
    proof.answer(true)
    expect(await answers).toEqual([true, true])
    expect(shown).toEqual([true, true, false])
    stop()
  })

  it('is given up when the page goes', async () => {
    const stop = proof.subscribe(() => undefined)
    const answer = askForProof()
    stop()
    expect(await answer).toBe(false)
  })
})
