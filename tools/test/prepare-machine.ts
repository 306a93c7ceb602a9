// Programs that the tests need and npm cannot bring: PostgreSQL, Chromium, and strace for the fault runs.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findChromium } from '../browser/find-chromium.ts'
import { findPostgresBin } from '../postgres/binaries.ts'

interface Program {
  readonly debianPackage: string
  readonly isThere: () => boolean
  readonly without: string
}

const PROGRAMS: readonly Program[] = [
  {
    debianPackage: 'postgresql',
    isThere: () => findPostgresBin() !== undefined,
    without: 'the tests run on the embedded database only',
  },
  {
    debianPackage: 'chromium',
    isThere: () => findChromium() !== undefined,
    without: 'no page is opened in a real browser',
  },
  {
    debianPackage: 'strace',
    isThere: () => isOnPath('strace'),
    without: 'the order of answers and disk writes is not watched',
  },
]

/**
 * Installs what is missing where this process may: as root, with apt-get. Elsewhere it says what
 * to install; in CI, where nothing may be skipped, that ends the run.
 */
export function prepareMachine(): void {
  for (const program of PROGRAMS.filter(({ isThere }) => !isThere())) {
    if (mayInstall()) aptInstall(program.debianPackage)
    if (program.isThere()) continue
    const advice = `Install ${program.debianPackage} (Debian and Ubuntu: apt-get install ${program.debianPackage}).`
    if (process.env['CI']) throw new Error(`${program.debianPackage} is missing. ${advice}`)
    process.stdout.write(`${program.debianPackage} is missing: ${program.without}. ${advice}\n`)
  }
}

function mayInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && isOnPath('apt-get')
}

function aptInstall(name: string): void {
  process.stdout.write(`Installing ${name} from the distribution …\n`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const apt = (...args: string[]) => spawnSync('apt-get', args, { stdio: 'inherit', env })
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', name)
  // The lists of a fresh machine are empty; those of an old one may name what is gone.
  if (install().status !== 0) {
    apt('update', '-qq')
    install()
  }
}

function isOnPath(program: string): boolean {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.some(folder => existsSync(join(folder, program)))
}
