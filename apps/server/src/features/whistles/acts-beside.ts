// Acts beside a whistle that its page offers as well: grades, appeals, supervision orders. Each is tried, as the others are.
import {
  type Context,
  type DepartmentId,
  decideGrading,
  decideSupervision,
  type GradingCommand,
  type GradingState,
  type SealedText,
  type Summons,
  type SupervisionCommand,
  type SupervisionId,
  type SupervisionState,
  summonsesOf,
  toId,
  type Whistle,
} from '@muster/domain'
import { streamOf } from '../../mechanism/ids.ts'
import type { StreamView } from '../../platform/event-store/types.ts'

/** One act with the address to which it goes and the scope that it needs. */
export interface BesideAct {
  readonly act: string
  readonly path: string
  readonly scope: string
  readonly department: string
}

/** No decision looks into words. */
const WORDS = '' as SealedText

function orderId(whistle: Whistle, { department, round }: Summons): string {
  return `${whistle.id}.${department}.${round}`
}

/** The streams that have to be read before the acts beside a whistle can be tried. */
export function streamsBeside(whistle: Whistle) {
  return [
    streamOf('grading', whistle.id),
    ...summonsesOf(whistle).map(one => streamOf('supervision', orderId(whistle, one))),
  ]
}

interface Trial<C> {
  readonly act: string
  readonly path: string
  readonly scope: string
  readonly command: C
}

function gradingTrials(
  state: Extract<GradingState, { readonly opening: unknown }>,
  of: { readonly department: DepartmentId; readonly round: number },
): readonly Trial<GradingCommand>[] {
  const scores = state.opening.rubric.map(({ code, max }) => ({
    dimension: code,
    points: max,
    reason: WORDS,
  }))
  const upheld = { verdict: 'upheld', reason: WORDS } as const
  return [
    {
      act: 'giveGrade',
      path: 'grade',
      scope: 'grade',
      command: { type: 'GiveGrade', ...of, scores },
    },
    {
      act: 'lodgeAppeal',
      path: 'appeal',
      scope: 'attend',
      command: { type: 'LodgeAppeal', ...of, reason: WORDS },
    },
    {
      act: 'decideAppeal',
      path: 'appeal/decision',
      scope: 'rule',
      command: { type: 'DecideAppeal', ...of, ...upheld },
    },
  ]
}

function gradingActs(
  whistle: Whistle,
  state: GradingState,
  context: Context,
): readonly BesideAct[] {
  if (state.status === 'none') return []
  return Object.values(state.subjects).flatMap(({ subject }) =>
    gradingTrials(state, subject)
      .filter(({ command }) => decideGrading(state, command, context).ok)
      .map(({ act, path, scope }) => ({
        act,
        path: `/api/gradings/${whistle.id}/subjects/${subject.department}/${subject.round}/${path}`,
        scope,
        department: subject.department,
      })),
  )
}

/** Somebody missed a clock, or never came: only then is there anything to account for. */
function isAtFault({ clocks, status }: Summons): boolean {
  return (
    status === 'defaulted' ||
    Object.values(clocks).some(one => one.missedAt !== undefined && one.missCancelled !== true)
  )
}

function supervisionTrials(
  whistle: Whistle,
  summons: Summons,
): readonly Trial<SupervisionCommand>[] {
  const id = toId<SupervisionId>(orderId(whistle, summons))
  const { department, round } = summons
  const { areas } = whistle.draft.place
  const { drill } = whistle
  const about = { id, whistle: whistle.id, department, round, areas, drill }
  const order = { ...about, cause: 'ordered', reason: WORDS } as const
  const opening = { type: 'OpenSupervision', order } as const
  const path = `/api/supervisions/${id}`
  const concluding = { type: 'ConcludeSupervision', verdict: 'explained', reason: WORDS } as const
  return [
    ...(isAtFault(summons)
      ? [
          {
            act: 'orderSupervision',
            path: '/api/supervisions',
            scope: 'supervise',
            command: opening,
          },
        ]
      : []),
    {
      act: 'answerSupervision',
      path: `${path}/answer`,
      scope: 'attend',
      command: { type: 'AnswerSupervision', text: WORDS },
    },
    {
      act: 'concludeSupervision',
      path: `${path}/conclude`,
      scope: 'supervise',
      command: concluding,
    },
  ]
}

/** Everything beside the whistle that this actor could do at this moment. */
export function actsBeside(
  whistle: Whistle,
  view: StreamView,
  context: Context,
): readonly BesideAct[] {
  const graded = view.state<GradingState>(streamOf('grading', whistle.id))
  const supervised = summonsesOf(whistle).flatMap(summons => {
    const key = streamOf('supervision', orderId(whistle, summons))
    const state = view.state<SupervisionState>(key)
    return supervisionTrials(whistle, summons)
      .filter(({ command }) => decideSupervision(state, command, context).ok)
      .map(({ act, path, scope }) => ({ act, path, scope, department: summons.department }))
  })
  return [...gradingActs(whistle, graded, context), ...supervised]
}
