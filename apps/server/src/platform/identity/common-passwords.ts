// Passwords that appeared in breaches often enough to be tried first; shipped, so nobody is asked.
import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'

const FILE = new URL('../../../data/common-passwords.bin', import.meta.url)
const ENTRY_BYTES = 4

/** The first 32 bits of the SHA-256 of the lower-case password: one innocent password in 200,000 collides. */
export function markOfPassword(password: string): number {
  return Number.parseInt(hash('sha256', password.toLowerCase(), 'hex').slice(0, 8), 16)
}

/** Is it among the passwords of known breaches? Written in upper or lower case makes no difference. */
export function loadCommonPasswords(): (password: string) => boolean {
  const bytes = readFileSync(FILE)
  const marks = new Uint32Array(bytes.length / ENTRY_BYTES)
  for (let at = 0; at < marks.length; at += 1) marks[at] = bytes.readUInt32BE(at * ENTRY_BYTES)
  return password => includes(marks, markOfPassword(password))
}

function includes(sorted: Uint32Array, wanted: number): boolean {
  let from = 0
  let to = sorted.length
  while (from < to) {
    const middle = (from + to) >>> 1
    const found = sorted[middle] ?? 0
    if (found === wanted) return true
    if (found < wanted) from = middle + 1
    else to = middle
  }
  return false
}
