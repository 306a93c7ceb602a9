// What one worker does over and over: a case, what was tried, a whistle blown for it, and who signs.

import type { Sent } from './ledger.ts'

export interface Step extends Sent {
  readonly what: string
}

/** Sends a step and gives the id of what it was done to; undefined ends this life. */
export type DoStep = (step: Step) => Promise<string | undefined>

const DEPARTMENTS = [
  { id: '110117-planning', role: 'department-desk' },
  { id: '110000-power', role: 'utility-desk' },
]
const PLACE = { type: 'Point', coordinates: [117.2936, 40.1743] }
const HOUR_MS = 3_600_000

export interface LifeOptions {
  readonly name: string
  /** What the servers hold to be now; assembly lies an hour on. */
  readonly now: number
}

/** Each text is unlike any other, so that whoever reads the case can count it. */
export async function live(step: DoStep, { name, now }: LifeOptions): Promise<void> {
  const say = (what: string) => `${what} of ${name}`
  const named = (what: string, fields: Omit<Sent, 'key'>): Step => ({
    what,
    key: `load-${name}-${what}`,
    ...fields,
  })
  const caseId = await step(
    named('case', {
      path: '/api/cases',
      role: 'commander',
      body: { title: say('case'), problemType: '07-01', point: PLACE },
    }),
  )
  if (caseId === undefined) return
  const tried = { text: say('tried') }
  const handling = { path: `/api/cases/${caseId}/self-handling`, role: 'commander', body: tried }
  if ((await step(named('tried', handling))) === undefined) return
  const whistle = await step(
    named('whistle', {
      path: '/api/whistles',
      role: 'commander',
      body: whistleBody(say('whistle'), caseId, now),
    }),
  )
  if (whistle === undefined) return
  const path = `/api/whistles/${whistle}`
  const blown = await step(named('submit', { path: `${path}/submit`, role: 'commander', body: {} }))
  if (blown === undefined) return
  // The second one stays silent, so that its clocks run out.
  const [signs] = DEPARTMENTS
  if (signs === undefined) return
  await step(
    named('sign', { path: `${path}/summonses/${signs.id}/sign`, role: signs.role, body: {} }),
  )
}

function whistleBody(title: string, caseId: string, now: number) {
  return {
    caseId,
    kind: 'emergency',
    drill: false,
    title,
    facts: `facts: ${title}`,
    tried: `tried: ${title}`,
    lacking: `lacking: ${title}`,
    problemType: '07-01',
    place: { point: PLACE, text: `place: ${title}` },
    assembly: { at: new Date(now + HOUR_MS).toISOString(), place: `assembly: ${title}` },
    asks: DEPARTMENTS.map(({ id }, at) => ({
      department: id,
      role: at === 0 ? 'lead' : 'assist',
      text: `ask ${at}: ${title}`,
    })),
  }
}
