// Clocks in a sentence: how long is given, until when, and by how much it was exceeded.
import type { ClockName, ClockStamp, Instant } from '@muster/domain'
import type { Say } from './say.ts'
import { CLOCK_WORDS } from './words.ts'

/** 「签收 5 分钟、到场 30 分钟」 */
export function limitsZh(clocks: readonly ClockStamp[], say: Say): string {
  return say.list(clocks.map(clock => `${say.word(CLOCK_WORDS, clock.clock)} ${say.amount(clock)}`))
}

/** "5 minutes for signing and 30 minutes for arrival" */
export function limitsEn(clocks: readonly ClockStamp[], say: Say): string {
  return say.list(
    clocks.map(clock => `${say.amount(clock)} for ${say.word(CLOCK_WORDS, clock.clock)}`),
  )
}

/** 「限 2 个工作日，1月19日 17:00 前」 */
export function dueZh(clock: ClockStamp, say: Say): string {
  return `限 ${say.amount(clock)}，${say.time(clock.dueAt)} 前`
}

/** "within 2 working days, by 17:00" */
export function dueEn(clock: ClockStamp, say: Say): string {
  return `within ${say.amount(clock)}, by ${say.time(clock.dueAt)}`
}

interface Missed {
  readonly at: Instant
  readonly dueAt: Instant
}

/** Over-time by the moment of telling; nothing is said when the miss is told on the dot. */
export function overZh({ at, dueAt }: Missed, say: Say): string {
  return at > dueAt ? `，已超时 ${say.lasting(at - dueAt)}` : ''
}

export function overEn({ at, dueAt }: Missed, say: Say): string {
  return at > dueAt ? `, ${say.lasting(at - dueAt)} over by now` : ''
}

/** What a department had not done when its clock ran out. */
export const MISSED_BY_DEPARTMENT: Readonly<
  Partial<Record<ClockName, { readonly zh: string; readonly en: string }>>
> = {
  sign: { zh: '未按时签收', en: 'had not signed' },
  contact: { zh: '未按时与街乡联系', en: 'had not made contact' },
  arrive: { zh: '未按时到场', en: 'had not arrived' },
  measures: { zh: '未按时提出措施', en: 'had proposed no measures' },
  finish: { zh: '未按时办结', en: 'had not finished' },
}
