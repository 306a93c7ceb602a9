// What each person on a roster does for themselves: leave, and swaps that the other one agrees to.
import { rosterBodies, shapes } from '@muster/contract'
import { type LeaveId, type SwapId, toId } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { memberOf } from '../../mechanism/lookups.ts'
import { some } from '../../mechanism/views.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { ROSTER_PATH, rosterAct } from './roster-acts.ts'

function leaves(app: HttpApp, edge: Edge): void {
  rosterAct(app, edge, {
    url: '/api/rosters/:id/leaves',
    operationId: 'recordLeave',
    summary: '请假 · Somebody is away; one’s own leave is one’s own to enter',
    description:
      'Nobody stands in their place by that alone: the gap shows in the findings, and until somebody covers it the head is told at once.',
    params: ROSTER_PATH,
    body: rosterBodies.leave,
    refusals: ['rank_may_not_roster', 'unknown_person', 'period_reversed'],
    command: ({ body: { id, person, ...rest }, organisation }) => ({
      type: 'RecordLeave',
      leave: {
        ...rest,
        id: toId<LeaveId>(id),
        person: memberOf(edge, person, organisation, 'person'),
      },
    }),
  })
  rosterAct(app, edge, {
    url: '/api/rosters/:id/leaves/:leave/cancel',
    operationId: 'cancelLeave',
    summary: '销假 · A leave does not take place',
    params: ROSTER_PATH.extend({ leave: shapes.id }),
    body: shapes.nothing,
    refusals: ['rank_may_not_roster', 'not_in_the_roster'],
    command: ({ params }) => ({ type: 'CancelLeave', leave: toId<LeaveId>(params.leave) }),
  })
}

const SWAP_PATH = ROSTER_PATH.extend({ swap: shapes.id })

function proposeSwap(app: HttpApp, edge: Edge): void {
  rosterAct(app, edge, {
    url: '/api/rosters/:id/swaps',
    operationId: 'proposeSwap',
    summary: '申请换班 · One person asks another to swap duty',
    params: ROSTER_PATH,
    body: rosterBodies.swap,
    refusals: [
      'rank_may_not_roster',
      'unknown_person',
      'period_reversed',
      'swap_with_oneself',
      'swap_in_the_past',
      'swap_of_one_time',
      'swap_exists',
    ],
    command: ({ body: { id, asks, asked, takes, ...rest }, organisation }) => ({
      type: 'ProposeSwap',
      swap: {
        ...rest,
        id: toId<SwapId>(id),
        asks: memberOf(edge, asks, organisation, 'asks'),
        asked: memberOf(edge, asked, organisation, 'asked'),
        ...some('takes', takes),
      },
    }),
  })
}

function answerSwaps(app: HttpApp, edge: Edge): void {
  const answers = [
    [
      'agree',
      'agreeToSwap',
      'agreed',
      '同意换班 · The one who was asked agrees: it counts from now',
    ],
    ['decline', 'declineSwap', 'declined', '不同意换班 · The one who was asked declines'],
  ] as const
  for (const [verb, operationId, answer, summary] of answers) {
    rosterAct(app, edge, {
      url: `/api/rosters/:id/swaps/:swap/${verb}`,
      operationId,
      summary,
      params: SWAP_PATH,
      body: shapes.nothing,
      refusals: ['unknown_swap', 'not_asked_to_swap', 'swap_decided', 'swap_in_the_past'],
      command: ({ params }) => ({ type: 'AnswerSwap', swap: toId<SwapId>(params.swap), answer }),
    })
  }
  rosterAct(app, edge, {
    url: '/api/rosters/:id/swaps/:swap/withdraw',
    operationId: 'withdrawSwap',
    summary: '撤回换班 · The one who asked takes it back',
    params: SWAP_PATH,
    body: shapes.nothing,
    refusals: ['unknown_swap', 'rank_may_not_roster', 'swap_decided'],
    command: ({ params }) => ({ type: 'WithdrawSwap', swap: toId<SwapId>(params.swap) }),
  })
}

export function ownActs(app: HttpApp, edge: Edge): void {
  leaves(app, edge)
  proposeSwap(app, edge)
  answerSwaps(app, edge)
}
