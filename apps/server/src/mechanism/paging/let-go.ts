// Messages whose need ended while nothing of their own was due: settled, so that what stands open is open.
import type { PageState, PageSubject } from '@muster/domain'
import { isStillNeeded } from '@muster/domain'
import type { Platform } from '../../platform/feature.ts'
import { streamOf, subjectStreamOf } from '../ids.ts'
import { pagesCommand, subjectOfPage } from './page-commands.ts'

/** What was sent a moment ago may be answered by the act that follows. */
const QUIET_MS = 30_000
const MOST_AT_ONCE = 500

const QUIET = `select id, last_at from pages
  where status = 'open' and next_at is null and (last_at, id) > ($1::bigint, $2::text)
    and last_at < $3::bigint
    and attempt_status in ('accepted', 'delivered', 'seen', 'failed')
  order by last_at, id limit ${MOST_AT_ONCE}`

interface Place {
  readonly last_at: number
  readonly id: string
}

const FIRST: Place = { last_at: 0, id: '' }

/** Goes through all of them, so many at a time, and begins anew. */
export class LettingGo {
  readonly #platform: Pick<Platform, 'db' | 'executor' | 'clock'>
  #place: Place = FIRST

  constructor(platform: Pick<Platform, 'db' | 'executor' | 'clock'>) {
    this.#platform = platform
  }

  async round(): Promise<void> {
    const { db, clock } = this.#platform
    const { last_at: at, id } = this.#place
    const rows = await db.query<Place>(QUIET, [at, id, clock.now() - QUIET_MS])
    this.#place = (rows.length === MOST_AT_ONCE && rows.at(-1)) || FIRST
    for (const [subject, pages] of Map.groupBy(rows, row => subjectOfPage(row.id)))
      await this.#letGo(
        subject,
        pages.map(page => page.id),
      )
  }

  /** Asked before anything is submitted: most of them wait for somebody to answer. */
  async #letGo(subject: string, pages: readonly string[]): Promise<void> {
    const { executor } = this.#platform
    const about = subjectStreamOf(subject)
    const view = await executor.view([about, ...pages.map(page => streamOf('page', page))])
    const acts = pages.flatMap(page => {
      const state = view.state<PageState>(streamOf('page', page))
      if (state.status !== 'open') return []
      const isNeeded = isStillNeeded(state.order, view.state<PageSubject>(about))
      const mayGo = !isNeeded || state.order.until.kind === 'told'
      return mayGo ? [{ page, command: { type: 'LetGo' } as const }] : []
    })
    if (acts.length > 0) await executor.submit(pagesCommand(subject, acts))
  }
}
