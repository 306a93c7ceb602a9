// given(events).when(command).then(events | refusal), for any pure decider.
import { expect } from 'vitest'

interface Refusal {
  readonly code: string
}

type Decision<E, R extends Refusal> =
  | { readonly ok: true; readonly events: readonly E[] }
  | { readonly ok: false; readonly refusal: R }

/** A domain module as its tests see it: pure, total, and without a place to keep anything. */
export interface Decider<S, C, E, X, R extends Refusal> {
  readonly initial: S
  decide(state: S, command: C, context: X): Decision<E, R>
  evolve(state: S, event: E): S
}

/** A decider with a past. */
export interface Given<S, C, E, X, R extends Refusal> {
  /** The state that the past came to. */
  readonly state: S
  when(command: C, context: X): When<S, C, E, X, R>
}

/** What a command came to; each expectation compares whole values. */
export interface When<S, C, E, X, R extends Refusal> {
  /** Exactly these events, in this order. */
  then(...events: readonly E[]): void
  /** Refused, with at least these facts: `{ code, rule }`. */
  thenRefused(refusal: Partial<R> & Refusal): void
  /** Accepted, whatever the events; goes on from there. */
  thenAccepted(): Given<S, C, E, X, R>
}

/**
 * Binds a decider, so that a test file reads as rules:
 *
 * ```ts
 * const whistle = given({ initial, decide, evolve })
 * whistle(drafted).when(submit, context).then(submitted)
 * whistle(closed).when(submit, context).thenRefused({ code: 'whistle_closed', rule: 15 })
 * ```
 */
export function given<S, C, E, X, R extends Refusal>(decider: Decider<S, C, E, X, R>) {
  return (...past: readonly E[]): Given<S, C, E, X, R> =>
    from(
      decider,
      past.reduce((state, event) => decider.evolve(state, event), decider.initial),
    )
}

function from<S, C, E, X, R extends Refusal>(
  decider: Decider<S, C, E, X, R>,
  state: S,
): Given<S, C, E, X, R> {
  return {
    state,
    when(command, context) {
      const decision = decider.decide(state, command, context)
      return {
        // biome-ignore lint/suspicious/noThenProperty: the sentence is given, when, then; nothing here is awaited
        then(...events) {
          expect(decision).toEqual({ ok: true, events })
        },
        thenRefused(refusal) {
          expect(decision).toMatchObject({ ok: false, refusal })
        },
        thenAccepted() {
          expect(decision).toMatchObject({ ok: true })
          const events = decision.ok ? decision.events : []
          return from(
            decider,
            events.reduce((next, event) => decider.evolve(next, event), state),
          )
        },
      }
    },
  }
}
