// Installs what package-lock.json names, into the clone and nowhere else.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statfsSync,
} from 'node:fs'
import { delimiter, join } from 'node:path'
import { underLock } from './lock.js'
import { cache, lockFile, modules, root } from './places.js'
import { Problem } from './problem.js'
import { runtimePackage } from './runtime.js'

// Measured: 1,150 MB of modules and 390 MB of packages as they came.
const NEEDED_MEGABYTES = 1_700

/**
 * @typedef {{ version?: string, integrity?: string, link?: boolean, resolved?: string, optional?: boolean }} Entry
 */

/**
 * Compares what npm noted when it last finished with what the lock file asks for. An installation
 * that was cut short has no such note, and one made by `npm install` counts as any other.
 */
export function isInstalled() {
  const wanted = readEntries(lockFile)
  const found = readEntries(join(modules, '.package-lock.json'))
  if (wanted === undefined || found === undefined) return false
  return Object.entries(wanted)
    .filter(([path]) => path.startsWith('node_modules/'))
    .every(([path, entry]) => {
      const there = found[path]
      const isNeeded = entry.optional !== true || path === `node_modules/${runtimePackage}`
      if (there === undefined) return !isNeeded
      return isSame(entry, there) && existsSync(join(root, path, 'package.json'))
    })
}

/**
 * @param {string} file
 * @returns {Record<string, Entry> | undefined}
 */
function readEntries(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages
  } catch {
    return undefined
  }
}

/**
 * @param {Entry} a
 * @param {Entry} b
 */
function isSame(a, b) {
  return a.link === true ? b.link === true : a.version === b.version && a.integrity === b.integrity
}

/** @returns {Promise<void>} */
export async function install() {
  preflight()
  await underLock(join(cache, 'install.lock'), async () => {
    // Whoever held the lock before may have done the work.
    if (isInstalled()) return
    await npmCi()
  })
}

/** Says what is wrong before anything is touched. */
function preflight() {
  if (!existsSync(lockFile)) {
    throw new Problem(
      `package-lock.json is missing from ${root}: this is not a whole clone. Get it back with: git checkout package-lock.json`,
    )
  }
  if (readEntries(lockFile) === undefined) {
    throw new Problem(
      'package-lock.json cannot be read as JSON. Get it back with: git checkout package-lock.json',
    )
  }
  try {
    accessSync(root, constants.W_OK)
    mkdirSync(cache, { recursive: true })
    accessSync(cache, constants.W_OK)
    if (existsSync(modules)) accessSync(modules, constants.W_OK)
  } catch (error) {
    throw new Problem(
      `The packages must be installed, but this user may not write to ${root} (${codeOf(error)}). Use a clone of your own, or change its owner.`,
      { cause: error },
    )
  }
  const disk = statfsSync(root)
  const free = Math.floor((disk.bavail * disk.bsize) / 1_000_000)
  if (free < NEEDED_MEGABYTES) {
    throw new Problem(
      `The packages need about ${NEEDED_MEGABYTES} MB, and the disk of ${root} has ${free} MB free.`,
    )
  }
}

async function npmCi() {
  const npm = findNpm()
  const args = [
    'ci',
    // No dependency has an install script that is needed, so none may run.
    '--ignore-scripts',
    // Also where NODE_ENV=production or an omit= of the user's would leave half of it out.
    '--include=dev',
    '--include=optional',
    `--cache=${join(cache, 'npm')}`,
    '--prefer-offline',
    '--logs-max=0',
    '--no-audit',
    '--no-fund',
    '--no-update-notifier',
    // Warnings about the engine speak of the Node that runs npm, not of the one that runs Muster.
    '--loglevel=error',
  ]
  const child = spawn(npm.program, [...npm.args, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: npm.shell,
  })
  const progress = showProgress()
  /** @type {(signal: NodeJS.Signals) => void} */
  const forward = signal => child.kill(signal)
  process.on('SIGINT', forward).on('SIGTERM', forward)
  const [code, signal] = await once(child, 'exit').catch(error => {
    throw new Problem(`npm did not start: ${codeOf(error)}`, { cause: error })
  })
  process.off('SIGINT', forward).off('SIGTERM', forward)
  progress.end()
  if (signal !== null)
    throw new Problem('The installation was interrupted; the next start begins it again.')
  if (code !== 0) {
    throw new Problem(
      [
        'npm could not install the packages; what it said stands above.',
        'The first installation needs a way to the npm registry; after it, Muster starts without any network.',
      ].join('\n'),
    )
  }
}

/** npm tells its scripts where it is; a direct call of run.js looks on the PATH. */
function findNpm() {
  const script = process.env['npm_execpath']
  if (script !== undefined && /npm-cli\.[cm]?js$/.test(script) && existsSync(script)) {
    // The Node under npm lies outside node_modules, which npm is about to empty.
    const node = process.env['npm_node_execpath'] ?? process.execPath
    return { program: node, args: [script], shell: false }
  }
  const name = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  if (!folders.some(folder => existsSync(join(folder, name)))) {
    throw new Problem(
      'npm is not on the PATH. It comes with Node; some distributions have it as a package of its own (apt-get install npm).',
    )
  }
  return { program: name, args: [], shell: process.platform === 'win32' }
}

function showProgress() {
  const since = Date.now()
  const total = Object.keys(readEntries(lockFile) ?? {}).length
  const isTerminal = process.stderr.isTTY === true
  const line = () => {
    const seconds = Math.round((Date.now() - since) / 1_000)
    return `Installing the packages (${total} in the lock file): ${countFolders()} folders, ${seconds} s`
  }
  process.stderr.write(
    `Installing the packages into ${modules}; this happens once.${isTerminal ? '' : '\n'}`,
  )
  const timer = setInterval(
    () => process.stderr.write(isTerminal ? `\r\u001b[K${line()}` : `${line()}\n`),
    isTerminal ? 500 : 5_000,
  )
  return {
    end() {
      clearInterval(timer)
      process.stderr.write(`${isTerminal ? '\r\u001b[K' : ''}${line()}\n`)
    },
  }
}

function countFolders() {
  try {
    return readdirSync(modules).length
  } catch {
    return 0
  }
}

/** @param {unknown} error */
function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
