import { describe, expect, test } from 'vitest'
import { checkTrace } from './check-trace.ts'

const log = '20</data/pgdata/pg_wal/000000010000000000000001>'
const write = `7 pwrite64(${log}, "..."..., 8192, 0) = 8192`
const sync = `7 fdatasync(${log}) = 0`
const answer = '7 write(31<socket:[99]>, "HTTP/1.1 201 Created\\r\\n"..., 120) = 120'

const early = (...lines: string[]) => checkTrace(lines).early.length

describe('an answer of success', () => {
  test('after the sync that follows the write is in order', () => {
    expect(checkTrace([write, sync, answer])).toEqual({
      successes: 1,
      logWrites: 1,
      logSyncs: 1,
      early: [],
    })
  })

  test('without a sync is early', () => {
    expect(checkTrace([write, answer]).early).toEqual([answer])
  })

  test('after a sync that came before the last write is early', () => {
    expect(early(write, sync, write, answer)).toBe(1)
  })

  test('after a sync that failed is early', () => {
    expect(early(write, `7 fdatasync(${log}) = -1 EIO (Input/output error)`, answer)).toBe(1)
  })

  test('after the sync of another log file is early', () => {
    expect(early(write, sync.replace('01>', '02>'), answer)).toBe(1)
  })

  test('while the sync still runs in another thread is early, and later not', () => {
    const begun = `8 fdatasync(${log} <unfinished ...>`
    const ended = '8 <... fdatasync resumed>) = 0'
    expect(early(write, begun, answer, ended)).toBe(1)
    expect(early(write, begun, ended, answer)).toBe(0)
  })

  test('after a sync during which more was written is early', () => {
    const begun = `8 fsync(${log} <unfinished ...>`
    expect(early(write, begun, write, '8 <... fsync resumed>) = 0', answer)).toBe(1)
  })

  test('while somebody else’s write is not synced yet is in order, if its own is', () => {
    const request = '7 read(31<socket:[99]>, "POST /api/cases HTTP/1.1\\r\\n"..., 65536) = 400'
    expect(early(request, write, sync, write, answer)).toBe(0)
    expect(early(write, sync, request, write, answer)).toBe(1)
    expect(early(write, request, sync, write, answer)).toBe(1)
  })

  test('is judged by its own request, also when another thread interrupted the line of that', () => {
    const begun = '7 read(31<socket:[99]>,  <unfinished ...>'
    const ended = '7 <... read resumed>"POST /api/cases HTTP/1.1\\r\\n"..., 65536) = 400'
    expect(early(begun, write, sync, ended, write, sync, write, answer)).toBe(0)
    expect(early(begun, write, ended, sync, write, answer)).toBe(1)
  })

  test('is seen in gathered writes and in sendto', () => {
    const gathered =
      '7 writev(31<TCP:[1->2]>, [{iov_base="HTTP/1.1 200 OK\\r\\n"..., iov_len=9}], 1) = 9'
    const sent =
      '7 sendto(31<socket:[99]>, "HTTP/1.1 204 No Content\\r\\n"..., 90, 0, NULL, 0) = 90'
    expect(early(write, gathered, sent)).toBe(2)
  })
})

test('an answer of failure, and text in a file, are no answers of success', () => {
  const failure = answer.replace('201 Created', '503 Service Unavailable')
  const inFile = answer.replace('socket:[99]', '/tmp/log')
  expect(checkTrace([write, failure, inFile])).toMatchObject({ successes: 0, early: [] })
})

test('writes to other files need no sync', () => {
  expect(early(write.replace('pg_wal', 'base/5'), answer)).toBe(0)
})
