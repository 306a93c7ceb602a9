// Release, veto, resolve, accept, close: the caller's side says when it is over (rules 4, 13, 15).
import { accept, type Decision, type Refused, refuse } from '../kernel/decision.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import type { CommandOf } from './commands.ts'
import type { CalledSummons, WhistleEvent } from './events.ts'
import { callClocks, findLive, type Given, type Handlers, ofSummons, stampOf } from './handler.ts'
import {
  attendancesOf,
  isSettled,
  policyOf,
  presentPeople,
  type Summons,
  summonsesOf,
  type Whistle,
} from './state.ts'

type Blocks = { readonly ok: true; readonly events: readonly WhistleEvent[] } | Refused

/** Signs for one department; one that has the block already is passed over, so that one signature can serve all. */
function signBlock(
  whistle: Whistle,
  department: DepartmentId,
  block: string,
  given: Given,
): Blocks {
  const found = findLive(whistle, department)
  if (!found.ok) return found
  const { summons } = found
  if (summons.blocks.includes(block)) return { ok: true, events: [] }
  return {
    ok: true,
    events: [{ type: 'ReleaseBlockSigned', ...ofSummons(summons, given), block }],
  }
}

function signBlocks(
  whistle: Whistle,
  command: CommandOf<'SignReleaseBlock'>,
  given: Given,
): Decision<WhistleEvent> {
  const { block, departments } = command
  if (!policyOf(whistle).releaseBlocks.includes(block))
    return refuse('unknown_block', 13, { field: 'block' })
  const events: WhistleEvent[] = []
  for (const department of new Set(departments)) {
    const signed = signBlock(whistle, department, block, given)
    if (!signed.ok) return signed
    events.push(...signed.events)
  }
  if (events.length === 0) return refuse('block_already_signed', 13, { field: 'block' })
  return { ok: true, events }
}

function refuseRelease(whistle: Whistle, summons: Summons): Refused | undefined {
  if (summons.status !== 'done_claimed') return refuse('done_not_claimed', 4)
  if (summons.dispute) return refuse('ruling_pending', 15)
  const unsigned = policyOf(whistle).releaseBlocks.filter(b => !summons.blocks.includes(b))
  if (unsigned.length > 0)
    return refuse('blocks_unsigned', 13, { about: { blocks: unsigned.join(',') } })
  return undefined
}

function vetoed(summons: Summons, whistle: Whistle, given: Given): CalledSummons {
  const there = presentPeople(summons).length > 0
  const clocks = there
    ? callClocks(policyOf(whistle), ['measures', 'finish'], given)
    : callClocks(policyOf(whistle), ['sign', 'contact', 'arrive', 'finish'], given)
  return { ...summons.ask, round: summons.round + 1, clocks }
}

const VETOABLE: ReadonlySet<string> = new Set(['done_claimed', 'released'])

function veto(
  whistle: Whistle,
  command: CommandOf<'VetoDone'>,
  given: Given,
): Decision<WhistleEvent> {
  if (whistle.status !== 'sounding' && whistle.status !== 'resolved')
    return refuse('too_late_to_veto', 15, { about: { status: whistle.status } })
  const departments = [...new Set(command.departments)]
  const again: WhistleEvent[] = []
  for (const department of departments) {
    const summons = whistle.summonses[department]
    if (!summons) return refuse('not_summoned', 1, { field: 'departments' })
    if (!VETOABLE.has(summons.status))
      return refuse('nothing_done_to_veto', 15, { field: 'departments' })
    if (summons.dispute) return refuse('ruling_pending', 15, { field: 'departments' })
    const round = vetoed(summons, whistle, given)
    again.push({ type: 'SummonsCalled', ...stampOf(given), summons: round, cause: 'vetoed' })
  }
  if (again.length === 0) return refuse('nobody_asked', 15, { field: 'departments' })
  const { reason } = command
  return accept<WhistleEvent>(
    { type: 'DoneVetoed', ...stampOf(given), departments, reason },
    ...again,
  )
}

function refuseResolve(whistle: Whistle): Refused | undefined {
  if (whistle.status !== 'sounding')
    return refuse('whistle_not_sounding', 15, { about: { status: whistle.status } })
  const open = summonsesOf(whistle).filter(s => !isSettled(s))
  if (open.length > 0)
    return refuse('summons_open', 15, {
      about: { departments: open.map(s => s.department).join(',') },
    })
  if (!summonsesOf(whistle).some(s => s.status === 'released')) return refuse('nobody_released', 15)
  return undefined
}

/** Somebody was called off under way and has not said that they know (rule 11). */
function somebodyUnaware(whistle: Whistle): boolean {
  return summonsesOf(whistle).some(s =>
    attendancesOf(s).some(a => a.status === 'called_off' && a.acknowledged !== true),
  )
}

export const ending: Handlers<
  | 'SignReleaseBlock'
  | 'ReleaseSummons'
  | 'VetoDone'
  | 'ResolveWhistle'
  | 'AcceptWhistle'
  | 'CloseWhistle'
> = {
  SignReleaseBlock(whistle, command, given) {
    if (whistle.status !== 'sounding')
      return refuse('whistle_not_sounding', 15, { about: { status: whistle.status } })
    return signBlocks(whistle, command, given)
  },

  ReleaseSummons(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const refused = refuseRelease(whistle, found.summons)
    if (refused) return refused
    return accept({ type: 'SummonsReleased', ...ofSummons(found.summons, given) })
  },

  VetoDone(whistle, command, given) {
    return veto(whistle, command, given)
  },

  ResolveWhistle(whistle, command, given) {
    const refused = refuseResolve(whistle)
    if (refused) return refused
    return accept({ type: 'WhistleResolved', ...stampOf(given), result: command.result })
  },

  AcceptWhistle(whistle, _command, given) {
    if (whistle.status !== 'resolved')
      return refuse('not_resolved', 15, { about: { status: whistle.status } })
    return accept({ type: 'WhistleAccepted', ...stampOf(given) })
  },

  CloseWhistle(whistle, _command, given) {
    if (whistle.status !== 'accepted')
      return refuse('not_accepted', 15, { about: { status: whistle.status } })
    if (whistle.review && !whistle.reviewed) return refuse('not_reviewed', 5)
    if (somebodyUnaware(whistle)) return refuse('stand_down_unacknowledged', 11)
    return accept({ type: 'WhistleClosed', ...stampOf(given) })
  },
}
