// What a command on a whistle says only once its streams are read: the heads of a command post's members, and the whistle
// that a new one follows.
import type {
  Ask,
  CaseState,
  DraftFields,
  OrganisationId,
  WhistleCommand,
  WhistleId,
  WhistleState,
} from '@muster/domain'
import type { StreamView } from '../platform/event-store/types.ts'
import { streamOf } from './ids.ts'
import type { Registry } from './registry.ts'

type Posts = Pick<Registry, 'findPost'>

/** A command post names each member's head in person: the second rung in an emergency. */
function withHead(ask: Ask, caller: OrganisationId, posts: Posts): Ask {
  if (ask.head !== undefined) return ask
  const members = posts.findPost(caller)?.fields.members
  const head = members?.find(member => member.department === ask.department)?.head
  return head === undefined ? ask : { ...ask, head }
}

function withHeads(draft: DraftFields, caller: OrganisationId, posts: Posts): DraftFields {
  return { ...draft, asks: draft.asks.map(ask => withHead(ask, caller, posts)) }
}

/** The last whistle that was blown for the case. */
function lastOfCase(caseId: string, view: StreamView): WhistleId | undefined {
  const state = view.state<CaseState>(streamOf('case', caseId))
  return state.status === 'none' || state.status === 'merged' ? undefined : state.whistles.at(-1)
}

export function completed(
  command: WhistleCommand,
  state: WhistleState,
  beside: { readonly view: StreamView; readonly posts: Posts },
): WhistleCommand {
  const { view, posts } = beside
  if (command.type === 'DraftWhistle') {
    const draft = withHeads(command.draft, command.caller.organisation, posts)
    const follows = lastOfCase(command.caseId, view)
    return { ...command, draft, ...(follows === undefined ? {} : { follows }) }
  }
  if (state.status === 'none') return command
  const caller = state.caller.organisation
  switch (command.type) {
    case 'AmendDraft':
      return { ...command, draft: withHeads(command.draft, caller, posts) }
    case 'AddDepartment':
      return { ...command, ask: withHead(command.ask, caller, posts) }
    case 'RuleReturn': {
      const { ruling } = command
      if (ruling.verdict !== 'replaced') return command
      return {
        ...command,
        ruling: { ...ruling, successor: withHead(ruling.successor, caller, posts) },
      }
    }
    default:
      return command
  }
}
