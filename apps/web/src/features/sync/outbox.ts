// The queue as a value: which act is next, and what an answer makes of it. No clock, no storage, no network.
import { laneOf, needsArrival, type QueuedAct, type Trouble } from './act.ts'
import type { Verdict } from './verdict.ts'

export type Queue = readonly QueuedAct[]

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

/** A moment farther ahead than anything ever waits was written by a clock that was set back since. */
export function isDue(notBefore: number, now: number): boolean {
  return notBefore <= now || notBefore - now > LONGEST_WAIT_MS
}

export function inOrder(queue: Queue): Queue {
  return queue.toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

/** Does an earlier act of the lane have to be settled first? */
function isHeldBack(act: QueuedAct, earlier: Queue): boolean {
  const lane = earlier.filter(one => laneOf(one) === laneOf(act) && one.person === act.person)
  const isDoubted = lane.some(one => one.act === 'reportArrival' && one.state === 'refused')
  if (isDoubted && needsArrival(act)) return true
  // What waits for a refused arrival keeps nothing back that needs none.
  return lane.some(one => one.state === 'waiting' && !(isDoubted && needsArrival(one)))
}

/** The next act to send for whoever is logged in; undefined when there is none at this moment. */
export function nextToSend(
  queue: Queue,
  { person, now }: { readonly person: string; readonly now: number },
): QueuedAct | undefined {
  const ordered = inOrder(queue)
  return ordered.find(
    (act, at) =>
      act.state === 'waiting' &&
      act.person === person &&
      isDue(act.notBefore, now) &&
      !isHeldBack(act, ordered.slice(0, at)),
  )
}

/** When to look again, by this phone's clock; undefined when nothing waits for time alone. */
export function nextMoment(queue: Queue, person: string): number | undefined {
  const moments = queue
    .filter(act => act.state === 'waiting' && act.person === person)
    .map(({ notBefore }) => notBefore)
  return moments.length === 0 ? undefined : Math.min(...moments)
}

/** The longer the oftener it failed; `chance` spreads phones that lost the network together. */
export function waitAfter(tries: number, chance: number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(tries, 10))
  return Math.round(longest * (0.5 + chance / 2))
}

export interface Moment {
  /** Of this phone's clock. */
  readonly now: number
  /** Between 0 and 1. */
  readonly chance: number
}

/** The act after an answer; undefined when nothing more is to be said of it. */
export function afterAnswer(
  act: QueuedAct,
  { verdict, trouble }: { readonly verdict: Verdict; readonly trouble?: Trouble },
  { now, chance }: Moment,
): QueuedAct {
  const { trouble: _old, ...rest } = act
  const tries = act.tries + 1
  const told = trouble === undefined ? {} : { trouble }
  if (verdict === 'done') return { ...rest, tries, state: 'sent' }
  if (verdict === 'refused') return { ...rest, ...told, tries, state: 'refused' }
  // Somebody has to log in: not a try, and nothing to wait for but that.
  if (verdict === 'hold') return { ...rest, ...told }
  return { ...rest, ...told, tries, notBefore: now + waitAfter(tries - 1, chance) }
}

/** Whoever reads what was refused may have it tried again as a new act: the old key stands for the refusal. */
export function tryAgain(act: QueuedAct, id: string): QueuedAct {
  const { trouble: _old, ...rest } = act
  return { ...rest, id, state: 'waiting', tries: 0, notBefore: 0, isFrozen: false }
}

/** The network is back, or somebody wants it now: nothing waits any longer for its time. */
export function hurry(queue: Queue): Queue {
  return queue.map(act => (act.state === 'waiting' ? { ...act, notBefore: 0 } : act))
}

export interface Standing {
  /** Not told to the server yet. */
  readonly waiting: number
  readonly refused: number
  /** The first of those that wait; the server's time. */
  readonly since: number | undefined
  /** Of other people, on this phone. */
  readonly ofOthers: number
}

export function standingOf(queue: Queue, person: string): Standing {
  const own = queue.filter(act => act.person === person)
  const waiting = own.filter(({ state }) => state === 'waiting')
  return {
    waiting: waiting.length,
    refused: own.filter(({ state }) => state === 'refused').length,
    since: waiting.length === 0 ? undefined : Math.min(...waiting.map(({ at }) => at)),
    ofOthers: queue.filter(act => act.person !== person && act.state !== 'sent').length,
  }
}
