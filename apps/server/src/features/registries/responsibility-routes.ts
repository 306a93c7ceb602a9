// /api/responsibility: the responsibility list 权责清单, what rulings propose to it, and advice.
import { listBodies, shapes } from '@muster/contract'
import {
  type AreaCode,
  type Context,
  decideList,
  type ListCommand,
  type ListEntry,
  type ListState,
  toInstant,
  type WhistleState,
} from '@muster/domain'
import { z } from 'zod'
import { listStreamOf } from '../../mechanism/consequences.ts'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { refuseStranger } from '../../mechanism/keeping.ts'
import { areaOf, departmentOf, problemTypeOf } from '../../mechanism/lookups.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { registerList } from '../../mechanism/reading.ts'
import { refused, type Verdict, written } from '../../mechanism/verdict.ts'
import { some } from '../../mechanism/views.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { adviceFor, listEntries, listProposals, seesProposal } from './read-list.ts'

const TAG = 'registries'

interface ListAct {
  readonly problemType: string
  readonly id: string
  readonly command: ListCommand
  /** The area whose keeper may do it; undefined when the list does not know the thing. */
  readonly areaOf: (state: ListState) => AreaCode | undefined
  /** Refuses what the actor may not even see. */
  readonly refuseUnseen?: (state: ListState, context: Context) => Verdict | undefined
}

async function actOnList(edge: Edge, asked: ListAct, act: Act) {
  const { problemType, id, command, areaOf, refuseUnseen } = asked
  const stream = listStreamOf(problemType)
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<ListState>({
      name: command.type,
      id,
      stream,
      act,
      decide: (state, _view, context) => {
        const unseen = refuseUnseen?.(state, context)
        if (unseen) return unseen
        const area = areaOf(state)
        const stranger = area === undefined ? undefined : refuseStranger(edge, context, area)
        return stranger ?? written(stream, decideList(state, command, context))
      },
    }),
  )
  return { submitted, stream }
}

function toEntry(edge: Edge, body: z.output<typeof listBodies.publishEntry>): ListEntry {
  const { id, duty, legalItems, from, until } = body
  return {
    id,
    problemType: problemTypeOf(edge, body.problemType, 'problemType'),
    area: areaOf(edge, body.area, 'area'),
    lead: departmentOf(edge, body.lead, 'lead'),
    assisting: body.assisting.map((one, i) => departmentOf(edge, one, `assisting.${i}`)),
    duty,
    legalItems,
    from: from ?? toInstant(edge.now()),
    ...(until === undefined ? {} : { until }),
  }
}

function entryActs(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/responsibility',
    operationId: 'publishEntry',
    tag: TAG,
    summary: '发布清单条目 · Say who leads and who assists for a problem in an area',
    description:
      'An entry is never edited: its next version is another entry that replaces it from a date.',
    scope: 'configure',
    params: z.strictObject({}),
    body: listBodies.publishEntry,
    refusals: [
      'not_a_keeper',
      'entry_exists',
      'unknown_entry',
      'period_reversed',
      'department_twice',
      'unknown_problem_type',
      'unknown_area',
      'unknown_department',
    ],
    created: true,
    submit: ({ body, act }) => {
      const entry = toEntry(edge, body)
      const { problemType, id, area } = entry
      const { replaces } = body
      const command = { type: 'PublishEntry', entry, ...some('replaces', replaces) } as const
      const refuseUnseen = (state: ListState, context: Context) => {
        const old = state.entries.find(one => one.id === replaces)
        return old && refuseStranger(edge, context, old.area)
      }
      return actOnList(edge, { problemType, id, command, areaOf: () => area, refuseUnseen }, act)
    },
  })
  registerAct(app, edge, {
    url: '/api/responsibility/end',
    operationId: 'endEntry',
    tag: TAG,
    summary: '终止清单条目 · End an entry; it stays readable',
    scope: 'configure',
    params: z.strictObject({}),
    body: listBodies.endEntry,
    refusals: ['not_a_keeper', 'unknown_entry', 'period_reversed'],
    submit: ({ body, act }) => {
      const { problemType, entry } = body
      const command = {
        type: 'EndEntry',
        entry,
        until: body.until ?? toInstant(edge.now()),
      } as const
      const ofEntry = (state: ListState) => state.entries.find(one => one.id === entry)?.area
      return actOnList(edge, { problemType, id: entry, command, areaOf: ofEntry }, act)
    },
  })
}

/** The whistle that was ruled on never changes for a proposal; whoever may not see it finds no proposal. */
async function unseenProposal(edge: Edge, problemType: string, id: string) {
  const { executor } = edge.platform
  const list = listStreamOf(problemType)
  const find = (state: ListState) => state.proposals.find(one => one.id === id)
  const known = find((await executor.view([list])).state<ListState>(list))
  const key = streamOf('whistle', known?.whistle ?? id)
  const whistle = (await executor.view([key])).state<WhistleState>(key)
  return (state: ListState, context: Context) => {
    const proposal = find(state)
    const isSeen = proposal !== undefined && seesProposal(edge, proposal, { whistle, context })
    return isSeen ? undefined : refused('unknown_proposal', 8)
  }
}

function proposalActs(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/responsibility/:problemType/proposals/:proposal/decide',
    operationId: 'decideProposal',
    tag: TAG,
    summary: '处理清单建议 · Accept or decline what a ruling proposes',
    scope: 'configure',
    params: z.strictObject({
      problemType: shapes.problemType,
      proposal: listBodies.proposalId,
    }),
    body: listBodies.decideProposal,
    refusals: ['not_a_keeper', 'unknown_proposal', 'proposal_decided'],
    submit: async ({ params: { problemType, proposal }, body: { verdict }, act }) => {
      const refuseUnseen = await unseenProposal(edge, problemType, proposal)
      const command = { type: 'DecideProposal', proposal, verdict } as const
      const ofProposal = (state: ListState) =>
        state.proposals.find(one => one.id === proposal)?.area
      const asked = { problemType, id: proposal, command, areaOf: ofProposal, refuseUnseen }
      return actOnList(edge, asked, act)
    },
  })
}

export function responsibilityRoutes(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/responsibility',
    operationId: 'listEntries',
    tag: TAG,
    summary: '权责清单 · Who leads and who assists, by problem and area',
    query: listBodies.entryQuery,
    answer: listBodies.entryPage,
    refusals: ['cursor_invalid'],
    list: ({ query }) => listEntries(edge, query),
  })
  registerList(app, {
    url: '/api/responsibility/advice',
    operationId: 'adviseResponsibility',
    tag: TAG,
    summary: '责任建议 · Who leads and who assists here, and why',
    query: listBodies.adviceQuery,
    answer: listBodies.advice,
    refusals: ['unknown_problem_type', 'place_outside_territory', 'invalid_input'],
    list: ({ query }) => adviceFor(edge, query),
  })
  registerList(app, {
    url: '/api/responsibility/proposals',
    operationId: 'listProposals',
    tag: TAG,
    summary: '清单建议 · What rulings propose to the list',
    description:
      'For the keepers of the area, and for those who may see the whistle that was ruled on.',
    query: listBodies.proposalQuery,
    answer: listBodies.proposalPage,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listProposals(edge, edge.context(request), query),
  })
  entryActs(app, edge)
  proposalActs(app, edge)
}
