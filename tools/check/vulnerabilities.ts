// Known vulnerabilities of what the server is made of, as far as a registry can be asked.
import { readFindings } from '../supply-chain/findings.ts'
import { askNpm } from '../supply-chain/npm.ts'

const { text } = askNpm('audit', '--json', '--fetch-retries=0', '--fetch-timeout=8000')
const { isAnswered, grave } = readFindings(text)
if (!isAnswered)
  process.stdout.write(
    'note: the registry told nothing of vulnerabilities; run this with a network\n',
  )
for (const line of grave) process.stdout.write(`${line}\n`)
process.exitCode = grave.length === 0 ? 0 : 1
