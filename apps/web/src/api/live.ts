// What happens, as it happens: one stream for the page, resumed where it broke off.

/** One message of the stream: its position in the order of all events, and what may be seen of it. */
export interface LiveEvent {
  readonly position: string
  readonly data: LiveData
}

export type LiveData = Readonly<Record<string, unknown>>

export type LiveState = 'connecting' | 'open' | 'waiting'

export interface LiveOptions {
  readonly onEvent: (event: LiveEvent) => void
  /** The stream is open; `isResumed` when it missed nothing since the last time. */
  readonly onOpen?: (isResumed: boolean) => void
  readonly onState?: (state: LiveState) => void
}

const FIRST_WAIT_MS = 1000
const LONGEST_WAIT_MS = 30_000

/** After how long to try again, the longer the oftener it failed; spread, so that not all come at once. */
export function waitBefore(attempt: number, chance: number = Math.random()): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt)
  return longest * (0.5 + chance / 2)
}

/** The server was set back to before what this page has read: nothing of that can be relied on. */
export function hasLostItsPlace(said: string): boolean {
  const { reason } = JSON.parse(said) as { readonly reason?: string }
  return reason === 'position_unknown'
}

const followers = new Set<LiveOptions>()
let state: LiveState = 'waiting'
let close: (() => void) | undefined
let closing: ReturnType<typeof setTimeout> | undefined

/** A page that is left for the next one takes the stream along. */
const LINGER_MS = 5000

/**
 * Follows the stream until the answer is called. All that follow in one page share one connection;
 * whoever comes while it is open is told so at once, and that it resumes nothing.
 */
export function followLive(options: LiveOptions): () => void {
  clearTimeout(closing)
  followers.add(options)
  if (close === undefined) close = open()
  else {
    options.onState?.(state)
    if (state === 'open') options.onOpen?.(false)
  }
  return () => {
    followers.delete(options)
    if (followers.size > 0) return
    closing = setTimeout(() => {
      close?.()
      close = undefined
    }, LINGER_MS)
  }
}

/** Whoever acts in another office now sees other things: the stream begins anew. */
export function restartLive(): void {
  if (close === undefined) return
  close()
  close = open()
}

function tell(next: LiveState): void {
  state = next
  for (const { onState } of followers) onState?.(next)
}

function open(): () => void {
  let source: EventSource | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let position: string | undefined
  let attempt = 0

  const connect = () => {
    tell('connecting')
    // The browser sends Last-Event-ID when it reconnects by itself; a stream made anew says it here.
    const query = position === undefined ? '' : `?after=${position}`
    source = new EventSource(`/api/live${query}`)
    source.onopen = () => {
      attempt = 0
      tell('open')
      for (const { onOpen } of followers) onOpen?.(position !== undefined)
    }
    source.onmessage = hear
    source.addEventListener('resume', ({ data }: MessageEvent<string>) => {
      if (hasLostItsPlace(data)) position = undefined
      reconnect()
    })
    source.onerror = () => {
      // Closed for good: the server refused. Otherwise the browser tries again by itself.
      if (source?.readyState === EventSource.CLOSED) reconnect()
      else tell('connecting')
    }
  }
  const hear = ({ lastEventId, data }: MessageEvent<string>) => {
    if (lastEventId !== '') position = lastEventId
    const event = { position: lastEventId, data: JSON.parse(data) as LiveData }
    for (const { onEvent } of followers) onEvent(event)
  }
  const reconnect = () => {
    source?.close()
    tell('waiting')
    clearTimeout(timer)
    timer = setTimeout(connect, waitBefore(attempt))
    attempt += 1
  }
  const hurry = () => {
    if (source?.readyState !== EventSource.CLOSED) return
    clearTimeout(timer)
    attempt = 0
    connect()
  }
  connect()
  addEventListener('online', hurry)
  return () => {
    removeEventListener('online', hurry)
    clearTimeout(timer)
    source?.close()
  }
}
