// Keeps the board up to date: fetches it whole, follows the stream, asks anew for what was heard of.
import { api, get } from '../../api/client.ts'
import { followLive, type LiveData, type LiveState, waitBefore } from '../../api/live.ts'
import { type Board, begin, EMPTY, hear, learn, putBack, takeStale } from './merge.ts'

export interface BoardView {
  readonly board: Board
  /** Undefined until the first page is there, or failed to come. */
  readonly isThere: boolean
  readonly error: unknown
  readonly live: LiveState
}

export const FIRST_VIEW: BoardView = {
  board: EMPTY,
  isThere: false,
  error: undefined,
  live: 'connecting',
}

type Page = Parameters<typeof begin>[1][number]

const PAGE = 1000
const MOST_ASKED = 100
/** Events come in groups: one question for all of a moment. */
const GATHER_MS = 150

async function fetchPage(query: { cursor?: string; ids?: string }) {
  return get(api.GET('/api/board', { params: { query: { ...query, limit: PAGE } } }))
}

/** Tells each new view until it is stopped. */
export class BoardFollower {
  readonly #tell: (view: BoardView) => void
  readonly #unfollow: () => void
  #view = FIRST_VIEW
  #timer: ReturnType<typeof setTimeout> | undefined
  #isBusy = false
  /** The whole board is to be fetched. */
  #isWanted = false
  #isOver = false
  #failures = 0

  constructor(tell: (view: BoardView) => void) {
    this.#tell = tell
    this.#unfollow = followLive({
      onEvent: ({ data }) => this.#hear(data),
      onOpen: isResumed => {
        if (!isResumed || !this.#view.isThere) this.load()
      },
      onState: live => this.#show({ live }),
    })
  }

  load(): void {
    this.#isWanted = true
    this.#work()
  }

  stop(): void {
    this.#isOver = true
    clearTimeout(this.#timer)
    this.#unfollow()
  }

  #show(change: Partial<BoardView>): void {
    this.#view = { ...this.#view, ...change }
    if (!this.#isOver) this.#tell(this.#view)
  }

  #hear(data: LiveData): void {
    const board = hear(this.#view.board, data)
    if (board === this.#view.board) return
    this.#show({ board })
    if (!this.#isBusy) this.#later(GATHER_MS)
  }

  #later(ms: number): void {
    clearTimeout(this.#timer)
    if (!this.#isOver) this.#timer = setTimeout(() => this.#work(), ms)
  }

  #work(): void {
    if (this.#isBusy || this.#isOver) return
    this.#isBusy = true
    this.#doWork()
      .then(() => {
        this.#failures = 0
      })
      .catch((error: unknown) => {
        this.#failures += 1
        this.#show({ error })
      })
      .finally(() => {
        this.#isBusy = false
        const isLeft = this.#isWanted || this.#view.board.stale.size > 0
        if (isLeft) this.#later(this.#failures > 0 ? waitBefore(this.#failures) : GATHER_MS)
      })
  }

  async #doWork(): Promise<void> {
    if (this.#isWanted) {
      await this.#loadAll()
      this.#isWanted = false
    }
    while (this.#view.board.stale.size > 0 && !this.#isWanted && !this.#isOver)
      await this.#askStale()
  }

  async #loadAll(): Promise<void> {
    const pages: Page[] = []
    let cursor: string | undefined
    do {
      const page = await fetchPage(cursor === undefined ? {} : { cursor })
      pages.push(page)
      cursor = page.next
      const isThere = cursor === undefined
      // The first rows are looked at while the rest still comes; later loads change all at once.
      if (isThere || !this.#view.isThere)
        this.#show({ board: begin(this.#view.board, pages), isThere, error: undefined })
    } while (cursor !== undefined && !this.#isOver)
  }

  async #askStale(): Promise<void> {
    const { board, ids } = takeStale(this.#view.board, MOST_ASKED)
    if (ids.length === 0) return
    this.#show({ board })
    try {
      const answer = await fetchPage({ ids: ids.join() })
      this.#show({ board: learn(this.#view.board, ids, answer), error: undefined })
    } catch (error) {
      this.#show({ board: putBack(this.#view.board, ids) })
      throw error
    }
  }
}
