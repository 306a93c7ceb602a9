// Makes ready what a command needs, then hands over to the pinned Node.
import { existsSync, rmdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { runChild } from './child.js'
import { install, isInstalled } from './install.js'
import { cache, root } from './places.js'
import { Problem } from './problem.js'
import { findRuntime } from './runtime.js'
import { serverEnvironment, serverFlags } from './server-flags.js'

/**
 * @typedef {object} Command
 * @property {string} file what runs, from the root of the clone
 * @property {string} what one line for the list of commands
 * @property {Record<string, string>} [env] settings that the command stands for
 * @property {readonly string[]} [node] flags of Node
 * @property {boolean} [needsPages] the pages are built before it, when their sources changed
 * @property {string[]} [flags] flags that npm takes for its own when no `--` stands before them
 */

/** @type {Record<string, Command>} */
export const commands = {
  start: {
    file: 'apps/server/src/main.ts',
    what: 'the demo city on this machine',
    needsPages: true,
    env: { ...serverEnvironment, MUSTER_DEMO: '1' },
    node: serverFlags,
  },
  serve: {
    file: 'apps/server/src/main.ts',
    what: 'the server of a real deployment',
    needsPages: true,
    env: { ...serverEnvironment, MUSTER_DEMO: '0' },
    node: serverFlags,
  },
  muster: {
    file: 'apps/server/src/cli.ts',
    what: "the operator's commands; try: muster -- --help",
  },
  test: { file: 'tools/test/main.ts', what: 'all checks and tests; a word after -- filters' },
  'test:browser': {
    file: 'tools/test/browser.ts',
    what: 'the tests in a real browser alone; a word after -- filters',
  },
  build: { file: 'apps/web/build/main.ts', what: 'the pages, when their sources changed' },
  check: { file: 'tools/check/main.ts', what: 'types, format, lint, layers, licences' },
  sbom: {
    file: 'tools/supply-chain/sbom.ts',
    what: 'what the server is made of, as CycloneDX JSON; -- --out FILE',
    flags: ['out'],
  },
  format: { file: 'tools/check/format.ts', what: 'writes the code as the formatter wants it' },
  story: {
    file: 'tests/stories/main.ts',
    what: 'plays a story over HTTP',
    flags: ['seed', 'lang', 'drill', 'answer'],
  },
  bench: { file: 'bench/main.ts', what: 'the benchmarks, each beside its limit' },
  lighthouse: {
    file: 'bench/lighthouse/main.ts',
    what: 'what Lighthouse says of the pages, five times each; a word after -- filters',
    needsPages: true,
  },
  faults: { file: 'tests/faults/main.ts', what: 'kills, cuts and full disks', flags: ['short'] },
  hostile: {
    file: 'tests/hostile/main.ts',
    what: 'tens of thousands of requests that mean no good',
    flags: ['short', 'seed', 'requests'],
  },
}

/**
 * Called from another folder (`npm --prefix`), npm takes the cache of .npmrc for one of that folder and makes an empty
 * one there.
 */
function removeStrayCache() {
  const { INIT_CWD: from, npm_config_cache: made } = process.env
  if (from === undefined || from === root || made !== join(from, '.cache', 'npm')) return
  try {
    rmdirSync(made)
    rmdirSync(dirname(made))
  } catch {
    // Something lies in it, which is not ours.
  }
}

/**
 * @param {string[]} args the command's name, then its own arguments
 * @returns {Promise<void>}
 */
export async function main(args) {
  try {
    const [name, ...rest] = args
    const command = getCommand(name)
    removeStrayCache()
    if (!isInstalled()) await install()
    const node = findRuntime()
    const file = join(root, command.file)
    if (!existsSync(file)) throw new Problem(`${command.file} is missing from this clone.`)
    const handed = [...rest, ...swallowedFlags(command, rest)]
    if (command.needsPages === true && !(await hasPages(node))) return
    await runChild(node, [...(command.node ?? []), file, ...handed], environment(command))
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}

/**
 * Builds the pages unless that was done; false when it failed, and the exit code says so already.
 * @param {string} node
 */
async function hasPages(node) {
  const build = getCommand('build')
  const file = join(root, build.file)
  if (!existsSync(file)) return true
  await runChild(node, [file], environment(build))
  return process.exitCode === undefined || process.exitCode === 0
}

/** @param {string | undefined} name */
function getCommand(name) {
  const command =
    name === undefined ? undefined : Object.entries(commands).find(([key]) => key === name)
  if (command !== undefined) return command[1]
  const lines = Object.entries(commands).map(([key, { what }]) => `  ${key.padEnd(13)}${what}`)
  throw new Problem([`No such command: ${name ?? '(none)'}. There are:`, ...lines].join('\n'))
}

/**
 * `npm run story jinhaihu --seed 7` gives --seed to npm, which hands it on as npm_config_seed.
 * @param {Command} command
 * @param {string[]} given
 * @returns {string[]}
 */
function swallowedFlags(command, given) {
  return (command.flags ?? []).flatMap(flag => {
    const value = process.env[`npm_config_${flag}`]
    if (value === undefined || given.includes(`--${flag}`)) return []
    return value === 'true' ? [`--${flag}`] : [`--${flag}`, value]
  })
}

/** @param {Command} command */
function environment(command) {
  return {
    // Node keeps what it made of the TypeScript, so that the next start is quicker.
    NODE_COMPILE_CACHE: join(cache, 'compile'),
    ...process.env,
    // Where programs such as the linter keep what they would else put into the home directory.
    XDG_CACHE_HOME: cache,
    ...command.env,
  }
}
