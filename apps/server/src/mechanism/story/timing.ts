// The story of time: clocks that moved or ran out, misses that were none, and the ladder.
import type { ClockMove, EventOf, LadderStep, WhistleEvent } from '@muster/domain'
import { MISSED_BY_DEPARTMENT, overEn, overZh } from './clock-phrases.ts'
import type { Say, Tellings } from './say.ts'
import { CALLER_RUNG_WORDS, CLOCK_WORDS, RUNG_ACT_WORDS, RUNG_WORDS } from './words.ts'

export type TimingEvent = Extract<
  WhistleEvent,
  { type: 'ClocksMoved' | 'ClockMissed' | 'MissCancelled' | 'LadderClimbed' }
>

type Missed = EventOf<'ClockMissed'>

function subjectZh(move: ClockMove, say: Say): string {
  const { department, round = 1 } = move
  return department === undefined ? '' : say.department({ department, round })
}

function moveZh(move: ClockMove, say: Say): string {
  return `${subjectZh(move, say)}${say.word(CLOCK_WORDS, move.clock)}由 ${say.time(move.from)} 调整为 ${say.time(move.to)}`
}

function moveEn(move: ClockMove, say: Say): string {
  const { department, round = 1 } = move
  const of = department === undefined ? '' : ` of ${say.department({ department, round })}`
  return `${say.word(CLOCK_WORDS, move.clock)}${of} from ${say.time(move.from)} to ${say.time(move.to)}`
}

/** Waiting is charged to the one waited for (rule 6). */
function waitZh(e: Missed, say: Say): string {
  if (e.waitedFor === undefined || e.waitedMs === undefined) return ''
  return `；其中等待${say.organisation(e.waitedFor)} ${say.lasting(e.waitedMs)}，由后者负责`
}

function waitEn(e: Missed, say: Say): string {
  if (e.waitedFor === undefined || e.waitedMs === undefined) return ''
  return `; ${say.lasting(e.waitedMs)} of it went in waiting for ${say.organisation(e.waitedFor)}, to whom it is charged`
}

function missZh(e: Missed, say: Say): string {
  const { department, round = 1 } = e
  const undone = MISSED_BY_DEPARTMENT[e.clock]
  if (department !== undefined && undone)
    return `${say.department({ department, round })}${undone.zh}`
  const of = department === undefined ? '' : `${say.department({ department, round })}的退回`
  return `${of}未按时${say.word(CLOCK_WORDS, e.clock)}`
}

function missEn(e: Missed, say: Say): string {
  const { department, round = 1 } = e
  const undone = MISSED_BY_DEPARTMENT[e.clock]
  if (department !== undefined && undone)
    return `${say.department({ department, round })} ${undone.en} by ${say.time(e.dueAt)}`
  const of =
    department === undefined ? '' : ` on the return of ${say.department({ department, round })}`
  return `No decision${of}: ${say.word(CLOCK_WORDS, e.clock)} was due by ${say.time(e.dueAt)}`
}

/** Rungs before the due moment have negative minutes. */
function rungZh(rung: LadderStep, say: Say): string {
  if (rung.minutes === 0) return '到期'
  const length = say.lasting(Math.abs(rung.minutes) * 60_000)
  return rung.minutes < 0 ? `到期前 ${length}` : `逾期 ${length}`
}

function rungEn(rung: LadderStep, say: Say): string {
  if (rung.minutes === 0) return 'at the due time'
  const length = say.lasting(Math.abs(rung.minutes) * 60_000)
  return rung.minutes < 0 ? `${length} before it is due` : `${length} past due`
}

function toldOf(e: EventOf<'LadderClimbed'>, say: Say): string {
  if (e.head !== undefined) return say.person(e.head)
  return say.word(e.department === undefined ? CALLER_RUNG_WORDS : RUNG_WORDS, e.rung.tell)
}

function ladderOf(e: EventOf<'LadderClimbed'>, say: Say): string | undefined {
  const { department, round = 1 } = e
  return department === undefined ? undefined : say.department({ department, round })
}

export const timing: Tellings<TimingEvent> = {
  ClocksMoved: {
    zh: (e, say) =>
      `依据节假日通知「${e.notice}」：${e.moves.map(move => moveZh(move, say)).join('；')}`,
    en: (e, say) =>
      `By the holiday notice “${e.notice}”: ${e.moves.map(move => moveEn(move, say)).join('; ')}`,
  },
  ClockMissed: {
    zh: (e, say) => {
      const outage = e.outageMs > 0 ? `；其间本系统中断 ${say.lasting(e.outageMs)}，不计过错` : ''
      return `${missZh(e, say)}（应于 ${say.time(e.dueAt)} 前${overZh(e, say)}）${waitZh(e, say)}${outage}`
    },
    en: (e, say) => {
      const outage =
        e.outageMs > 0
          ? `; Muster itself was down for ${say.lasting(e.outageMs)} of it, which is no fault`
          : ''
      return `${missEn(e, say)}${overEn(e, say)}${waitEn(e, say)}${outage}`
    },
  },
  MissCancelled: {
    zh: (e, say) =>
      `${say.department(e)}${say.word(CLOCK_WORDS, e.clock)}的逾期记录撤销：实际计 ${say.time(e.countsAt)}，原记录保留`,
    en: (e, say) =>
      `The miss of ${say.department(e)} for ${say.word(CLOCK_WORDS, e.clock)} is cancelled: it counts as ${say.time(e.countsAt)}; the record stays`,
  },
  LadderClimbed: {
    zh: (e, say) => {
      const { act } = e.rung
      const whom = toldOf(e, say)
      return `${ladderOf(e, say) ?? '本次吹哨'}${say.word(CLOCK_WORDS, e.clock)}${rungZh(e.rung, say)}：已通知${whom}（${say.word(RUNG_ACT_WORDS, act)}）`
    },
    en: (e, say) => {
      const { act } = e.rung
      const whom = toldOf(e, say)
      const of = ladderOf(e, say)
      return `${whom} was ${say.word(RUNG_ACT_WORDS, act)}: ${say.word(CLOCK_WORDS, e.clock)}${of === undefined ? '' : ` of ${of}`}, ${rungEn(e.rung, say)}`
    },
  },
}
