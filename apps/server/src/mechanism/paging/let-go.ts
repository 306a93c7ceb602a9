// Messages whose need ended while nothing of their own was due: settled, so that what stands open is open.
import { isStillNeeded, type PageState, type PageSubject } from '@muster/domain'
import type { Platform } from '../../platform/feature.ts'
import { streamOf, subjectStreamOf } from '../ids.ts'
import { pagesCommand, subjectOfPage } from './page-commands.ts'

/** What was sent a moment ago may be answered by the act that follows. */
const QUIET_MS = 30_000
const MOST_AT_ONCE = 500

const QUIET = `select id from pages
  where status = 'open' and id > $1 and next_at is null and last_at < $2::bigint
    and attempt_status in ('accepted', 'delivered', 'seen', 'failed')
  order by id limit ${MOST_AT_ONCE}`

/** Goes through all of them, so many at a time, and begins anew. */
export class LettingGo {
  readonly #platform: Pick<Platform, 'db' | 'executor' | 'clock'>
  #after = ''

  constructor(platform: Pick<Platform, 'db' | 'executor' | 'clock'>) {
    this.#platform = platform
  }

  async round(): Promise<void> {
    const { db, clock } = this.#platform
    const quiet = clock.now() - QUIET_MS
    const rows = await db.query<{ id: string }>(QUIET, [this.#after, quiet])
    this.#after = rows.length === MOST_AT_ONCE ? (rows.at(-1)?.id ?? '') : ''
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
    if (acts.length > 0) await executor.submit(pagesCommand(acts))
  }
}
