import { type AddressInfo, connect, type Socket } from 'node:net'
import { pino } from 'pino'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Actor } from '../auth/actor.ts'
import type { Json, StoredEvent } from '../event-store/types.ts'
import { createHttp, type Http } from '../http/app.ts'
import { type Listening, listen } from '../http/listen.ts'
import { platformProblems } from '../http/platform-problems.ts'
import { createProblems } from '../http/problems.ts'
import { createLiveHub, type LiveHub } from './hub.ts'
import { liveRoutes } from './routes.ts'
import type { LiveSource } from './source.ts'

const patience = { timeout: 5000, interval: 5 }

/** A log in memory that can be followed and read, as the event store's is. */
function createLog() {
  const events: StoredEvent[] = []
  let notify: ((added: readonly StoredEvent[]) => void) | undefined
  let reads = 0
  const source: LiveSource = {
    head: () => events.at(-1)?.position ?? 0n,
    follow: (_after, onEvents) => {
      notify = onEvents
      return () => Promise.resolve()
    },
    readAfter: (after, limit) => {
      reads += 1
      return Promise.resolve(events.filter(event => event.position > after).slice(0, limit))
    },
  }
  return {
    source,
    reads: () => reads,
    add: (count: number, data: Record<string, Json> = {}) => {
      const added = Array.from({ length: count }, (_, at): StoredEvent => {
        const version = events.length + at + 1
        return {
          position: BigInt(version * 10),
          stream: { district: '110101', kind: 'thing', id: 'a' },
          version,
          type: 'Happened',
          data,
          recordedAt: 0,
        }
      })
      events.push(...added)
      notify?.(added)
    },
  }
}

const actor: Actor = {
  person: 'p1',
  office: 'o1',
  organisation: 'street-1',
  district: '110101',
  kind: 'person',
  scopes: new Set(['read']),
  tokenId: 't1',
}

let log: ReturnType<typeof createLog>
let http: Http
let hub: LiveHub
let listening: Listening
let admitted: boolean
let sees: boolean
let serialised: number
/** How often it was asked whom an event concerns. */
let asked: number
const open: Socket[] = []

beforeEach(async () => {
  log = createLog()
  admitted = true
  sees = true
  serialised = 0
  asked = 0
})
afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await hub.close()
  await listening.drain()
})

async function start(limits: object = {}) {
  http = createHttp({
    log: pino({ level: 'silent' }),
    problems: createProblems(platformProblems),
    authenticator: {
      verify: person => ({
        ok: true,
        actor: { ...actor, person, ...(person === 'blind' ? { scopes: new Set() } : {}) },
      }),
    },
    scopeRules: { scopes: new Set(['read']), personOnly: new Set() },
    info: { title: 'Test', version: '1', description: '', tags: [] },
    healthChecks: [],
    bodyLimitBytes: 2048,
  })
  hub = createLiveHub({
    source: log.source,
    view: {
      visible: ({ person }, event) => {
        if ('to' in event.data) return undefined
        if (!sees || (person === 'odd' && event.version % 2 === 0)) return undefined
        const payload = { version: event.version, ...event.data }
        Object.defineProperty(payload, 'toJSON', {
          value: () => {
            serialised += 1
            return { ...payload }
          },
        })
        return payload
      },
      classOf: ({ person }) => (person === 'single' ? undefined : person.slice(0, 6)),
      personal: {
        personOf: ({ data }) => {
          asked += 1
          return typeof data['to'] === 'string' ? data['to'] : undefined
        },
        visible: ({ person }, { version }) => ({ version, own: person }),
      },
    },
    isAdmitted: () => admitted,
    onFault: fault => {
      throw fault
    },
    limits: { heartbeatMs: 60_000, recheckMs: 20, ...limits },
  })
  liveRoutes(http.app, hub)
  listening = await listen(http, {
    host: '127.0.0.1',
    port: 0,
    drainMs: 1000,
    endStreams: () => hub.endStreams(),
  })
}

interface Reader {
  readonly socket: Socket
  text(): string
  versions(): number[]
  lastId(): string
  isEnded(): boolean
}

