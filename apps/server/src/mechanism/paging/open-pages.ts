// From what happened to the people who have to hear of it: found at this moment, one page for each of them.
import {
  isStillNeeded,
  type PageRequest,
  toInstant,
  type Whistle,
  type WhistleState,
} from '@muster/domain'
import type { JsonObject } from '../../platform/event-store/types.ts'
import type { Platform } from '../../platform/feature.ts'
import type { Job } from '../../platform/jobs/queue-worker.ts'
import { streamOf } from '../ids.ts'
import type { Registry } from '../registry.ts'
import { type AskJob, toAskJob } from './ask.ts'
import { orderFor, type Ways } from './orders.ts'
import { type PageAct, pageIdOf, pagesCommand, type SendJob } from './page-commands.ts'
import { resolveAudience } from './resolve.ts'
import { CARRIER_DIES_MS } from './send-pages.ts'

export interface Opening extends Ways {
  readonly platform: Pick<Platform, 'executor' | 'clock' | 'db' | 'log'>
  readonly registry: Registry
  /** Sends what was begun here. */
  readonly carry: (begun: readonly SendJob[]) => Promise<void>
}

/** One act for each person; what is no longer needed is not begun. */
function actsFor(
  opening: Opening,
  whistle: Whistle,
  requests: readonly PageRequest[],
): readonly PageAct[] {
  const { registry, platform } = opening
  const now = platform.clock.now()
  const acts = requests.map(request => {
    if (!isStillNeeded(request, whistle)) return []
    const reached = resolveAudience(request.audience, toInstant(now), registry)
    if (reached.length === 0)
      platform.log.error({ whistle: whistle.id, key: request.key }, 'nobody can be told')
    return reached.map((one): PageAct => {
      const id = pageIdOf(whistle.id, request.key, one.person)
      const order = orderFor({ id, whistle, request, now }, one, { registry, ways: opening })
      return { page: order.id, command: { type: 'OpenPage', order } }
    })
  })
  return [...new Map(inTurn(acts).map(act => [act.page, act] as const)).values()]
}

/** The first of each, then the second of each: nobody's first waits for another's last. */
function inTurn<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length))
  return Array.from({ length: longest }, (_, n) =>
    lists.flatMap(list => list.slice(n, n + 1)),
  ).flat()
}

/** So many pages are opened by one command: more would keep others from their whistle. */
const MOST_AT_ONCE = 64
/** The first few leave before the rest is stored. */
const FIRST_FEW = 16

async function open(opening: Opening, whistle: Whistle, jobs: readonly AskJob[]): Promise<void> {
  const acts = actsFor(
    opening,
    whistle,
    jobs.flatMap(job => job.requests),
  )
  const isUrgent = jobs.some(({ requests }) => requests.some(({ emergency }) => emergency))
  const carried: Promise<void>[] = []
  const first = acts.length > MOST_AT_ONCE ? FIRST_FEW : MOST_AT_ONCE
  for (let from = 0, most = first; from < acts.length; from += most, most = MOST_AT_ONCE) {
    const some = acts.slice(from, from + most)
    const begun = await openSome(opening, some, isUrgent)
    if (begun.length === 0) continue
    // Those of this part leave while the next one is stored.
    const carrying = opening.carry(begun)
    carrying.catch(() => undefined)
    carried.push(carrying)
  }
  await Promise.all(carried)
}

/** What is urgent leaves from here; the rest waits for its turn in the queue of attempts. */
async function openSome(
  { platform: { executor } }: Opening,
  acts: readonly PageAct[],
  isUrgent: boolean,
): Promise<readonly SendJob[]> {
  const carrier = isUrgent ? { diesAt: Date.now() + CARRIER_DIES_MS } : undefined
  const submitted = await executor.submit(pagesCommand(acts, carrier))
  if (!(submitted.ok && isUrgent)) return []
  return submitted.answer.flatMap(({ page, begun }) => begun.map(attempt => ({ page, attempt })))
}

/** The handler of the queues of requests. The same job done twice opens no page twice. */
export async function openPages(opening: Opening, jobs: readonly Job<JsonObject>[]): Promise<void> {
  const { platform, registry } = opening
  await registry.refresh(platform.db)
  const byWhistle = Map.groupBy(
    jobs.map(job => toAskJob(job.data)),
    job => job.whistle,
  )
  const view = await platform.executor.view(
    [...byWhistle.keys()].map(id => streamOf('whistle', id)),
  )
  const opened = [...byWhistle].map(async ([id, asked]) => {
    const whistle = view.state<WhistleState>(streamOf('whistle', id))
    if (whistle.status !== 'none') await open(opening, whistle, asked)
  })
  await Promise.all(opened)
}
