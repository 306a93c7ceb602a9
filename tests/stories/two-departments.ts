// A small whistle of two departments, for promises that are about something else.
import { type CastMember, type Stage, toRfc3339 } from './play/stage.ts'
import type { Receipt } from './play/whistle-play.ts'

export const CALLED = ['110117-police', '110117-planning'] as const
export const AT = '2026-03-02T10:00:00+08:00'

const SCENE = { type: 'Point', coordinates: [117.2936, 40.1743] }
const BLOCKS = ['problem_dealt_with', 'evidence_fixed', 'follow_up_owner_named', 'site_safe']

export interface SmallWhistle {
  readonly id: string
  readonly caseId: string
}

/** Drafted, and not yet blown. */
export async function draft(
  stage: Stage,
  by: CastMember,
  kind: string,
  more: { readonly caseId?: string; readonly [field: string]: unknown } = {},
): Promise<SmallWhistle> {
  const opening = { title: '后山盗采', problemType: '01-01', point: SCENE }
  const caseId = more.caseId ?? (await stage.call<Receipt>(by, 'openCase', { body: opening })).id
  const body = {
    caseId,
    kind,
    title: '后山盗采',
    facts: '夜里有挖掘机',
    tried: '劝阻无效',
    lacking: '没有执法权',
    problemType: '01-01',
    place: { point: SCENE, text: '后山' },
    assembly: { at: toRfc3339((await stage.now()) + 1_800_000), place: '村委会' },
    asks: CALLED.map((department, i) => ({
      department,
      role: i === 0 ? 'lead' : 'assist',
      text: '查处',
    })),
    ...more,
  }
  const { id } = await stage.call<Receipt>(by, 'draftWhistle', { body })
  return { id, caseId }
}

export async function blow(
  stage: Stage,
  by: CastMember,
  kind: string,
  more: Parameters<typeof draft>[3] = {},
): Promise<SmallWhistle> {
  const whistle = await draft(stage, by, kind, more)
  const { id } = whistle
  await stage.call(by, 'submitWhistle', { id })
  if (kind === 'enforcement') await stage.call(by, 'approveWhistle', { id })
  return whistle
}

async function handle(stage: Stage, by: CastMember, at: { id: string; department: string }) {
  const duty = stage.member(`${at.department}.duty`)
  const officer = stage.member(`${at.department}.officer`)
  await stage.call(duty, 'signSummons', at)
  await stage.call(officer, 'setOut', at)
  const { code } = await stage.call<{ code: string }>(by, 'getSceneCode', { id: at.id })
  const takenAt = toRfc3339(await stage.now())
  const position = { point: SCENE, accuracyMetres: 10, takenAt }
  await stage.call(officer, 'reportArrival', { ...at, body: { sceneCode: code, position } })
  const measure = { measureType: 'stop', legalItem: '部门职责', text: '已制止' }
  await stage.call(officer, 'takeMeasure', { ...at, body: measure })
  await stage.call(officer, 'claimDone', { ...at, body: { result: '已处置' } })
}

/** An emergency from blown to closed. */
export async function playToTheEnd(
  stage: Stage,
  by: CastMember,
  more: Parameters<typeof draft>[3] = {},
): Promise<SmallWhistle> {
  const whistle = await blow(stage, by, 'emergency', more)
  const { id } = whistle
  for (const department of CALLED) await handle(stage, by, { id, department })
  for (const block of BLOCKS)
    await stage.call(by, 'signReleaseBlock', { id, body: { block, departments: CALLED } })
  for (const department of CALLED) await stage.call(by, 'releaseSummons', { id, department })
  await stage.call(by, 'resolveWhistle', { id, body: { result: '已处置' } })
  await stage.call(by, 'acceptWhistle', { id })
  await stage.call(by, 'reviewWhistle', { id, body: { verdict: 'upheld', reason: '属实' } })
  await stage.call(by, 'closeWhistle', { id })
  return whistle
}

/** Both get the same grade, which seals them. */
export async function gradeBoth(stage: Stage, by: CastMember, id: string): Promise<void> {
  const scores = ['arrival', 'handling', 'result', 'cooperation'].map(dimension => ({
    dimension,
    points: 80,
    reason: '按时到场',
  }))
  for (const department of CALLED) {
    const subject = { whistleId: id, department, round: 1 }
    await stage.call(by, 'giveGrade', { ...subject, body: { scores } })
  }
}
