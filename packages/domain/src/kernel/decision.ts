import type { Power } from '../access/powers.ts'
import type { RefusalCode } from './refusals.ts'

/** The rules of the mechanism by number; each guard cites the one it keeps. 0 is plain sense. */
export type Rule =
  | 0
  | 1
  | 2
  | 3
  | 4
  | 5
  | 6
  | 7
  | 8
  | 9
  | 10
  | 11
  | 12
  | 13
  | 14
  | 15
  | 16
  | 17
  | 18
  | 19
  | 20
  | 21
  | 22
  | 23

/** Why a command changed nothing. */
export interface Refusal {
  readonly code: RefusalCode
  readonly rule: Rule
  /** The part of the command that is at fault, where one can be named. */
  readonly field?: string
  /** The power whose lack is the reason (rule 2). */
  readonly missing?: Power
  /** Further facts for the reader: a survivor's id, a limit, a date. */
  readonly about?: Readonly<Record<string, string | number>>
}

export interface Accepted<E> {
  readonly ok: true
  readonly events: readonly E[]
}

export interface Refused {
  readonly ok: false
  readonly refusal: Refusal
}

export type Decision<E> = Accepted<E> | Refused

export function accept<E>(...events: readonly E[]): Accepted<E> {
  return { ok: true, events }
}

/** A guard's answer: names the reason and the rule it keeps, and changes nothing. */
export function refuse(
  code: RefusalCode,
  rule: Rule,
  detail: Omit<Refusal, 'code' | 'rule'> = {},
): Refused {
  return { ok: false, refusal: { code, rule, ...detail } }
}
