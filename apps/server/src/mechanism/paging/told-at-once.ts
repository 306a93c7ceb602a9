// Those who are told by their inbox alone are told by the act itself, in its transaction; the queue looks after the rest.
import {
  decidePage,
  isStillNeeded,
  NO_PAGE,
  type PageAct,
  type PageRequest,
  type Reached,
  toInstant,
  type WhistleEvent,
  type WhistleState,
} from '@muster/domain'
import type { StreamKey, StreamWrite } from '../../platform/event-store/types.ts'
import { streamOf } from '../ids.ts'
import type { Registry } from '../registry.ts'
import type { Outcome } from '../verdict.ts'
import { pageJobs, type Requests, requestsOf } from './ask.ts'
import { orderFor, type Ways } from './orders.ts'
import { keptInInbox, pageIdOf } from './page-commands.ts'
import { resolveAudience } from './resolve.ts'

/** Asked again of whoever was called off before all were: the queue knows what it opened already. */
const ASKED_AGAIN: ReadonlySet<PageAct> = new Set<PageAct>(['stand_down', 'called_off'])

/** So many are told by the act itself: more would keep its caller waiting. */
const MOST_AT_ONCE = 64

interface Happened {
  readonly stream: StreamKey
  readonly before: WhistleState
  readonly events: readonly WhistleEvent[]
  /** Of the stream, before the act: what is told of the next one has other ids. */
  readonly version: number
  readonly now: number
}

interface Telling extends Happened, Pick<Requests, 'whistle'> {
  readonly registry: Registry
  readonly ways: Ways
}

/** Everything that one message comes to, where nothing of it has to be carried anywhere; else undefined. */
function keptFor(
  telling: Telling,
  request: PageRequest,
  reached: Reached,
): StreamWrite | undefined {
  const { whistle, version, now, registry, ways } = telling
  const id = pageIdOf(whistle.id, request.key, reached.person, String(version))
  const order = orderFor({ id, whistle, request, now }, reached, { registry, ways })
  const context = { now: toInstant(now), isNeeded: true, jitter: 0 }
  const decided = decidePage(NO_PAGE, { type: 'OpenPage', order }, context)
  if (!decided.ok) return undefined
  const { state, events } = keptInInbox(NO_PAGE, decided.events, context)
  const isThere = state.status !== 'none' && state.attempts.every(one => one.status === 'accepted')
  return isThere ? { stream: streamOf('page', id), events, begins: true } : undefined
}

/** Undefined where somebody has to be looked for, or is reached by another way. */
function keptForAll(telling: Telling, request: PageRequest): readonly StreamWrite[] | undefined {
  if (ASKED_AGAIN.has(request.act)) return undefined
  const { registry, now } = telling
  const reached = resolveAudience(request.audience, toInstant(now), registry)
  // That nobody can be told is a finding, which is not this act's to make.
  if (reached.length === 0) return undefined
  const writes: StreamWrite[] = []
  for (const one of reached) {
    const write = keptFor(telling, request, one)
    if (write === undefined) return undefined
    writes.push(write)
  }
  return writes
}

/** Who hears of an act, as writes and as a job of the same transaction. */
export function told(
  happened: Happened,
  registry: Registry,
  ways: Ways | undefined,
): Required<Outcome> {
  const asked = requestsOf(happened.before, happened.events)
  if (asked === undefined) return { writes: [], jobs: [] }
  const { whistle, requests } = asked
  const { id } = happened.stream
  if (ways === undefined) return { writes: [], jobs: pageJobs(id, requests) }
  const telling = { ...happened, whistle, registry, ways }
  const byId = new Map<string, StreamWrite>()
  const left: PageRequest[] = []
  for (const request of requests) {
    if (!isStillNeeded(request, whistle)) continue
    const writes = byId.size < MOST_AT_ONCE ? keptForAll(telling, request) : undefined
    if (writes === undefined) left.push(request)
    else for (const write of writes) byId.set(write.stream.id, write)
  }
  return { writes: [...byId.values()], jobs: pageJobs(id, left) }
}
