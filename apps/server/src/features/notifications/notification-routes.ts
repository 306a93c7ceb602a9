// /api/notifications, /api/inbox and the pages of a whistle: who is told what, and how far it came.
import { pageBodies, shapes } from '@muster/contract'
import {
  ARRIVED,
  decidePage,
  isStillNeeded,
  isSystem,
  maySee,
  type PageCommand,
  type PageState,
  type PageSubject,
  type WhistleState,
} from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf, subjectStreamOf } from '../../mechanism/ids.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { jobsOf, keptInInbox, subjectOfPage } from '../../mechanism/paging/page-commands.ts'
import { registerList, registerResource } from '../../mechanism/reading.ts'
import { refused, type Verdict } from '../../mechanism/verdict.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { mayResend, seesPage } from './page-sight.ts'
import { findNotification, listInbox, listNotifications, listPagesOf } from './read-pages.ts'

const tag = 'notifications'
const pagePath = z.strictObject({ id: pageBodies.pageId })

interface OnPage {
  readonly id: string
  readonly act: Act
  readonly name: string
  readonly choose: (page: PageState, subject: PageSubject) => PageCommand | Verdict
}

/** An act of a person on one page, judged on it and what it is about together. */
async function actOnPage(edge: Edge, { id, act, name, choose }: OnPage) {
  const stream = streamOf('page', id)
  const about = subjectStreamOf(subjectOfPage(id))
  const jitter = Math.random()
  const command = edge.mechanism.command<PageState>({
    name,
    id,
    stream,
    also: [about],
    act,
    decide: (state, view, { now }) => {
      const subject = view.state<PageSubject>(about)
      const chosen = choose(state, subject)
      if ('ok' in chosen) return chosen
      const isNeeded = state.status !== 'none' && isStillNeeded(state.order, subject)
      const context = { now, isNeeded, jitter }
      const decided = decidePage(state, chosen, context)
      if (!decided.ok) return decided
      const paged = keptInInbox(state, decided.events, context)
      const writes = [{ stream, events: paged.events }]
      return { ok: true, outcome: { writes, jobs: jobsOf(id, paged) } }
    },
  })
  return { submitted: await edge.submit(command), stream }
}

function acts(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/notifications/:id/resend',
    operationId: 'resendNotification',
    tag,
    summary: '重发通知 · Send a message that failed again, by the first of its channels',
    scope: 'attend',
    params: pagePath,
    body: shapes.nothing,
    refusals: ['unknown_page', 'not_your_organisation', 'page_not_failed', 'page_without_contact'],
    submit: ({ params: { id }, act, request }) => {
      const context = edge.context(request)
      return actOnPage(edge, {
        id,
        act,
        name: 'ResendPage',
        choose: (page, subject) => {
          if (page.status === 'none' || !seesPage(page.order, subject, context))
            return refused('unknown_page', 2)
          if (!mayResend(page.order, subject, context)) return refused('not_your_organisation', 2)
          return { type: 'ResendPage' }
        },
      })
    },
  })
  registerAct(app, edge, {
    url: '/api/inbox/:id/seen',
    operationId: 'markSeen',
    tag,
    summary: '标为已读 · You have looked at a message of yours',
    scope: 'read',
    params: pagePath,
    body: shapes.nothing,
    refusals: ['unknown_page', 'nothing_due'],
    submit: ({ params: { id }, act }) =>
      actOnPage(edge, {
        id,
        act,
        name: 'MarkSeen',
        choose: page => {
          const { actor } = act
          const isTheirs =
            page.status !== 'none' && !isSystem(actor) && page.order.person === actor.person
          if (!isTheirs) return refused('unknown_page', 2)
          const arrived = page.attempts.findLast(one => ARRIVED.has(one.status))
          if (arrived === undefined) return refused('nothing_due', 19)
          return { type: 'RecordReceipt', attempt: arrived.n, status: 'seen' }
        },
      }),
  })
}

export function notificationRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/whistles/:id/pages',
    operationId: 'listPagesOfWhistle',
    tag: 'whistles',
    summary: '通知情况 · Who was told what of this whistle, by which channels, with every attempt',
    params: z.strictObject({ id: shapes.whistleId }),
    answer: pageBodies.pagesOfWhistle,
    refusals: ['unknown_whistle'],
    list: async ({ params: { id }, request }) => {
      const key = streamOf('whistle', id)
      const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
      const context = edge.context(request)
      if (!maySee(whistle, context)) throw new ProblemError({ code: 'unknown_whistle' })
      return listPagesOf(edge, whistle, context)
    },
  })
  registerList(app, {
    url: '/api/notifications',
    operationId: 'listNotifications',
    tag,
    summary: '发送日志 · Messages that you may know of, newest first; the failed ones wait for you',
    query: pageBodies.notificationQuery,
    answer: pageBodies.notificationPage,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listNotifications(edge, request, query),
  })
  registerResource(app, {
    url: '/api/notifications/:id',
    operationId: 'getNotification',
    tag,
    summary:
      '一条通知 · One message with every attempt: by which channel, how far it came, why it failed',
    params: pagePath,
    answer: pageBodies.oneNotification,
    refusals: ['unknown_page'],
    find: ({ params: { id }, request }) => findNotification(edge, request, id),
  })
  registerList(app, {
    url: '/api/inbox',
    operationId: 'listInbox',
    tag,
    summary: '收件箱 · What you were told, newest first',
    query: pageBodies.inboxQuery,
    answer: pageBodies.inbox,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listInbox(edge, edge.actor(request).person, query),
  })
  acts(app, edge)
}
