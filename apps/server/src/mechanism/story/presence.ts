// The story of people: under way, on scene, relieved, gone.
import type { ArrivalFindings, EventOf, WhistleEvent } from '@muster/domain'
import { dueEn, dueZh } from './clock-phrases.ts'
import type { Say, Tellings } from './say.ts'
import { PROOF_FAULT_WORDS, PROOF_WORDS } from './words.ts'

export type PresenceEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'OfficerSetOut'
      | 'ArrivalDoubted'
      | 'ArrivalProved'
      | 'ArrivalRejected'
      | 'PersonRelieved'
      | 'PersonLeft'
      | 'PersonLeftEarly'
      | 'LadderWoken'
      | 'SessionEnded'
      | 'StandDownAcknowledged'
  }
>

interface Someone {
  readonly department: string
  readonly round: number
  readonly person: string
}

function whoZh(e: Someone, say: Say): string {
  return `${say.department(e)} ${say.person(e.person)} `
}

function whoEn(e: Someone, say: Say): string {
  return `${say.person(e.person)} of ${say.department(e)}`
}

function measuredZh({ distanceMetres, accuracyMetres }: ArrivalFindings): readonly string[] {
  if (distanceMetres === undefined) return []
  const accuracy = accuracyMetres === undefined ? '' : `，误差 ${Math.round(accuracyMetres)} 米`
  return [`距现场 ${Math.round(distanceMetres)} 米${accuracy}`]
}

function measuredEn({ distanceMetres, accuracyMetres }: ArrivalFindings): readonly string[] {
  if (distanceMetres === undefined) return []
  const accuracy =
    accuracyMetres === undefined ? '' : `, give or take ${Math.round(accuracyMetres)} m`
  return [`${Math.round(distanceMetres)} m away${accuracy}`]
}

/** 「（扫码、定位，距现场 40 米，误差 15 米）」 */
function findingsZh(findings: ArrivalFindings, say: Say): string {
  const proofs = findings.proofs.map(proof => say.word(PROOF_WORDS, proof)).join('、')
  const faults = findings.rejected.map(
    ({ proof, reason }) =>
      `${say.word(PROOF_WORDS, proof)}不计：${say.openWord(PROOF_FAULT_WORDS, reason)}`,
  )
  return [proofs, ...measuredZh(findings), ...faults].filter(part => part !== '').join('，')
}

function findingsEn(findings: ArrivalFindings, say: Say): string {
  const proofs = findings.proofs.map(proof => say.word(PROOF_WORDS, proof)).join(', ')
  const faults = findings.rejected.map(
    ({ proof, reason }) =>
      `${say.word(PROOF_WORDS, proof)} not counted: ${say.openWord(PROOF_FAULT_WORDS, reason)}`,
  )
  return [proofs, ...measuredEn(findings), ...faults].filter(part => part !== '').join(', ')
}

/** An arrival that reached us later is told with both its times, and which of them counts. */
function bothTimesZh(e: EventOf<'ArrivalProved'>, say: Say): string {
  if (e.offline)
    return `；离线上报：自报 ${say.time(e.claimedAt)}，收到 ${say.time(e.at)}，计 ${say.time(e.countsAt)} 到场`
  return e.countsAt === e.at ? '' : `；计 ${say.time(e.countsAt)} 到场`
}

function bothTimesEn(e: EventOf<'ArrivalProved'>, say: Say): string {
  if (e.offline)
    return `; sent from offline: claimed for ${say.time(e.claimedAt)}, received at ${say.time(e.at)}, counts as ${say.time(e.countsAt)}`
  return e.countsAt === e.at ? '' : `; counts as ${say.time(e.countsAt)}`
}

function sessionDepartments(e: EventOf<'SessionEnded'>, say: Say): string {
  return say.list(e.arrive.map(({ department }) => say.organisation(department)))
}

export const presence: Tellings<PresenceEvent> = {
  OfficerSetOut: {
    zh: (e, say) => `${whoZh(e, say)}出发`,
    en: (e, say) => `${whoEn(e, say)} is on the way`,
  },
  ArrivalDoubted: {
    zh: (e, say) =>
      `${whoZh(e, say)}报告到场，待指挥员确认（${findingsZh(e.findings, say)}）${e.offline ? `；离线上报：自报 ${say.time(e.claimedAt)}，收到 ${say.time(e.at)}` : ''}`,
    en: (e, say) =>
      `${whoEn(e, say)} reported arrival, for the commander to confirm (${findingsEn(e.findings, say)})${e.offline ? `; sent from offline: claimed for ${say.time(e.claimedAt)}, received at ${say.time(e.at)}` : ''}`,
  },
  ArrivalProved: {
    zh: (e, say) => `${whoZh(e, say)}到场（${findingsZh(e.findings, say)}）${bothTimesZh(e, say)}`,
    en: (e, say) =>
      `${whoEn(e, say)} arrived (${findingsEn(e.findings, say)})${bothTimesEn(e, say)}`,
  },
  ArrivalRejected: {
    zh: (e, say) => `${say.actor(e.by)}未确认${whoZh(e, say)}到场，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} did not confirm the arrival of ${whoEn(e, say)}: ${say.text(e.reason)}`,
  },
  PersonRelieved: {
    zh: (e, say) => `${whoZh(e, say)}由 ${say.person(e.successor)} 接替，换班离开`,
    en: (e, say) => `${say.person(e.successor)} relieved ${whoEn(e, say)}`,
  },
  PersonLeft: {
    zh: (e, say) => {
      const leave = e.leave === 'granted' ? `经${say.actor(e.by)}同意离开` : '离开（无需驻场）'
      return `${whoZh(e, say)}${leave}${e.reason === undefined ? '' : `，理由：${say.text(e.reason)}`}`
    },
    en: (e, say) => {
      const leave =
        e.leave === 'granted' ? `with the leave of ${say.actor(e.by)}` : '(nobody has to stay)'
      return `${whoEn(e, say)} left ${leave}${e.reason === undefined ? '' : `: ${say.text(e.reason)}`}`
    },
  },
  PersonLeftEarly: {
    zh: (e, say) => `${whoZh(e, say)}未经同意离开现场`,
    en: (e, say) => `${whoEn(e, say)} left the scene without leave`,
  },
  LadderWoken: {
    zh: (e, say) =>
      e.arrive
        ? `${say.department(e)}现场已无人，到场时限重新起算（${dueZh(e.arrive, say)}）`
        : `${say.department(e)}有人未经同意离开，已提醒该部门`,
    en: (e, say) =>
      e.arrive
        ? `${say.department(e)} has nobody on scene now and must be back ${dueEn(e.arrive, say)}`
        : `${say.department(e)} was told that one of its people left without leave`,
  },
  SessionEnded: {
    zh: (e, say) => {
      const again = e.arrive.length === 0 ? '' : `，${sessionDepartments(e, say)}届时到场`
      return `第 ${e.session} 次集中行动结束；下次 ${say.time(e.nextAt)}，地点：${say.text(e.nextPlace)}${again}`
    },
    en: (e, say) => {
      const again = e.arrive.length === 0 ? '' : `; ${sessionDepartments(e, say)} will be there`
      return `Session ${e.session} ended; the next is at ${say.time(e.nextAt)}, at ${say.text(e.nextPlace)}${again}`
    },
  },
  StandDownAcknowledged: {
    zh: (e, say) => `${whoZh(e, say)}已知悉不必到场`,
    en: (e, say) => `${whoEn(e, say)} acknowledged being called off`,
  },
}
