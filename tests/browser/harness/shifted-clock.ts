// A server whose own clock can be set forward: what expires by real time expires at once.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

export interface ShiftedClock {
  /** For the server's environment: it is asked before anything else is loaded. */
  readonly settings: Readonly<Record<string, string>>
  /** From now on it is so much later than it was. */
  forward(ms: number): void
  remove(): void
}

export function shiftedClock(): ShiftedClock {
  const folder = mkdtempSync(join(tmpdir(), 'muster-clock-'))
  const file = join(folder, 'offset')
  const preload = join(folder, 'preload.mjs')
  let offset = 0
  const write = () => writeFileSync(file, String(offset))
  write()
  writeFileSync(
    preload,
    `import { readFileSync } from 'node:fs'
const real = Date.now
let offset = 0
Date.now = () => {
  try {
    offset = Number(readFileSync(${JSON.stringify(file)}, 'utf8')) || offset
  } catch {}
  return real() + offset
}
`,
  )
  return {
    settings: { NODE_OPTIONS: `--import ${pathToFileURL(preload).href}` },
    forward: ms => {
      offset += ms
      write()
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
