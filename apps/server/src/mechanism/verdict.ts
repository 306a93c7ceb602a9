// What deciding an act comes to: writes on one or several streams, or one refusal.
import type { Decision, Refusal, RefusalCode } from '@muster/domain'
import type {
  DomainEvent,
  OutgoingJob,
  StreamKey,
  StreamWrite,
} from '../platform/event-store/types.ts'

/** What a decision writes on each stream. */
export interface Outcome {
  readonly writes: readonly StreamWrite[]
  readonly jobs?: readonly OutgoingJob[]
}

export type Verdict =
  | { readonly ok: true; readonly outcome: Outcome }
  | { readonly ok: false; readonly refusal: Refusal }

export function refused(code: RefusalCode, rule: Refusal['rule'], field?: string): Verdict {
  return { ok: false, refusal: { code, rule, ...(field === undefined ? {} : { field }) } }
}

/** The answer to a decision on one stream. */
export function written<E extends DomainEvent>(stream: StreamKey, decision: Decision<E>): Verdict {
  if (!decision.ok) return decision
  return { ok: true, outcome: { writes: [{ stream, events: decision.events }] } }
}
