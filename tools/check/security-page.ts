// docs/security.md names the tests that show what it says: every one of them is there.
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

const ROOT = join(import.meta.dirname, '..', '..')
/** Requirements of levels 1 and 2 in version 5.0.0 of the standard. */
const REQUIREMENTS = 253
const ANSWERS = new Set(['met', 'partly', 'no', 'operator', '–'])

const text = readFileSync(join(ROOT, 'docs/security.md'), 'utf8')
const tests = globSync(['{packages,apps,tests,tools}/**/*.test.{ts,tsx}', 'tests/**/*.fault.ts'], {
  cwd: ROOT,
  exclude: path => path.includes('node_modules'),
})
const known = new Set(tests.map(path => basename(path)))
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| (\S+) \|/gm)]
const problems = [
  ...[...text.matchAll(/`([\w.-]+\.(?:test|fault)\.tsx?)`/g)]
    .map(([, name = '']) => name)
    .filter(name => !known.has(name))
    .map(name => `there is no ${name}`),
  ...rows
    .filter(([, , answer = '']) => !ANSWERS.has(answer))
    .map(([, id, answer]) => `${id} is answered "${answer}"`),
  ...(new Set(rows.map(([, id]) => id)).size === REQUIREMENTS
    ? []
    : [`${rows.length} answers to ${REQUIREMENTS} requirements`]),
]
for (const problem of new Set(problems)) process.stdout.write(`docs/security.md: ${problem}\n`)
process.exitCode = problems.length === 0 ? 0 : 1
