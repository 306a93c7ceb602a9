// What a message is made of, whatever its language.
import type { ClockName, PageAct, SummonsStatus } from '@muster/domain'

/** Everything a message may say: names of organisations, times and words of the matter; nobody's name or number. */
export interface MessageFacts {
  readonly caller: string
  /** Quoted title, or the kind alone where the target is kept confidential; short in a text message. */
  readonly subject: string
  /** Empty where no department is meant. */
  readonly department: string
  readonly clock: ClockName | undefined
  /** Empty where nothing is due. */
  readonly due: string
  /** When and where to come together. */
  readonly assembly: string
  /** What is asked of the department; empty where it would tell the target. */
  readonly ask: string
  /** Whom a return names instead. */
  readonly rightUnit: string
  /** When the next session is. */
  readonly next: string
  readonly status: SummonsStatus | undefined
}

type Say = (facts: MessageFacts) => string

/** How one act is told: headline, message, and a text message of one sentence. */
export interface ActWords {
  readonly title: Say
  readonly text: Say
  readonly sms: Say
}

export type MessageWords = Readonly<Record<PageAct, ActWords>>

/** What stands around the words of an act. */
export interface FrameWords {
  readonly drill: string
  readonly invented: string
  /** The matter's kind in place of its title. */
  confidential(kind: string): string
  quoted(title: string): string
  /** Nobody was on the roster. */
  readonly gap: string
  readonly gapSms: string
  outage(from: string, to: string): string
  several(count: number): string
  item(count: number, sentence: string): string
  readonly more: string
  /** How a text message is answered. */
  reply(act: 'sign' | 'acknowledge', code: string): string
}

/** Lines that have something to say. */
export function lines(...parts: readonly string[]): string {
  return parts.filter(part => part !== '').join('\n')
}
