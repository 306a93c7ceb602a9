// Which Node runs the project: the one pinned in the lock file, or else a system's that is new enough.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join, sep } from 'node:path'
import { modules } from './places.js'
import { Problem } from './problem.js'

const NEEDED_MAJOR = 24
const suffix = process.platform === 'win32' ? '.exe' : ''

/** Name of the package that carries Node for this machine; not every platform has one. */
export const runtimePackage = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`

/** @returns {string} path of the Node to run */
export function findRuntime() {
  const pinned = join(modules, runtimePackage, 'bin', `node${suffix}`)
  // It may be there and yet not run, as on a Linux whose C library is not glibc.
  if (existsSync(pinned) && majorOf(pinned) !== undefined) return pinned
  const own = systemNodes().find(path => (majorOf(path) ?? 0) >= NEEDED_MAJOR)
  if (own !== undefined) return own
  throw new Problem(
    [
      existsSync(pinned)
        ? `The Node of the package ${runtimePackage} does not run on this machine,`
        : `There is no package of Node ${NEEDED_MAJOR} for this machine (${runtimePackage}),`,
      `and the Node that is installed is older (${process.version}).`,
      `Install Node ${NEEDED_MAJOR} or newer from https://nodejs.org/, then try again.`,
    ].join('\n'),
  )
}

function systemNodes() {
  const onPath = (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(folder => folder !== '' && !folder.includes(`${sep}node_modules${sep}.bin`))
    .map(folder => join(folder, `node${suffix}`))
    .filter(existsSync)
  const npms = process.env['npm_node_execpath']
  return [process.execPath, ...(npms === undefined ? [] : [npms]), ...onPath]
}

/** @param {string} node */
function majorOf(node) {
  if (node === process.execPath) return Number(process.versions.node.split('.')[0])
  try {
    const version = execFileSync(node, ['-p', 'process.versions.node'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return Number(version.split('.')[0])
  } catch {
    return undefined
  }
}
