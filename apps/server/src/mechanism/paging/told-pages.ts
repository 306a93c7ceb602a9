// The events of a whistle's pages as its timeline tells them.
import { BY_SYSTEM, type PageEvent, type PageOrder } from '@muster/domain'
import type { PageStoryEvent, ToldPageType } from '../story/paging.ts'
import { INBOX } from './page-commands.ts'

const TOLD: Readonly<Record<ToldPageType, true>> = {
  PageOpened: true,
  AttemptStarted: true,
  AttemptAccepted: true,
  AttemptFailed: true,
  MessageDelivered: true,
  MessageSeen: true,
  PageFailed: true,
}

type Told = Extract<PageEvent, { type: ToldPageType }>

/** What was there at once is told as any message that was accepted. */
function asTold(event: PageEvent): PageEvent {
  return event.type === 'PageKept' ? { type: 'AttemptAccepted', at: event.at, attempt: 1 } : event
}

function isTold(event: PageEvent): event is Told {
  return Object.hasOwn(TOLD, event.type)
}

interface Planned {
  readonly channel: string
  readonly tries: number
}

/** Reads the events of pages in their order, and remembers what each page is about. */
export class ToldPages {
  readonly #orders = new Map<string, PageOrder>()
  readonly #attempts = new Map<string, Planned>()
  readonly #last = new Map<string, Planned>()

  /** Undefined for what is only planned, and for what another line says already. */
  tell(page: string, stored: PageEvent): PageStoryEvent | undefined {
    this.#learn(page, stored)
    const event = asTold(stored)
    const order = this.#orders.get(page)
    // Of a whistle alone: what a broadcast says stands on no timeline.
    if (order?.broadcast !== undefined) return undefined
    if (order === undefined || !isTold(event)) return undefined
    const attempt = this.#attemptOf(page, event)
    // Only a gap is news by itself; what lies in the inbox was never on its way.
    if (event.type === 'PageOpened' && !order.gap) return undefined
    if (event.type === 'AttemptStarted' && attempt.channel === INBOX) return undefined
    const { type, at } = event
    const { person, organisation, department, act, gap } = order
    return {
      type,
      at,
      by: BY_SYSTEM,
      person,
      organisation,
      ...(department === undefined ? {} : { department }),
      act,
      gap,
      ...attempt,
      ...('reason' in event ? { reason: event.reason } : {}),
    }
  }

  #learn(page: string, event: PageEvent): void {
    if (event.type === 'PageOpened' || event.type === 'PageKept')
      this.#orders.set(page, event.order)
    if (event.type !== 'AttemptPlanned') return
    const channel = this.#orders.get(page)?.steps[event.step]?.channel ?? ''
    const planned = { channel, tries: event.tries }
    this.#attempts.set(`${page}#${event.attempt}`, planned)
    this.#last.set(page, planned)
  }

  #attemptOf(page: string, event: Told): Planned {
    const known =
      'attempt' in event ? this.#attempts.get(`${page}#${event.attempt}`) : this.#last.get(page)
    return known ?? { channel: this.#orders.get(page)?.steps[0]?.channel ?? '', tries: 1 }
  }
}
