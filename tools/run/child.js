import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, dirname } from 'node:path'

/** @type {NodeJS.Signals[]} */
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP']

/**
 * Runs a program in this one's place: same terminal, signals handed on, same end.
 * @param {string} program
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<void>}
 */
export async function runChild(program, args, env) {
  const path = `${dirname(program)}${delimiter}${env['PATH'] ?? ''}`
  const child = spawn(program, args, { stdio: 'inherit', env: { ...env, PATH: path } })
  const handlers = FORWARDED.map(signal => {
    const forward = () => {
      // A terminal's Ctrl-C reaches the child by itself; twice would look like impatience.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    process.on(signal, forward)
    return () => process.off(signal, forward)
  })
  const [code, signal] = await once(child, 'exit')
  for (const remove of handlers) remove()
  if (signal !== null) process.kill(process.pid, signal)
  else process.exitCode = code
}
