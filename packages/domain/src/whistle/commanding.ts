// Command of a whistle: held by exactly one office at any moment (rule 3), and what only it can add or call off.
import { isSystem } from '../access/actor.ts'
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import type { OfficeId } from '../kernel/ids.ts'
import { ladderIsClimbed } from './deadlines.ts'
import type { WhistleEvent } from './events.ts'
import {
  callDepartment,
  canCommand,
  findLive,
  type Given,
  type Handlers,
  ofSummons,
  stampOf,
} from './handler.ts'
import {
  hasComers,
  hasSomebody,
  isOver,
  isSettled,
  policyOf,
  summonsesOf,
  type Whistle,
} from './state.ts'

/** Commander, named deputy, head of the caller, district coordination, in this order. */
export function chainOfCommand(whistle: Whistle): readonly OfficeId[] {
  const { caller, deputy } = whistle
  const chain = [caller.office, ...(deputy ? [deputy] : []), caller.head, caller.coordination]
  return [...new Set(chain)]
}

/** On duty and with the power: an office that lost its power keeps nobody from command. */
function isAtCommand(whistle: Whistle, office: OfficeId, given: Given): boolean {
  return (
    given.rules.isOnDuty(office, given.now) && canCommand(office, whistle.draft.place.areas, given)
  )
}

function refuseReceiver(whistle: Whistle, to: OfficeId, given: Given): Refused | undefined {
  if (to === whistle.command) return refuse('already_in_command', 3, { field: 'to' })
  if (!canCommand(to, whistle.draft.place.areas, given))
    return refuse('receiver_lacks_power', 3, { field: 'to', missing: 'command' })
  return undefined
}

/** Whoever is nearer to command and on duty comes first; the holder on duty keeps it. */
function refuseClaim(whistle: Whistle, office: OfficeId, given: Given): Refused | undefined {
  const chain = chainOfCommand(whistle)
  if (!chain.includes(office)) return refuse('not_in_the_chain', 3)
  if (office === whistle.command) return refuse('already_in_command', 3)
  if (isAtCommand(whistle, whistle.command, given)) return refuse('commander_on_duty', 3)
  const nearer = chain.slice(0, chain.indexOf(office)).filter(other => other !== whistle.command)
  if (nearer.some(other => isAtCommand(whistle, other, given)))
    return refuse('somebody_nearer_on_duty', 3)
  return undefined
}

/** One department leads; when it was excused, stood down or never came, another may be called to lead. */
function hasLead(whistle: Whistle): boolean {
  return summonsesOf(whistle).some(
    s => s.ask.role === 'lead' && (!isSettled(s) || s.status === 'released'),
  )
}

export const commanding: Handlers<
  | 'TransferCommand'
  | 'ClaimCommand'
  | 'SucceedCommand'
  | 'NameDeputy'
  | 'AddDepartment'
  | 'StandDown'
  | 'DeclareDefault'
> = {
  TransferCommand(whistle, command, given) {
    if (isOver(whistle)) return refuse('whistle_over', 15)
    const { to, reason } = command
    const refused = refuseReceiver(whistle, to, given)
    if (refused) return refused
    const from = whistle.command
    return accept({
      type: 'CommandTransferred',
      ...stampOf(given),
      from,
      to,
      cause: 'handed_over',
      reason,
    })
  },

  ClaimCommand(whistle, command, given) {
    if (isOver(whistle)) return refuse('whistle_over', 15)
    const to = isSystem(given.actor) ? whistle.command : given.actor.office
    const refused = refuseClaim(whistle, to, given)
    if (refused) return refused
    const { reason } = command
    return accept({
      type: 'CommandTransferred',
      ...stampOf(given),
      from: whistle.command,
      to,
      cause: 'claimed',
      reason,
    })
  },

  SucceedCommand(whistle, command, given) {
    if (isOver(whistle)) return refuse('whistle_over', 15)
    const { from, to, reason } = command
    if (from !== whistle.command) return refuse('not_in_command', 3, { field: 'from' })
    const refused = refuseReceiver(whistle, to, given)
    if (refused) return refused
    return accept({
      type: 'CommandTransferred',
      ...stampOf(given),
      from,
      to,
      cause: 'grant_revoked',
      reason,
    })
  },

  NameDeputy(whistle, command, given) {
    if (isOver(whistle)) return refuse('whistle_over', 15)
    const refused = refuseReceiver(whistle, command.deputy, given)
    if (refused) return refused
    return accept({ type: 'DeputyNamed', ...stampOf(given), deputy: command.deputy })
  },

  AddDepartment(whistle, command, given) {
    const { ask } = command
    if (whistle.status !== 'sounding')
      return refuse('whistle_not_sounding', 15, { about: { status: whistle.status } })
    const known = whistle.summonses[ask.department]
    // Calling again one that was called before adds nobody, and may be the only way to an end.
    if (whistle.reviewed === 'refused' && !known) return refuse('review_refused', 5)
    if (known && !isSettled(known))
      return refuse('already_summoned', 6, { field: 'ask.department' })
    if (ask.role === 'lead' && hasLead(whistle))
      return refuse('one_lead_needed', 6, { field: 'ask.role' })
    if (ask.after && !whistle.summonses[ask.after.department])
      return refuse('waits_for_a_stranger', 6, { field: 'ask.after' })
    const scope = { departments: [ask.department], areas: whistle.draft.place.areas }
    if (!given.rules.findGrant(whistle.caller.office, 'summon', scope, given.now))
      return refuse('power_missing', 1, { missing: 'summon', field: 'ask.department' })
    const round = (known?.round ?? 0) + 1
    const summons = callDepartment(ask, round, policyOf(whistle), given)
    return accept({ type: 'SummonsCalled', ...stampOf(given), summons, cause: 'added' })
  },

  StandDown(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    if (hasComers(summons)) return refuse('somebody_came', 11)
    const { arrive } = summons.clocks
    if (arrive && given.now >= arrive.dueAt) return refuse('arrival_was_due', 11)
    const { reason } = command
    return accept({ type: 'SummonsStoodDown', ...ofSummons(summons, given), reason })
  },

  DeclareDefault(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    if (hasSomebody(summons)) return refuse('somebody_came', 11)
    if (summons.dispute) return refuse('ruling_pending', 15)
    const { arrive } = summons.clocks
    // Whoever left without leave, or missed the next session, is awaited anew: the clock runs again.
    if (arrive?.outcome !== 'running' || given.now <= arrive.dueAt)
      return refuse('arrival_not_due', 11)
    if (!ladderIsClimbed(arrive, policyOf(whistle))) return refuse('ladder_not_climbed', 11)
    const { department } = summons
    const { reason } = command
    const came = summons.arrived ? ({ cameBefore: true } as const) : {}
    return accept<WhistleEvent>(
      { type: 'SummonsDefaulted', ...ofSummons(summons, given), reason, ...came },
      { type: 'MechanismJammed', ...stampOf(given), cause: 'default', department },
    )
  },
}
