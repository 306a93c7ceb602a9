// `npm run test:browser`: the tests in a real browser alone. A word after `--` narrows it to the files whose path holds it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { prepareMachine } from './prepare-machine.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')

prepareMachine()
const args = [VITEST, 'run', '--project=browser', ...process.argv.slice(2)]
const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit' })
const hand = (signal: NodeJS.Signals) => child.kill(signal)
process.on('SIGTERM', hand).on('SIGINT', hand)
const [code] = await once(child, 'close')
process.exitCode = typeof code === 'number' ? code : 1
