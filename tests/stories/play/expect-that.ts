// What a story expects of the server while it is told; a broken promise ends it.
import assert from 'node:assert/strict'
import { type ApiProblem, problemOf } from '../../client/problem.ts'
import type { Receipt } from './whistle-play.ts'

export async function refused(call: Promise<unknown>, code: string): Promise<ApiProblem> {
  const problem = await problemOf(call)
  assert.equal(problem.code, code, problem.message)
  return problem
}

/** The act led to these events, in this order, others may be between. */
export async function led(call: Promise<Receipt>, ...events: readonly string[]): Promise<Receipt> {
  const receipt = await call
  const happened = [...receipt.events]
  for (const event of events) {
    const at = happened.indexOf(event)
    assert.ok(at >= 0, `${event} did not follow; there were ${receipt.events.join(', ')}`)
    happened.splice(0, at + 1)
  }
  return receipt
}

export function that(condition: boolean, sentence: string): void {
  assert.ok(condition, sentence)
}
