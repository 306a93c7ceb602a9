import { describe, expect, test } from 'vitest'
import { memoryStore, type QueuedFile, StorageFull } from './store.ts'
import { OFFICER, START } from './testing.ts'
import { type UploadEnd, Uploader, type UploadTry } from './uploader.ts'

function fileOf(id: string, change: Partial<QueuedFile> = {}): QueuedFile {
  return {
    id,
    person: OFFICER,
    whistle: 'w-1',
    sha256: '0'.repeat(64),
    mediaType: 'image/jpeg',
    bytes: 100,
    sentBytes: 0,
    state: 'waiting',
    tries: 0,
    notBefore: 0,
    at: START,
    ...change,
  }
}

function open(ends: UploadEnd[], store = memoryStore()) {
  const tried: UploadTry[] = []
  let wake: (() => void) | undefined
  let now = START
  const turns = { isElsewhere: false }
  const uploader = new Uploader({
    store,
    upload: async one => {
      tried.push(one)
      await one.onBegun('/api/uploads/u-1')
      one.onProgress(50)
      return ends.shift() ?? { ok: true }
    },
    alone: async work => {
      if (turns.isElsewhere) return false
      await work()
      return true
    },
    wall: () => now,
    chance: () => 1,
    later: (ms, next) => {
      wake = () => {
        now += ms
        next()
      }
      return () => {
        wake = undefined
      }
    },
    onFault: error => {
      throw error
    },
  })
  uploader.actAs(OFFICER)
  return { uploader, store, tried, turns, wake: () => wake?.() }
}

const BLOB = new Blob(['photo'])

describe('files on their way', () => {
  test('go on where they were begun, after a break and after a restart', async () => {
    const store = memoryStore()
    const first = open([{ ok: false, status: 0 }], store)
    await first.uploader.add(fileOf('f-1'), BLOB)
    await first.uploader.settled()
    expect(await store.files()).toMatchObject([{ uploadUrl: '/api/uploads/u-1', tries: 1 }])
    const second = open([], store)
    await second.uploader.open()
    second.uploader.hurry()
    await second.uploader.settled()
    expect(second.tried.map(({ file }) => file.uploadUrl)).toEqual(['/api/uploads/u-1'])
    expect([await store.files(), await store.contentOf('f-1')]).toEqual([[], undefined])
  })

  test('a break is waited out, and the smallest goes first', async () => {
    const { uploader, tried, wake } = open([{ ok: false, status: 0 }])
    await uploader.add(fileOf('video', { bytes: 1_000_000 }), BLOB)
    await uploader.settled()
    await uploader.add(fileOf('photo'), BLOB)
    await uploader.settled()
    wake()
    await uploader.settled()
    expect(tried.map(({ file }) => file.id)).toEqual(['video', 'photo', 'video'])
  })

  test('what is refused stays with its words until somebody lets it go', async () => {
    const refusal = { ok: false, status: 422, code: 'file_type_refused', title: 'no' } as const
    const { uploader, tried } = open([refusal])
    await uploader.add(fileOf('f-1'), BLOB)
    await uploader.settled()
    expect(uploader.files()).toMatchObject([{ state: 'refused', trouble: { title: 'no' } }])
    await uploader.retry('f-1')
    await uploader.settled()
    expect(tried.map(({ file }) => file.uploadUrl)).toEqual([undefined, undefined])
    expect(uploader.files()).toEqual([])
  })

  test('what was refused and let go is gone', async () => {
    const { uploader, store } = open([{ ok: false, status: 413, code: 'body_too_large' }])
    await uploader.add(fileOf('f-1'), BLOB)
    await uploader.settled()
    await uploader.dismiss('f-1')
    expect([uploader.files(), await store.contentOf('f-1')]).toEqual([[], undefined])
  })

  test('a phone without room says so, and keeps no half of it', async () => {
    const { uploader, store } = open([], memoryStore(0))
    await expect(uploader.add(fileOf('f-1'), BLOB)).rejects.toThrow(StorageFull)
    expect([uploader.files(), await store.files()]).toEqual([[], []])
  })

  test('nobody sends the photos of somebody else', async () => {
    const { uploader, tried } = open([])
    await uploader.add(fileOf('f-1', { person: 'p-2' }), BLOB)
    await uploader.settled()
    expect([tried, uploader.files().length]).toEqual([[], 1])
  })

  test('two pages of one phone: what the one sent or began, the other does not send again', async () => {
    const store = memoryStore()
    const first = open([{ ok: false, status: 0 }], store)
    await first.uploader.add(fileOf('f-1'), BLOB)
    await first.uploader.add(fileOf('f-2'), BLOB)
    await first.uploader.settled()
    const second = open([], store)
    await second.uploader.open()
    second.turns.isElsewhere = true
    second.uploader.hurry()
    await second.uploader.settled()
    expect(second.tried).toEqual([])
    first.uploader.hurry()
    await first.uploader.settled()
    second.turns.isElsewhere = false
    second.wake()
    await second.uploader.settled()
    expect([second.tried, second.uploader.files()]).toEqual([[], []])
  })

  test('an upload that its owner let go, or logged out from, is not gone on with', async () => {
    const { uploader, tried } = open([{ ok: false, status: 0 }])
    await uploader.add(fileOf('f-1'), BLOB)
    await uploader.settled()
    const [one] = tried
    expect(one?.isWanted()).toBe(true)
    uploader.actAs(undefined)
    expect(one?.isWanted()).toBe(false)
    uploader.actAs(OFFICER)
    await uploader.settled()
    expect(one?.isWanted()).toBe(false)
  })

  test('a session that ended keeps it, and is forgotten once somebody logs in', async () => {
    const ended = { ok: false, status: 401, code: 'session_ended' } as const
    const { uploader, tried } = open([ended, ended])
    await uploader.add(fileOf('f-1'), BLOB)
    await uploader.settled()
    expect(uploader.files()).toMatchObject([
      { state: 'waiting', trouble: { code: 'session_ended' } },
    ])
    uploader.actAs(OFFICER)
    expect(uploader.files()[0]?.trouble).toBeUndefined()
    await uploader.settled()
    uploader.hurry()
    await uploader.settled()
    expect([tried.length, uploader.files()]).toEqual([3, []])
  })
})