function read(about: { person?: string; after?: string; query?: string } = {}): Reader {
  const { port } = http.app.server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  open.push(socket)
  let text = ''
  let ended = false
  socket.setEncoding('utf8').on('data', chunk => {
    text += chunk
  })
  socket.on('close', () => {
    ended = true
  })
  socket.on('error', () => {
    ended = true
  })
  const resume = about.after === undefined ? '' : `Last-Event-ID: ${about.after}\r\n`
  socket.write(
    `GET /api/live${about.query ?? ''} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${about.person ?? 'p1'}\r\n${resume}\r\n`,
  )
  return {
    socket,
    text: () => text,
    versions: () => [...text.matchAll(/"version":(\d+)/g)].map(match => Number(match[1])),
    lastId: () => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1] ?? '',
    isEnded: () => ended,
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const joined = (count: number) => vi.waitFor(() => expect(hub.count()).toBe(count), patience)
const saw = (reader: Reader, versions: number[]) =>
  vi.waitFor(() => expect(reader.versions()).toEqual(versions), patience)

describe('the live stream', () => {
  it('starts from now and tells the position to resume from', async () => {
    log.add(3)
    await start()
    const reader = read()
    await joined(1)
    log.add(2)
    await saw(reader, [4, 5])
    expect(reader.text()).toContain('HTTP/1.1 200 OK')
    expect(reader.text()).toContain('retry: 2000\nid: 30\n\n')
    expect(reader.lastId()).toBe('50')
  })

  it('is for tokens that may read', async () => {
    await start()
    const reader = read({ person: 'blind' })
    await vi.waitFor(() => expect(reader.text()).toContain('scope_missing'), patience)
    expect(hub.count()).toBe(0)
  })

  it.each([
    ['the header', { after: '20' }],
    ['the query', { query: '?after=20' }],
  ])('resumes from a position given by %s', async (_, about) => {
    log.add(5)
    await start()
    const reader = read(about)
    await saw(reader, [3, 4, 5])
    log.add(1)
    await saw(reader, [3, 4, 5, 6])
  })

  it('resumes from any position without gap or double while events keep coming', async () => {
    log.add(1200)
    await start({ pageEvents: 50 })
    const readers = [0, 10, 550, 11_990, 12_000].map(after => read({ after: String(after) }))
    for (let round = 0; round < 20; round += 1) {
      log.add(10)
      await new Promise(resolve => setImmediate(resolve))
    }
    await Promise.all(
      readers.map((reader, at) => {
        const from = [0, 1, 55, 1199, 1200][at] ?? 0
        return saw(reader, upTo(1400).slice(from))
      }),
    )
    expect(log.reads()).toBeGreaterThan(10)
  })

  it('needs no database for a reader who was away for a moment', async () => {
    await start()
    log.add(10)
    await saw(read({ after: '50' }), [6, 7, 8, 9, 10])
    expect(log.reads()).toBe(0)
  })

  it('waits for a reader that another node has brought further', async () => {
    await start()
    const reader = read({ after: '20' })
    await joined(1)
    log.add(2)
    log.add(1)
    await saw(reader, [3])
  })

  it('sends a reader home whose position never comes, and tells it', async () => {
    await start({ heartbeatMs: 20 })
    log.add(2)
    const lost = read({ after: '9999990' })
    const control = read({ after: '20' })
    await vi.waitFor(() => expect(lost.isEnded()).toBe(true), patience)
    expect(lost.text()).toContain('"reason":"position_unknown"')
    expect(lost.lastId()).toBe('20')
    expect(control.isEnded()).toBe(false)
  })

  it('shows each reader only what it may see, and moves its last id on all the same', async () => {
    await start({ heartbeatMs: 20 })
    const odd = read({ person: 'odd' })
    await joined(1)
    log.add(4)
    await saw(odd, [1, 3])
    await vi.waitFor(() => expect(odd.lastId()).toBe('40'), patience)
    expect(odd.text()).toContain(': still here')
  })

  it('writes each sight once, however many read', async () => {
    await start()
    const readers = Array.from({ length: 20 }, () => read())
    const single = read({ person: 'single' })
    await joined(21)
    log.add(5)
    await Promise.all([...readers, single].map(reader => saw(reader, upTo(5))))
    expect(serialised).toBe(10)
  })

  it('tells the person whom an event concerns, and nobody else of their class, in the order of events', async () => {
    await start()
    const told = read({ person: 'person-1' })
    const other = read({ person: 'person-2' })
    await joined(2)
    log.add(1)
    log.add(1, { to: 'person-1' })
    log.add(1)
    await saw(other, [1, 3])
    await saw(told, [1, 2, 3])
    expect(told.text()).toContain('"own":"person-1"')
    const resumed = read({ person: 'person-1', after: '10' })
    await saw(resumed, [2, 3])
  })

  it('asks once whom an event concerns, however many read', async () => {
    await start()
    const readers = Array.from({ length: 20 }, (_, at) => read({ person: `person-${at}` }))
    await joined(20)
    log.add(5, { to: 'person-3' })
    log.add(1)
    await Promise.all(readers.map((reader, at) => saw(reader, at === 3 ? upTo(6) : [6])))
    expect(asked).toBeLessThan(20)
  })

  it('hides at once what a reader may no longer see', async () => {
    await start({ heartbeatMs: 20 })
    const reader = read()
    await joined(1)
    log.add(1)
    await saw(reader, [1])
    sees = false
    log.add(1)
    await vi.waitFor(() => expect(reader.lastId()).toBe('20'), patience)
    expect(reader.versions()).toEqual([1])
  })

  it('ends when the token is revoked, and says so', async () => {
    await start()
    const reader = read()
    await joined(1)
    admitted = false
    await vi.waitFor(() => expect(reader.isEnded()).toBe(true), patience)
    expect(reader.text()).toContain('"reason":"token_revoked"')
    expect(hub.count()).toBe(0)
  })

  it('ends with a resume point when the server stops', async () => {
    await start()
    const reader = read()
    await joined(1)
    log.add(2)
    await saw(reader, [1, 2])
    expect(await listening.drain()).toEqual({ cut: false })
    await vi.waitFor(() => expect(reader.isEnded()).toBe(true), patience)
    expect(reader.text()).toContain(
      'event: resume\nid: 20\ndata: {"after":"20","reason":"stopping"}',
    )
  })

  it.each(['x', '-1', '1e3', '9'.repeat(30)])('refuses to resume from %s', async after => {
    await start()
    const reader = read({ after })
    await vi.waitFor(() => expect(reader.text()).toContain('position_invalid'), patience)
  })

  it('takes no more readers than it can serve', async () => {
    await start({ connections: 1 })
    read()
    await joined(1)
    const second = read()
    await vi.waitFor(() => expect(second.text()).toContain('too_many_streams'), patience)
  })
})

describe('a slow reader', () => {
  const limits = { bufferBytes: 128 * 1024, patienceMs: 200 }
  const big = { words: 'x'.repeat(32 * 1024) }

  /** Adds until the reader is gone or has been sent so many; the kernel's own buffers come first. */
  function addUntilGone(most: number) {
    let added = 0
    return vi.waitFor(
      () => {
        if (hub.count() === 0 || added === most) return added
        log.add(1, big)
        added += 1
        throw new Error('the reader is still there')
      },
      { timeout: 20_000, interval: 3 },
    )
  }

  it('is dropped while others go on, and little waits in memory for it', async () => {
    await start(limits)
    let most = 0
    http.app.server.once('connection', socket => {
      const write = socket.write.bind(socket)
      vi.spyOn(socket, 'write').mockImplementation((...written: unknown[]) => {
        const result = Reflect.apply(write, socket, written) as boolean
        most = Math.max(most, socket.writableLength)
        return result
      })
    })
    const slow = read({ person: 'slow' })
    await joined(1)
    slow.socket.pause()
    expect(await addUntilGone(2000)).toBeLessThan(2000)
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThan(limits.bufferBytes + 1024)
    const reader = read()
    await joined(1)
    log.add(1)
    await vi.waitFor(() => expect(reader.versions()).toHaveLength(1), patience)
  })

  it('is not dropped when it reads', async () => {
    await start(limits)
    const reader = read()
    await joined(1)
    expect(await addUntilGone(300)).toBe(300)
    await vi.waitFor(() => expect(reader.versions()).toHaveLength(300), patience)
    expect(hub.count()).toBe(1)
  })

  it('is dropped while it catches up from far behind', async () => {
    log.add(600, big)
    await start({ ...limits, pageEvents: 50 })
    const slow = read({ after: '0' })
    slow.socket.pause()
    await joined(1)
    await joined(0)
    const resumed = read({ after: '0' })
    await saw(resumed, upTo(600))
  })
})
