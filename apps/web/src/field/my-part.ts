// What of a call is this officer's to do now: what the server said is possible, and what waits on this phone.
import type { ActName, QueuedAct } from '../features/sync/act.ts'
import type { State } from '../ui/marks.ts'
import { attendanceOf, type Call, isPresent, type Summons } from './calls.ts'

export type Deed = 'sign' | 'setOut' | 'arrive' | 'measure' | 'askRelease' | 'acknowledge'

export interface MyPart {
  /** The bar at the bottom. */
  readonly main: Deed | undefined
  /** Beside the bar: to be on scene is never more than one tap away. */
  readonly canArrive: boolean
  readonly canSign: boolean
  readonly canContact: boolean
  readonly canReturn: boolean
  readonly canPlan: boolean
  readonly canExtend: boolean
  readonly canAttach: boolean
  readonly canRelieve: boolean
  readonly canAskRelease: boolean
  readonly hasAskedRelease: boolean
  /** Here, as far as this phone knows. */
  readonly isHere: boolean
  /** Said on this phone, and not told to the server yet. */
  readonly pending: ReadonlySet<ActName>
}

/** Acts by their names; those of one person only when it is this one. */
function offered({ known, summons }: Call, person: string): ReadonlySet<string> {
  return new Set(
    known.acts
      .filter(
        ({ department, person: of }) =>
          department === summons.department && (of === undefined || of === person),
      )
      .map(({ act }) => act),
  )
}

/** Somebody of this phone is under way or there. */
export function isMine({ summons }: Call, person: string): boolean {
  const status = attendanceOf(summons, person)?.status
  return status === 'en_route' || status === 'doubtful' || status === 'arrived'
}

const SHOWN_AS = [
  ['claimDone', 'done_claimed'],
  ['reportArrival', 'on_scene'],
  ['setOut', 'en_route'],
  ['signSummons', 'signed'],
] as const

/** How the call would stand if the server had heard what waits here; undefined when nothing changes it. */
export function pendingState(
  call: Call,
  queue: readonly QueuedAct[],
  person: string,
): State | undefined {
  const waiting = pendingOf(call, queue, person).filter(({ state }) => state === 'waiting')
  return SHOWN_AS.find(([act]) => waiting.some(one => one.act === act))?.[1]
}

/** Clocks that end with what waits here: to show them as running would hurry somebody who was in time. */
export function answeredBy(
  call: Call,
  queue: readonly QueuedAct[],
  person: string,
): readonly string[] {
  const waiting = pendingOf(call, queue, person).filter(({ state }) => state === 'waiting')
  const has = (act: ActName) => waiting.some(one => one.act === act)
  if (has('claimDone')) return ['sign', 'contact', 'arrive', 'measures', 'finish']
  if (has('reportArrival')) return ['sign', 'contact', 'arrive']
  if (has('setOut') || has('signSummons'))
    return has('makeContact') ? ['sign', 'contact'] : ['sign']
  return has('makeContact') ? ['contact'] : []
}

/** The clock that an extension would move. */
export function finishOf({
  summons,
}: Pick<Call, 'summons'>): Summons['clocks'][number] | undefined {
  return summons.clocks.find(({ clock, outcome }) => clock === 'finish' && outcome === 'running')
}

export function pendingOf(call: Call, queue: readonly QueuedAct[], person: string) {
  return queue.filter(
    act =>
      act.person === person &&
      act.whistle === call.whistle.id &&
      act.department === call.summons.department,
  )
}

export function myPart(call: Call, queue: readonly QueuedAct[], person: string): MyPart {
  const waiting = pendingOf(call, queue, person).filter(({ state }) => state !== 'refused')
  const pending = new Set(waiting.map(({ act }) => act))
  const can = offered(call, person)
  const may = (act: ActName) => can.has(act) && !pending.has(act)
  const own = attendanceOf(call.summons, person)
  const isHere = isPresent(own) || pending.has('reportArrival')
  const hasDone = pending.has('claimDone') || call.summons.status === 'done_claimed'
  const isPlanned = pending.has('proposeMeasures') || pending.has('takeMeasure')
  const part = {
    canArrive: may('reportArrival') && !isHere,
    canSign: may('signSummons') && !pending.has('setOut') && !isHere,
    canContact: may('makeContact') && !isHere,
    canReturn: may('returnSummons') && !isHere && !pending.has('setOut'),
    canPlan: (may('proposeMeasures') || pending.has('reportArrival')) && !hasDone && !isPlanned,
    canExtend: may('requestExtension') && !hasDone && finishOf(call) !== undefined,
    canAttach: can.has('attachEvidence'),
    canRelieve: isHere && !hasDone,
    canAskRelease: (isHere || may('claimDone')) && !hasDone,
    hasAskedRelease: hasDone,
    isHere,
    pending,
  }
  return { ...part, main: mainOf(part, { may, hasDone }) }
}

function mainOf(
  part: Omit<MyPart, 'main'>,
  { may, hasDone }: { readonly may: (act: ActName) => boolean; readonly hasDone: boolean },
): Deed | undefined {
  if (may('acknowledgeStandDown')) return 'acknowledge'
  if (part.isHere) return hasDone ? undefined : 'measure'
  if (part.canSign) return 'sign'
  if (may('setOut')) return 'setOut'
  return part.canArrive ? 'arrive' : undefined
}
