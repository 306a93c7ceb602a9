// A whistle as one reader may see it: texts opened, times as text, the target hidden while it is confidential.
import { toRfc3339, type whistleViews } from '@muster/contract'
import {
  type Attendance,
  attendancesOf,
  isMustered,
  isSettled,
  type Summons,
  summonsesOf,
  type Whistle,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { some, someTime, viewClock, viewPoint } from '../../mechanism/views.ts'

type WhistleView = z.input<typeof whistleViews.whistle>
type SummonsView = z.input<typeof whistleViews.summons>

function viewAttendance(attendance: Attendance): z.input<typeof whistleViews.attendance> {
  const { findings } = attendance
  return {
    person: attendance.person,
    status: attendance.status,
    setOutAt: toRfc3339(attendance.setOutAt),
    ...someTime('claimedAt', attendance.claimedAt),
    ...someTime('receivedAt', attendance.receivedAt),
    ...someTime('countsAt', attendance.countsAt),
    ...some('offline', attendance.offline),
    ...some(
      'findings',
      findings && { ...findings, proofs: [...findings.proofs], rejected: [...findings.rejected] },
    ),
    ...some('relievedBy', attendance.relievedBy as string | undefined),
    ...some('leaveBy', attendance.leaveBy as string | undefined),
    ...someTime('endedAt', attendance.endedAt),
    ...some('acknowledged', attendance.acknowledged),
  }
}

function viewDispute(summons: Summons, known: boolean): Pick<SummonsView, 'dispute'> {
  const { dispute } = summons
  if (!dispute) return {}
  const { listItem, rightUnit, at, rung, ruling } = dispute
  return {
    dispute: {
      listItem: known ? listItem : null,
      rightUnit: known ? rightUnit : null,
      at: toRfc3339(at),
      rung,
      ruling: viewClock(ruling),
    },
  }
}

function viewExtension(summons: Summons): Pick<SummonsView, 'extension'> {
  const { extension } = summons
  if (!extension) return {}
  return {
    extension: { dueAt: toRfc3339(extension.dueAt), askedAt: toRfc3339(extension.askedAt) },
  }
}

/** What is asked and done tells the target, whosever summons it is. */
function viewWork(
  summons: Summons,
  { open, known }: Pick<SummonsReader, 'open' | 'known'>,
): Pick<SummonsView, 'ask' | 'legalItems' | 'after' | 'measures' | 'widened'> {
  const { ask } = summons
  if (!known) return { ask: null, legalItems: [], measures: [], widened: [] }
  return {
    ask: open(ask.text),
    legalItems: [...ask.legalItems],
    ...some('after', ask.after && { ...ask.after }),
    measures: summons.measures.map(m => ({ ...m, at: toRfc3339(m.at) })),
    widened: summons.widened.map(({ from, text }) => ({ from, text: open(text) })),
  }
}

export interface SummonsReader {
  readonly edge: Edge
  /** Opens the words of the calling side as they are sent on to this reader. */
  readonly open: (sealed: string) => string | null
  /** Whether the reader may know the target; see `mayKnowTarget`. */
  readonly known: boolean
  /** A reader who is told its own department's work alone; undefined for whoever is told all. */
  readonly own?: readonly string[] | undefined
}

/** How near somebody was, and what was collected, is between a department and the calling side. */
function viewOthersPerson(attendance: Attendance): z.input<typeof whistleViews.attendance> {
  const { findings: _, ...shown } = viewAttendance(attendance)
  return shown
}

export function viewSummons(summons: Summons, reader: SummonsReader): SummonsView {
  const { ask } = summons
  const { edge, known, own } = reader
  const isOther = own !== undefined && !own.includes(summons.department)
  return {
    department: summons.department,
    ...some('name', edge.registry.directory.findOrganisation(summons.department)?.name),
    round: summons.round,
    role: ask.role,
    ...viewWork(summons, reader),
    ...some('head', ask.head as string | undefined),
    status: summons.status,
    calledAt: toRfc3339(summons.calledAt),
    ...someTime('settledAt', summons.settledAt),
    arrived: summons.arrived,
    clocks: Object.values(summons.clocks).map(viewClock),
    people: attendancesOf(summons).map(isOther || !known ? viewOthersPerson : viewAttendance),
    returns: summons.returns,
    ...viewDispute(summons, known),
    ...someTime('waitingSince', summons.waitingSince),
    waitedMs: summons.waitedMs,
    missedBefore: summons.missedBefore.map(viewClock),
    evidence: isOther ? [] : [...summons.evidence],
    blocks: [...summons.blocks],
    ...viewExtension(summons),
    ...some('successor', summons.successor as string | undefined),
    ...some('replaces', summons.replaces as string | undefined),
  }
}

/** What is missing before it can close, as `code` or `code:department`. */
function beforeClose(whistle: Whistle): string[] {
  if (whistle.status === 'closed' || whistle.status === 'withdrawn') return []
  const open = summonsesOf(whistle)
    .filter(s => !isSettled(s))
    .map(s => `summons_open:${s.department}`)
  const unaware = summonsesOf(whistle)
    .filter(s => attendancesOf(s).some(a => a.status === 'called_off' && a.acknowledged !== true))
    .map(s => `stand_down_unacknowledged:${s.department}`)
  const review = whistle.review && !whistle.reviewed ? ['not_reviewed'] : []
  const steps: Record<string, string[]> = {
    drafted: ['not_submitted', 'not_resolved', 'not_accepted'],
    submitted: ['not_approved', 'not_resolved', 'not_accepted'],
    rejected: ['not_submitted', 'not_resolved', 'not_accepted'],
    sounding: ['not_resolved', 'not_accepted'],
    resolved: ['not_accepted'],
  }
  return [...open, ...unaware, ...review, ...(steps[whistle.status] ?? [])]
}

function viewPolicy(whistle: Whistle): Pick<WhistleView, 'policy'> {
  const { policy } = whistle
  if (!policy) return {}
  return {
    policy: {
      code: policy.code,
      version: policy.version,
      presence: policy.presence,
      approval: policy.approval,
      releaseBlocks: [...policy.releaseBlocks],
      measureTypes: [...policy.measureTypes],
      maxReturns: policy.maxReturns,
      confidential: policy.confidential,
      codeSeconds: policy.proofs.codeSeconds,
    },
  }
}

function viewCaller(whistle: Whistle, edge: Edge): WhistleView['caller'] {
  const { organisation, office, head, coordination } = whistle.caller
  const { directory } = edge.registry
  const name =
    directory.findOrganisation(organisation)?.name ??
    edge.registry.findPost(organisation)?.fields.name
  return {
    organisation,
    ...some('name', name && { ...name }),
    office,
    head,
    ...some('deputy', whistle.deputy as string | undefined),
    coordination,
  }
}

function viewTarget(
  whistle: Whistle,
  { open, known }: Pick<SummonsReader, 'open' | 'known'>,
): Pick<WhistleView, 'title' | 'facts' | 'tried' | 'lacking' | 'problemType' | 'place'> {
  const { draft } = whistle
  if (!known)
    return { title: null, facts: null, tried: null, lacking: null, problemType: null, place: null }
  return {
    title: open(draft.title),
    facts: open(draft.facts),
    tried: open(draft.tried),
    lacking: open(draft.lacking),
    problemType: draft.problemType,
    place: {
      point: viewPoint(draft.place.point),
      text: open(draft.place.text),
      areas: [...draft.place.areas],
    },
  }
}

/** Departments see each other's lanes: who is there, and who holds whom up, is no secret among those summoned. */
export function viewWhistle(
  whistle: Whistle,
  version: number,
  reader: Omit<SummonsReader, 'known'>,
  known: boolean,
): WhistleView {
  const { edge, open } = reader
  const { assembly, asks } = whistle.draft
  return {
    id: whistle.id,
    version,
    caseId: whistle.caseId,
    ...some('follows', whistle.follows as string | undefined),
    kind: whistle.kindCode,
    status: whistle.status,
    drill: whistle.drill,
    caller: viewCaller(whistle, edge),
    command: whistle.command,
    ...viewTarget(whistle, { open, known }),
    assembly: {
      at: toRfc3339(assembly.at),
      place: edge.open(assembly.place),
      ...some('point', assembly.point && viewPoint(assembly.point)),
    },
    asks: asks.map(({ department, role, text, legalItems }) => ({
      department,
      role,
      text: known ? open(text) : null,
      legalItems: known ? [...legalItems] : [],
    })),
    draftedAt: toRfc3339(whistle.draftedAt),
    ...someTime('soundedAt', whistle.soundedAt),
    ...someTime('endedAt', whistle.endedAt),
    ...viewPolicy(whistle),
    ...some('approval', whistle.approval && viewClock(whistle.approval)),
    ...some('review', whistle.review && viewClock(whistle.review)),
    ...some('reviewed', whistle.reviewed),
    mustered: isMustered(whistle),
    session: whistle.session,
    ...someTime('nextSessionAt', whistle.nextSessionAt),
    summonses: summonsesOf(whistle).map(summons => viewSummons(summons, { ...reader, known })),
    pastRounds: whistle.past.map(({ department, round, status }) => ({
      department,
      round,
      status,
    })),
    ...(whistle.result === undefined ? {} : { result: known ? open(whistle.result) : null }),
    beforeClose: beforeClose(whistle),
  }
}
