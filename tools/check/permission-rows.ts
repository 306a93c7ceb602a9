// Every route that the source names has a row in the table of permissions; the permission test holds
// the running server to it, routes with made-up names included. This finds a missing row in a moment.
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { PUBLIC, TABLE } from '../../tests/permissions/table.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** A stream that does not end, and doors that exist in the demo, or outside it, only. */
const APART = new Set([
  'followLive',
  'getDemoClock',
  'moveDemoClock',
  'issueDemoToken',
  'listDemoPeople',
  'logInToDemo',
  'stepUpInDemo',
  'stepUpInDemo',
  'createFirstAdministrator',
  'exchangeSetupCode',
])

const sources = globSync('apps/server/src/**/*.ts', { cwd: ROOT })
  .filter(file => !/\.test\.ts$|\/testing[\w-]*\.ts$/.test(file))
  .map(file => [file, readFileSync(join(ROOT, file), 'utf8')] as const)
const rows = new Set([...Object.keys(TABLE), ...PUBLIC, ...APART])
const without = sources.flatMap(([file, text]) =>
  [...text.matchAll(/\boperationId: '(\w+)'/g)]
    .map(([, name = '']) => name)
    .filter(name => !rows.has(name))
    .map(name => `${name} of ${file} has no row in tests/permissions/table.ts`),
)
const stale = Object.keys(TABLE).filter(name => !sources.some(([, text]) => text.includes(name)))
const problems = [...without, ...stale.map(name => `the row ${name} is of no route`)]
for (const problem of problems) process.stdout.write(`${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
