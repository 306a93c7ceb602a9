// The one judge of a whistle: state and command in, facts or one refusal out.
import type { Context } from '../access/rules.ts'
import { accept, type Decision, refuse } from '../kernel/decision.ts'
import { can, type Subject, subjectOf } from './access.ts'
import { answering } from './answering.ts'
import { arriving } from './arriving.ts'
import { blowing, draftWhistle } from './blowing.ts'
import { commanding } from './commanding.ts'
import type { CommandOf, WhistleCommand } from './commands.ts'
import { ending } from './ending.ts'
import type { WhistleEvent } from './events.ts'
import type { Given, Handler } from './handler.ts'
import type { Whistle, WhistleState } from './state.ts'
import { staying } from './staying.ts'
import { timing } from './timing.ts'
import { endedWaits } from './waiting.ts'
import { working } from './working.ts'

type OnExisting = Exclude<WhistleCommand['type'], 'DraftWhistle'>

const HANDLERS = {
  ...blowing,
  ...commanding,
  ...answering,
  ...arriving,
  ...staying,
  ...working,
  ...ending,
  ...timing,
} satisfies { readonly [T in OnExisting]: Handler<T> }

function draft(command: CommandOf<'DraftWhistle'>, context: Context): Decision<WhistleEvent> {
  const { caller, draft: fields } = command
  const departments = fields.asks.map(ask => ask.department)
  const subject: Subject = { caller, place: fields.place, departments }
  const allowed = can(command, subject, context)
  return allowed.ok ? draftWhistle(command, { ...context, by: allowed.by }) : allowed
}

function subjectFor(whistle: Whistle, command: WhistleCommand): Subject {
  const subject = subjectOf(whistle)
  if (command.type !== 'AmendDraft') return subject
  // An amended draft is judged as what it becomes, not as what it was.
  const { asks, place } = command.draft
  return { ...subject, place, departments: asks.map(ask => ask.department) }
}

function onExisting(
  whistle: Whistle,
  command: Exclude<WhistleCommand, { type: 'DraftWhistle' }>,
  given: Given,
): Decision<WhistleEvent> {
  // The table is keyed by the command's own type; the compiler cannot follow that through a union.
  const handle = HANDLERS[command.type] as Handler<typeof command.type>
  const decision = handle(whistle, command as never, given)
  if (!decision.ok) return decision
  const waits = endedWaits(whistle, decision.events, given)
  return waits.length === 0 ? decision : accept(...decision.events, ...waits)
}

/** Same state, command and context: same answer. Checks who may (rules 1 to 4), then whether it can be (the rest). */
export function decideWhistle(
  state: WhistleState,
  command: WhistleCommand,
  context: Context,
): Decision<WhistleEvent> {
  if (command.type === 'DraftWhistle') {
    if (state.status !== 'none') return refuse('whistle_exists', 21, { field: 'whistle' })
    return draft(command, context)
  }
  if (state.status === 'none') return refuse('unknown_whistle', 2)
  const allowed = can(command, subjectFor(state, command), context)
  if (!allowed.ok) return allowed
  return onExisting(state, command, { ...context, by: allowed.by })
}
