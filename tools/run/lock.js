// Lets one process at a time install into a clone.
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { setTimeout as pause } from 'node:timers/promises'

const BEAT_MILLISECONDS = 1_000
// Far more than a busy machine delays a beat; only a dead or stopped owner is this quiet.
const QUIET_MILLISECONDS = 30_000

/**
 * @param {string} file
 * @param {() => Promise<void>} work
 * @returns {Promise<void>}
 */
export async function underLock(file, work) {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), token: randomUUID() })
  let said = false
  while (!tryCreate(file, mine)) {
    removeAbandoned(file)
    if (!said && existsSync(file)) {
      said = true
      process.stderr.write(
        'Another start is installing the packages of this clone; waiting for it.\n',
      )
    }
    await pause(200)
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT_MILLISECONDS)
  try {
    await work()
  } finally {
    clearInterval(beat)
    rmSync(file, { force: true })
  }
}

/**
 * @param {string} file
 * @param {string} content
 */
function tryCreate(file, content) {
  try {
    writeFileSync(file, content, { flag: 'wx' })
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
}

/**
 * Two waiters may both see a dead owner's lock. Only the one that makes the marker named after
 * that very lock may remove it, and only if it still is that lock.
 * @param {string} file
 */
function removeAbandoned(file) {
  const seen = read(file)
  if (seen === undefined || isAlive(file, seen)) return
  const marker = `${file}.${tokenOf(seen)}`
  if (!tryCreate(marker, '')) return
  try {
    if (read(file) === seen) rmSync(file, { force: true })
  } finally {
    rmSync(marker, { force: true })
  }
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

/** @param {string} content */
function tokenOf(content) {
  return /"token":"([\w-]+)"/.exec(content)?.[1] ?? 'unreadable'
}

/**
 * @param {string} file
 * @param {string} content
 */
function isAlive(file, content) {
  try {
    if (Date.now() - statSync(file).mtimeMs > QUIET_MILLISECONDS) return false
    const owner = JSON.parse(content)
    // A process of another machine or container is judged by its beat alone.
    if (owner.host !== hostname()) return true
    process.kill(owner.pid, 0)
    return true
  } catch (error) {
    // Half written counts as alive until the beat says otherwise; so does another user's process.
    if (error instanceof SyntaxError) return true
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
