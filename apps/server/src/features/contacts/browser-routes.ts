// /api/me/browsers: web push, as a browser subscribes to it, lists what it has, and takes it away.
import { hash } from 'node:crypto'
import { contactBodies, shapes, toRfc3339 } from '@muster/contract'
import {
  type ContactState,
  decideContacts,
  type PersonId,
  toId,
  type WantedWay,
  type Way,
  type WayId,
  WEB_PUSH,
} from '@muster/domain'
import { z } from 'zod'
import { type ActOutcome, type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { subjectOfPerson } from '../../mechanism/person-names.ts'
import { registerList } from '../../mechanism/reading.ts'
import { refused, written } from '../../mechanism/verdict.ts'
import { some } from '../../mechanism/views.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { TAG } from './contact-routes.ts'

const MOST_BROWSERS = 5
const ID_LENGTH = 20

/** The same browser has the same id, however often it subscribes. */
function wayIdOf(endpoint: string): WayId {
  const name = hash('sha256', endpoint, 'hex').slice(0, ID_LENGTH)
  return toId<WayId>(`browser-${name}`)
}

function isBrowser({ channel }: Pick<Way, 'channel'>): boolean {
  return channel === WEB_PUSH
}

function browsersOf(edge: Edge, person: PersonId) {
  const state = edge.registry.contactsOf(person)
  const ways = state.status === 'none' ? [] : state.ways.filter(isBrowser)
  return ways.map(({ id, address, enabled, verifiedAt }) => {
    const text = edge.open(address)
    const endpoint = text === null ? undefined : URL.parse(endpointIn(text))
    return {
      id: id as string,
      ...some('service', endpoint?.host),
      enabled,
      ...(verifiedAt === undefined ? {} : { since: toRfc3339(verifiedAt) }),
    }
  })
}

function endpointIn(subscription: string): string {
  try {
    return String((JSON.parse(subscription) as { endpoint?: unknown }).endpoint)
  } catch {
    return ''
  }
}

type Change = (ways: readonly WantedWay[]) => readonly WantedWay[] | undefined

/** All other ways stay as they are, and as proved. */
async function changeWays(
  edge: Edge,
  { person, act, name, change }: { person: PersonId; act: Act; name: string; change: Change },
): Promise<ActOutcome> {
  const stream = streamOf('contact', person)
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<ContactState>({
      name,
      id: person,
      stream,
      act,
      decide: (state, _view, context) => {
        const kept = state.status === 'none' ? undefined : state
        const known = (kept?.ways ?? []).map(
          (way): WantedWay => ({ ...way, provesItself: isBrowser(way) }),
        )
        const ways = change(known)
        if (ways === undefined) return refused('unknown_way', 0)
        const command = {
          type: 'SetContacts',
          person,
          ways,
          ...some('quiet', kept?.quiet),
          language: kept?.language ?? 'zh',
          ...some('atOnce', kept?.atOnce),
        } as const
        return written(stream, decideContacts(state, command, context))
      },
    }),
  )
  return { submitted, stream }
}

/** In the place that it had, else after the others; the oldest go where there are too many. */
function withBrowser(ways: readonly WantedWay[], added: WantedWay): readonly WantedWay[] {
  const isKnown = ways.some(({ id }) => id === added.id)
  const all = isKnown ? ways.map(way => (way.id === added.id ? added : way)) : [...ways, added]
  const browsers = all.filter(isBrowser)
  const gone = new Set(browsers.slice(0, Math.max(0, browsers.length - MOST_BROWSERS)))
  return all.filter(way => !gone.has(way))
}

function reading(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/me/browsers',
    operationId: 'listMyBrowsers',
    tag: TAG,
    summary: '我的推送 · Your browsers that are told by web push',
    answer: contactBodies.browsers,
    list: ({ request }) => ({ items: browsersOf(edge, edge.actor(request).person) }),
  })
}

export function browserRoutes(app: HttpApp, edge: Edge): void {
  reading(app, edge)
  registerAct(app, edge, {
    url: '/api/me/browsers',
    operationId: 'addMyBrowser',
    tag: TAG,
    summary: '开启推送 · This browser is told from now on',
    description:
      'Takes what PushSubscription.toJSON() gives, as it is. The same browser again takes its own place. Whoever set no way keeps the number of the directory after it.',
    scope: 'attend',
    params: z.strictObject({}),
    body: contactBodies.addBrowser,
    refusals: [],
    submit: ({ body: { endpoint, keys }, act, request }) => {
      const { person } = edge.actor(request)
      const address = edge.seal(subjectOfPerson(person), JSON.stringify({ endpoint, keys }))
      const added: WantedWay = {
        id: wayIdOf(endpoint),
        channel: WEB_PUSH,
        address,
        enabled: true,
        provesItself: true,
      }
      const change = (ways: readonly WantedWay[]) => withBrowser(ways, added)
      return changeWays(edge, { person, act, name: 'AddBrowser', change })
    },
  })
  registerAct(app, edge, {
    url: '/api/me/browsers/:id/remove',
    operationId: 'removeMyBrowser',
    tag: TAG,
    summary: '关闭推送 · A browser is not told any more',
    scope: 'attend',
    params: z.strictObject({ id: shapes.id }),
    body: shapes.nothing,
    refusals: ['unknown_way'],
    submit: ({ params: { id }, act, request }) => {
      const { person } = edge.actor(request)
      if (!browsersOf(edge, person).some(one => one.id === id))
        throw new ProblemError({ code: 'unknown_way', field: 'path.id' })
      const change = (ways: readonly WantedWay[]) => {
        const isThere = ways.some(way => way.id === id && isBrowser(way))
        return isThere ? ways.filter(way => way.id !== id) : undefined
      }
      return changeWays(edge, { person, act, name: 'RemoveBrowser', change })
    },
  })
}
