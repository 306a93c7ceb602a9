// Known vulnerabilities of what the server is made of, as far as a registry can be asked.
import { readFindings } from '../supply-chain/findings.ts'
import { askNpm } from '../supply-chain/npm.ts'

const { text } = askNpm('audit', '--json', '--fetch-retries=0', '--fetch-timeout=8000')
const { silence, grave } = readFindings(text)
if (silence !== undefined)
  process.stdout.write(
    `note: no registry told of vulnerabilities (${silence}). Nothing was checked, and nothing fails by that; where a registry answers, what is high or critical fails here.\n`,
  )
for (const line of grave) process.stdout.write(`${line}\n`)
process.exitCode = grave.length === 0 ? 0 : 1
