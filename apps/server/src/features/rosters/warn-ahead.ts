// Gaps and overlaps of the coming day, told to the head of the office whose roster it is: each of them once.
import { hash } from 'node:crypto'
import {
  type BroadcastState,
  type Calendar,
  coverage,
  DAY,
  type DutyRoster,
  type Finding,
  type Instant,
  type Period,
  shift,
  toInstant,
} from '@muster/domain'
import { actAsSystem } from '../../mechanism/broadcasting/broadcast-commands.ts'
import { nameOfFinding, planNotice } from '../../mechanism/broadcasting/roster-notices.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf } from '../../mechanism/ids.ts'

/** So long before it begins it is told. */
const AHEAD = DAY
/** So far is looked; a roster that stays as it is is looked at anew when less than this is left. */
const HORIZON = 14 * DAY
const LEAST_LEFT = 3 * DAY
const NAME_LENGTH = 20

interface Looked {
  readonly calendar: Calendar
  readonly period: Period
  readonly findings: readonly Finding[]
}

const looked = new WeakMap<DutyRoster, Looked>()

/** Rosters seldom change: what was found stays found until they do. */
function findingsOf(roster: DutyRoster, calendar: Calendar, from: Instant): Looked {
  const known = looked.get(roster)
  const isFresh = known?.calendar === calendar && from < known.period.until - LEAST_LEFT
  if (known !== undefined && isFresh) return known
  const period = { from, until: shift(from, HORIZON) }
  const made = { calendar, period, findings: coverage(roster, period, calendar) }
  looked.set(roster, made)
  return made
}

/** What lasts on both sides is told again every day, as long as it lasts. */
function sameEachRound(finding: Finding, { from, until }: Period): string {
  if (finding.until < until) return `until ${finding.until}`
  return finding.from > from ? `from ${finding.from}` : `day ${Math.floor(from / DAY)}`
}

async function warn(edge: Edge, roster: DutyRoster, finding: Finding, period: Period) {
  const name = nameOfFinding(finding)
  const kind = name.slice(0, name.lastIndexOf('.'))
  const about = `${roster.id}\n${kind}\n${sameEachRound(finding, period)}`
  const id = `b-${districtOf(roster.id)}-${hash('sha256', about, 'hex').slice(0, NAME_LENGTH)}`
  const key = streamOf('broadcast', id)
  const known = (await edge.platform.executor.view([key])).state<BroadcastState>(key)
  if (known.status !== 'none') return
  const { organisation } = roster
  const audiences = [{ kind: 'layer', organisation, layer: 'head' }] as const
  const source = `${roster.id}#${name}`
  const at = toInstant(edge.now())
  const plan = planNotice(id, { kind: 'roster_finding', source }, { audiences, at })
  await actAsSystem(edge, id, { type: 'PlanBroadcast', plan })
}

export async function warnAhead(edge: Edge): Promise<void> {
  const { registry, platform } = edge
  await registry.refresh(platform.db)
  const now = toInstant(edge.now())
  for (const roster of registry.rosters.all()) {
    const { findings, period } = findingsOf(roster, registry.calendar, now)
    for (const finding of findings) {
      const isNear = finding.from <= now + AHEAD && now < finding.until
      if (isNear && finding.kind !== 'two_layers') await warn(edge, roster, finding, period)
    }
  }
}
