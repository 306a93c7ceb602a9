// HTML to PDF by the Chromium of the machine: no network, one at a time, and never for long. The policy in the HTML denies scripts.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ProblemError } from '../http/problems.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const LIMIT_MS = 25_000
const LIMIT_BYTES = 900 * 1024 * 1024
const LOOK_MS = 300
const MOST_WAITING = 8
const PAGE_BYTES = 4096

/** Where systems put programs; another place is said by the setting. */
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome']

/** Where the program is; `off` means that none is to be used, empty that the machine is searched. */
export function findPrinter(named: string): string | undefined {
  if (named === 'off') return undefined
  if (named !== '') return existsSync(named) ? named : undefined
  return FOLDERS.flatMap(folder => NAMES.map(name => join(folder, name))).find(file =>
    existsSync(file),
  )
}

export interface Printer {
  /** Whole HTML with its styles inside; the PDF as bytes. */
  print(html: string): Promise<Uint8Array>
}

function flagsOf(folder: string): readonly string[] {
  return [
    '--headless=new',
    // Root has no sandbox to start; everybody else keeps it.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--disable-extensions',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-sync',
    '--no-first-run',
    '--renderer-process-limit=1',
    '--js-flags=--max-old-space-size=128',
    // No name is found and no address is reached: the file is all there is.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    '--proxy-server=http://127.0.0.1:9',
    `--user-data-dir=${join(folder, 'profile')}`,
    '--no-pdf-header-footer',
    `--print-to-pdf=${join(folder, 'sheet.pdf')}`,
    pathToFileURL(join(folder, 'sheet.html')).href,
  ]
}

/** How much memory a group of processes holds for itself; 0 where the system does not say. */
function ownBytes(group: number): number {
  try {
    const pages = readdirSync('/proc')
      .filter(name => /^\d+$/.test(name) && groupOf(name) === group)
      .reduce((sum, pid) => sum + ownPages(pid), 0)
    return pages * PAGE_BYTES
  } catch {
    return 0
  }
}

/** Processes come and go while they are looked at. */
function readOf(pid: string, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8')
  } catch {
    return ''
  }
}

function groupOf(pid: string): number {
  const text = readOf(pid, 'stat')
  // The name before it may hold anything, spaces and brackets included.
  return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[2])
}

/** What is resident less what is shared with others: programs and libraries count once for all. */
function ownPages(pid: string): number {
  const [, resident = 0, shared = 0] = readOf(pid, 'statm').split(' ').map(Number)
  return Math.max(0, resident - shared)
}

async function run(program: string, folder: string): Promise<void> {
  const child = spawn(program, flagsOf(folder), {
    cwd: folder,
    // A group of its own: its helpers end with it.
    detached: true,
    stdio: 'ignore',
    env: { PATH: '/usr/bin:/bin', HOME: folder, LANG: 'C.UTF-8' },
  })
  const group = child.pid
  const end = () => {
    try {
      if (group !== undefined) process.kill(-group, 'SIGKILL')
    } catch {
      // Gone already.
    }
  }
  const startedAt = performance.now()
  const watch = setInterval(() => {
    const isLong = performance.now() - startedAt > LIMIT_MS
    if (isLong || (group !== undefined && ownBytes(group) > LIMIT_BYTES)) end()
  }, LOOK_MS)
  try {
    await once(child, 'exit')
  } finally {
    clearInterval(watch)
    end()
  }
}

async function printOnce(program: string, html: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'muster-sheet-'))
  try {
    await writeFile(join(folder, 'sheet.html'), html)
    await run(program, folder)
    return await readFile(join(folder, 'sheet.pdf'))
  } catch (cause) {
    throw new ProblemError({ code: 'printing_failed', retryAfterSeconds: 5 }, { cause })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** One sheet after the other: printing never takes the machine from what has a deadline. */
export function createPrinter(named: string): Printer {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  return {
    print: async html => {
      const program = findPrinter(named)
      if (program === undefined) throw new ProblemError({ code: 'printing_not_installed' })
      if (waiting >= MOST_WAITING)
        throw new ProblemError({ code: 'printing_busy', retryAfterSeconds: 10 })
      waiting += 1
      const mine = last.then(() => printOnce(program, html))
      last = mine.catch(() => undefined)
      try {
        return await mine
      } finally {
        waiting -= 1
      }
    },
  }
}
