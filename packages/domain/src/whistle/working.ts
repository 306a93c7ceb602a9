// The department's own work: measures under a legal item, evidence, extensions, and saying that it is done (rules 6, 7, 14).
import { accept, type Refused, refuse } from '../kernel/decision.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import type { CommandOf } from './commands.ts'
import type { WhistleEvent } from './events.ts'
import { type Found, findLive, type Given, type Handlers, ofSummons, overdue } from './handler.ts'
import { policyOf, type Summons, type Whistle } from './state.ts'

/** A department that has come and has not said yet that it is done. */
function findAtWork(whistle: Whistle, department: DepartmentId): Found {
  const found = findLive(whistle, department)
  if (!found.ok) return found
  const { summons } = found
  if (!summons.arrived) return refuse('not_arrived', 14)
  if (summons.status === 'done_claimed') return refuse('done_already_claimed', 4)
  return found
}

function refuseMeasure(
  whistle: Whistle,
  summons: Summons,
  command: CommandOf<'TakeMeasure'>,
): Refused | undefined {
  const { measure, measureType } = command
  if (summons.waitingSince !== undefined) return refuseWaiting(summons)
  if (!policyOf(whistle).measureTypes.includes(measureType))
    return refuse('unknown_measure_type', 14, { field: 'measureType' })
  if (summons.measures.some(m => m.id === measure))
    return refuse('measure_already_recorded', 14, { field: 'measure' })
  if (command.evidence.some(id => !summons.evidence.includes(id)))
    return refuse('unknown_evidence', 14, { field: 'evidence' })
  return undefined
}

function refuseWaiting(summons: Summons): Refused {
  const waitsFor = summons.ask.after?.department ?? ''
  return refuse('waits_for_another', 6, { about: { department: waitsFor } })
}

function lateForMeasures(summons: Summons, given: Given): readonly WhistleEvent[] {
  return overdue(summons, ['measures'], given)
}

export const working: Handlers<
  | 'ProposeMeasures'
  | 'TakeMeasure'
  | 'AttachEvidence'
  | 'ClaimDone'
  | 'RequestExtension'
  | 'GrantExtension'
  | 'RefuseExtension'
> = {
  ProposeMeasures(whistle, command, given) {
    const found = findAtWork(whistle, command.department)
    if (!found.ok) return found
    const { plan } = command
    return accept<WhistleEvent>(...lateForMeasures(found.summons, given), {
      type: 'MeasuresProposed',
      ...ofSummons(found.summons, given),
      plan,
    })
  },

  TakeMeasure(whistle, command, given) {
    const found = findAtWork(whistle, command.department)
    if (!found.ok) return found
    const refused = refuseMeasure(whistle, found.summons, command)
    if (refused) return refused
    const { measure, measureType, legalItem, text, evidence } = command
    return accept<WhistleEvent>(...lateForMeasures(found.summons, given), {
      type: 'MeasureTaken',
      ...ofSummons(found.summons, given),
      measure,
      measureType,
      legalItem,
      text,
      evidence,
    })
  },

  AttachEvidence(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { evidence, sha256, mediaType, bytes } = command
    if (found.summons.evidence.includes(evidence))
      return refuse('evidence_attached_before', 14, { field: 'evidence' })
    const of = ofSummons(found.summons, given)
    return accept({ type: 'EvidenceAttached', ...of, evidence, sha256, mediaType, bytes })
  },

  ClaimDone(whistle, command, given) {
    const found = findAtWork(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    if (summons.waitingSince !== undefined) return refuseWaiting(summons)
    if (summons.status !== 'measures') return refuse('no_measures', 14)
    const { result } = command
    return accept<WhistleEvent>(...overdue(summons, ['finish'], given), {
      type: 'DoneClaimed',
      ...ofSummons(summons, given),
      result,
    })
  },

  RequestExtension(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    const { finish } = summons.clocks
    if (finish?.outcome !== 'running') return refuse('no_finish_clock', 7)
    if (given.now >= finish.dueAt) return refuse('too_late_to_extend', 7)
    if (summons.extension) return refuse('extension_pending', 7)
    const { dueAt, reason } = command
    if (dueAt <= finish.dueAt) return refuse('extension_not_later', 7, { field: 'dueAt' })
    return accept({ type: 'ExtensionRequested', ...ofSummons(summons, given), dueAt, reason })
  },

  GrantExtension(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    const { extension } = summons
    const { finish } = summons.clocks
    if (!extension) return refuse('no_extension_asked', 7)
    // Once done is claimed the clock has its outcome; a later date would rewrite it.
    if (finish?.outcome !== 'running') return refuse('no_finish_clock', 7)
    const of = ofSummons(summons, given)
    const { dueAt } = extension
    const originalDueAt = finish.originalDueAt ?? finish.dueAt
    const granted = { type: 'ExtensionGranted', ...of, dueAt, originalDueAt } as const
    // Asked in time and granted late: the miss that was declared in between is taken back, visibly.
    const cancelled = {
      type: 'MissCancelled',
      ...of,
      clock: 'finish',
      countsAt: extension.askedAt,
    } as const
    return finish.missedAt === undefined
      ? accept<WhistleEvent>(granted)
      : accept<WhistleEvent>(cancelled, granted)
  },

  RefuseExtension(whistle, command, given) {
    const found = findLive(whistle, command.department)
    if (!found.ok) return found
    const { summons } = found
    if (!summons.extension) return refuse('no_extension_asked', 7)
    const { reason } = command
    return accept({ type: 'ExtensionRefused', ...ofSummons(summons, given), reason })
  },
}
