// After the end: grades, an appeal, and what a department says to its supervision.
import assert from 'node:assert/strict'
import type { gradingBodies, supervisionBodies } from '@muster/contract'
import type { z } from 'zod'
import { led, refused } from './expect-that.ts'
import type { CastMember } from './stage.ts'
import type { Receipt, WhistlePlay } from './whistle-play.ts'

export type Grading = z.input<typeof gradingBodies.grading>
export type GradedSubject = Grading['subjects'][number]
export type Supervision = z.input<typeof supervisionBodies.supervision>

export function readGrading(play: WhistlePlay, by = play.commander): Promise<Grading> {
  return play.stage.call<Grading>(by, 'getGrading', { whistleId: play.id })
}

export function scoresOf(play: WhistlePlay, points: number, rubric: Grading['rubric']) {
  return rubric.map(({ code, max }) => ({
    dimension: code,
    points: Math.min(points, max),
    reason:
      points < 60
        ? play.stage.say('有拖延，影响现场处置', 'Delays that held up the work')
        : play.stage.say('到位及时，处置得力', 'Came in time and did it well'),
  }))
}

export function giveGrade(
  play: WhistlePlay,
  by: CastMember,
  subject: Pick<GradedSubject, 'department' | 'round'>,
  points: number,
  rubric: Grading['rubric'],
): Promise<Receipt> {
  const { department, round } = subject
  const body = { scores: scoresOf(play, points, rubric) }
  return play.stage.call(by, 'giveGrade', { whistleId: play.id, department, round, body })
}

/** Everybody gets a grade; the last one seals them all. */
export async function gradeAll(
  play: WhistlePlay,
  by: CastMember,
  pointsOf: (subject: GradedSubject) => number,
): Promise<Grading> {
  const { subjects, rubric } = await readGrading(play, by)
  for (const subject of subjects) await giveGrade(play, by, subject, pointsOf(subject), rubric)
  const sealed = await readGrading(play, by)
  assert.equal(sealed.status, 'sealed')
  return sealed
}

export interface Appeal {
  readonly department: string
  readonly round: number
  readonly grader: CastMember
  readonly judge: CastMember
  readonly verdict: 'upheld' | 'set_aside' | 'replaced'
}

export async function appeal(play: WhistlePlay, grading: Grading, plan: Appeal): Promise<void> {
  const { department, round, grader, judge, verdict } = plan
  const at = { whistleId: play.id, department, round }
  const { head } = play.of(department)
  const reason = play.stage.say(
    '到场时间以现场码为准，请予复核',
    'The scene code shows when we came; please look again',
  )
  await led(play.stage.call(head, 'lodgeAppeal', { ...at, body: { reason } }), 'AppealLodged')
  const body = {
    verdict,
    reason: play.stage.say('已调阅到场记录', 'The record of arrivals was read'),
    ...(verdict === 'replaced' ? { scores: scoresOf(play, 80, grading.rubric) } : {}),
  }
  await refused(play.stage.call(grader, 'decideAppeal', { ...at, body }), 'power_missing')
  await led(play.stage.call(judge, 'decideAppeal', { ...at, body }), 'AppealDecided')
}

/** The order that a default opened by itself: the department accounts for it, coordination judges. */
export async function supervise(
  play: WhistlePlay,
  department: string,
  judge: CastMember,
): Promise<Supervision> {
  const { call } = play.stage
  const { items } = await call<{ items: Supervision[] }>(judge, 'listSupervisions', {
    whistle: play.id,
    department,
  })
  const order = items[0]
  assert.ok(order, `nobody asked ${department} why it never came`)
  assert.equal(order.cause, 'default')
  const { id } = order
  const answered = call<Receipt>(play.of(department).head, 'answerSupervision', {
    id,
    body: {
      text: play.stage.say(
        '值班电话无人接听，已整改',
        'Nobody picked up the duty phone; this is mended',
      ),
    },
  })
  await led(answered, 'SupervisionAnswered')
  const body = {
    verdict: 'at_fault',
    reason: play.stage.say('值班脱岗属实', 'Nobody was at the desk'),
  }
  await led(call(judge, 'concludeSupervision', { id, body }), 'SupervisionConcluded')
  return call<Supervision>(judge, 'getSupervision', { id })
}
