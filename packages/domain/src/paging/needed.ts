// Whether somebody still has to be told: asked again before every message, so that nobody is woken for nothing.

import type { BroadcastState } from '../broadcast/broadcast.ts'
import {
  isSettled,
  presentPeople,
  type Summons,
  type Whistle,
  type WhistleState,
} from '../whistle/state.ts'
import type { PageRequest } from './request.ts'

type About = Pick<PageRequest, 'until' | 'department' | 'round'>

function summonsOf(whistle: Whistle, { department, round }: About): Summons | undefined {
  const summons = department === undefined ? undefined : whistle.summonses[department]
  return summons?.round === round ? summons : undefined
}

function neededBy(summons: Summons, { until }: About): boolean {
  switch (until.kind) {
    // A dispute, a doubtful arrival or another's act stops no clock; meeting or voiding it does (rule 9).
    case 'clock':
      return !isSettled(summons) && summons.clocks[until.clock]?.outcome === 'running'
    case 'ruled':
      return !isSettled(summons) && summons.dispute?.ruling.outcome === 'running'
    case 'confirmed':
      return summons.people[until.person]?.status === 'doubtful'
    case 'acknowledged': {
      const attendance = summons.people[until.person]
      return attendance?.status === 'called_off' && attendance.acknowledged !== true
    }
    case 'somebody_there':
      return !isSettled(summons) && presentPeople(summons).length === 0
    default:
      return true
  }
}

/** What a page may be about. */
export type PageSubject = WhistleState | BroadcastState

/** True while the reason for telling them stands. */
export function isStillNeeded(about: About, subject: PageSubject): boolean {
  if (subject.status === 'none') return false
  if ('plan' in subject) return subject.status === 'running'
  return isNeededBy(about, subject)
}

function isNeededBy(about: About, whistle: Whistle): boolean {
  switch (about.until.kind) {
    case 'told':
      return true
    case 'approved':
      return whistle.status === 'submitted' && whistle.approval?.outcome === 'running'
    case 'reviewed':
      return whistle.review?.outcome === 'running'
    default: {
      // The round that a veto ended needs nothing any more; the new one asks for itself.
      const summons = summonsOf(whistle, about)
      return summons !== undefined && neededBy(summons, about)
    }
  }
}
