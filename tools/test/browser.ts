// `npm run test:browser`: the tests in a real browser alone. A word after `--` narrows it to the files whose path holds it.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { prepareMachine } from './prepare-machine.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const VITEST = join(ROOT, 'node_modules/vitest/vitest.mjs')

prepareMachine()
const words = process.argv.slice(2)
const args = [VITEST, 'run', '--project=browser', ...words.filter(word => word !== '--all')]
// Every role, language and width of every page: half an hour, where one of each is a minute or two.
const env = words.includes('--all') ? { ...process.env, MUSTER_ALL_PAGES: '1' } : process.env
const child = spawn(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env })
const hand = (signal: NodeJS.Signals) => child.kill(signal)
process.on('SIGTERM', hand).on('SIGINT', hand)
const [code] = await once(child, 'close')
process.exitCode = typeof code === 'number' ? code : 1
