// Reads the live stream as an integrator does: server-sent events over HTTP.

export interface LiveReader {
  /** Types of the events so far, in order. */
  types(): readonly string[]
  ids(): readonly string[]
  lastId(): string | undefined
  /** What the server said when it ended the stream. */
  farewell(): Readonly<Record<string, unknown>> | undefined
  hasEnded(): boolean
  stop(): Promise<void>
}

interface Message {
  readonly id: string | undefined
  readonly name: string | undefined
  readonly data: Readonly<Record<string, unknown>>
}

function toMessage(block: string): Message | undefined {
  const fields = new Map(
    block.split('\n').map(line => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon), line.slice(colon + 1).trim()] as const
    }),
  )
  const data = fields.get('data')
  if (data === undefined) return undefined
  return { id: fields.get('id'), name: fields.get('event'), data: JSON.parse(data) }
}

/** Resolves when the stream is open. */
export async function follow(
  url: string,
  token: string | undefined,
  lastEventId?: string,
): Promise<LiveReader> {
  const ended = new AbortController()
  const answer = await fetch(`${url}/api/live`, {
    signal: ended.signal,
    headers: {
      authorization: `Bearer ${token}`,
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
  })
  if (answer.status !== 200 || answer.body === null)
    throw new Error(`the stream answers ${answer.status}`)
  const messages: Message[] = []
  let hasEnded = false
  const reading = read(answer.body, message => messages.push(message))
    .catch((error: unknown) => {
      if (!ended.signal.aborted) throw error
    })
    .finally(() => {
      hasEnded = true
    })
  const events = () => messages.filter(({ name }) => name === undefined)
  return {
    types: () => events().map(({ data }) => String(data['type'])),
    ids: () => events().flatMap(({ id }) => (id === undefined ? [] : [id])),
    lastId: () => events().at(-1)?.id,
    farewell: () => messages.find(({ name }) => name === 'resume')?.data,
    hasEnded: () => hasEnded,
    stop: async () => {
      ended.abort()
      await reading
    },
  }
}

async function read(
  body: ReadableStream<Uint8Array>,
  onMessage: (message: Message) => void,
): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true })
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const message = toMessage(block)
      if (message) onMessage(message)
    }
  }
}
