// The platform could carry another mechanism: no noun of this one may stand in its code.
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(process.argv[2] ?? join(import.meta.dirname, '..', '..'))

// Whole words of identifiers and prose; English plurals and camelCase parts count.
const NOUNS = [
  'whistle',
  'summons',
  'attendance',
  'subdistrict',
  'department',
  'officer',
  'roster',
  'ruling',
  'evidence',
  'supervision',
  'command post',
  'sub-district',
]
const WORD = new RegExp(`(${NOUNS.join('|').replace(/[ -]/g, '[ -]?')})`, 'i')

const found = globSync('apps/server/src/platform/**/*.{ts,sql}', { cwd: ROOT })
  // A platform test may tell a story in the domain's words.
  .filter(file => !file.endsWith('.test.ts'))
  .sort()
  .flatMap(file =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => {
        const word = WORD.exec(line)?.[0]
        return word === undefined ? [] : [`${file}:${index + 1} says "${word}"`]
      }),
  )
for (const line of found) process.stdout.write(`${line}\n`)
process.exitCode = found.length === 0 ? 0 : 1
