// Who is told: from the jobs of accepted acts to messages on their channels, the inbox, and the delivery log.

import { BROADCAST_QUEUES } from '../../mechanism/broadcasting/broadcast-commands.ts'
import { openBroadcasts } from '../../mechanism/broadcasting/open-broadcast.ts'
import type { Edge } from '../../mechanism/edge.ts'
import type { MechanismFeature } from '../../mechanism/feature.ts'
import { QUEUES } from '../../mechanism/paging/ask.ts'
import { CatchingUp } from '../../mechanism/paging/catching-up.ts'
import { LettingGo } from '../../mechanism/paging/let-go.ts'
import { loseBrowser } from '../../mechanism/paging/lost-browsers.ts'
import { messageOf } from '../../mechanism/paging/messages.ts'
import { type Opening, openPages } from '../../mechanism/paging/open-pages.ts'
import type { Ways } from '../../mechanism/paging/orders.ts'
import { Outcomes } from '../../mechanism/paging/outcomes.ts'
import { lookForEarly } from '../../mechanism/paging/receipts.ts'
import { carryAtOnce, type Sending, sendPages } from '../../mechanism/paging/send-pages.ts'
import type { Channel } from '../../platform/channels/channel.ts'
import type { Feature, Platform } from '../../platform/feature.ts'
import { Housekeeping } from '../../platform/housekeeping.ts'
import { countMessages } from './count-messages.ts'
import { notificationRoutes } from './notification-routes.ts'

/** The channels that are set up; asked whenever a message leaves, since settings may bring new ones. */
export type FindChannel = (platform: Platform) => (code: string) => Channel | undefined

const LET_GO_EVERY_MS = 5000

const NO_CHANNELS: FindChannel = () => () => undefined

/** Jobs are tried for days: whoever has to hear of something hears of it when the trouble is over. */
const PATIENT = { retryLimit: 5000, retryDelaySeconds: 1, longestDelaySeconds: 60 } as const

/** Taken from a worker that died well after any channel must have answered. */
const EXPIRES = { expireSeconds: 20 } as const

/** What is urgent has hands of its own, which a slow channel of the rest never holds. */
const HANDS = {
  urgent: { most: 32, atOnce: 16 },
  calm: { most: 16, atOnce: 4 },
} as const

function workers(edge: Edge, platform: Platform, channelOf: (code: string) => Channel | undefined) {
  const catchingUp = new CatchingUp(platform)
  const sending: Sending = {
    platform,
    outcomes: new Outcomes(platform.executor),
    channelOf,
    messageOf: (together, step) => messageOf(edge, together, step),
    caughtUp: () => catchingUp.done(),
    lookLater: jobs => platform.db.transaction(async tx => await platform.jobs?.enqueue(tx, jobs)),
    lookForEarly: lookForEarly(platform),
    onSent: countMessages(platform.metrics),
    onGone: way => loseBrowser(edge, way),
  }
  const opening: Opening = {
    platform,
    registry: edge.registry,
    carry: begun => carryAtOnce(sending, begun),
    ...waysBy(channelOf),
  }
  return { opening, sending }
}

function waysBy(channelOf: (code: string) => Channel | undefined): Ways {
  return {
    carries: code => channelOf(code) !== undefined,
    hasReceipts: code => channelOf(code)?.hasReceipts === true,
  }
}

export function notificationsFeature(
  { edge, mechanism }: MechanismFeature,
  channels: FindChannel = NO_CHANNELS,
): Feature {
  return {
    name: 'notifications',
    start: platform => {
      mechanism.tellBy(waysBy(channels(platform)))
      return Promise.resolve(undefined)
    },
    routes: (app, platform) => notificationRoutes(app, edge(platform)),
    jobQueues: [QUEUES.ask, QUEUES.send, BROADCAST_QUEUES].flatMap(({ urgent, calm }) =>
      [urgent, calm].map(name => ({ name, ...PATIENT, ...EXPIRES })),
    ),
    serve: platform => {
      const letting = new LettingGo(platform)
      const rounds = new Housekeeping({
        tasks: [() => letting.round()],
        everyMs: LET_GO_EVERY_MS,
        onFault: error => platform.log.error({ err: error }, 'messages were not let go'),
      })
      rounds.start()
      return () => rounds.close()
    },
    jobHandlers: platform => {
      const { opening, sending } = workers(edge(platform), platform, channels(platform))
      // Few at a time, so that the first of a crowd are told while the last are looked for.
      const ask = { handle: (jobs: Parameters<typeof openPages>[1]) => openPages(opening, jobs) }
      const broadcast = {
        handle: (jobs: Parameters<typeof openBroadcasts>[1]) =>
          openBroadcasts({ ...opening, edge: edge(platform) }, jobs),
      }
      const send = { handle: (jobs: Parameters<typeof sendPages>[1]) => sendPages(sending, jobs) }
      return {
        [QUEUES.ask.urgent]: { ...HANDS.urgent, most: 4, ...ask },
        [QUEUES.ask.calm]: { ...HANDS.calm, ...ask },
        [QUEUES.send.urgent]: { ...HANDS.urgent, ...send },
        [QUEUES.send.calm]: { ...HANDS.calm, ...send },
        [BROADCAST_QUEUES.urgent]: { most: 4, atOnce: 2, ...broadcast },
        [BROADCAST_QUEUES.calm]: { most: 1, atOnce: 1, ...broadcast },
      }
    },
  }
}
