// The checks that run no code: types, format, lint, lost promises, layers, licences.
import { CHECKS, runChecks } from './run-checks.ts'

const asksForHelp = process.argv.slice(2).some(word => word === '--help' || word === '-h')

// Whoever reads along may stop reading: `npm run check | head` still ends with what was found.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

if (asksForHelp) {
  const names = CHECKS.map(({ name }) => `  ${name}\n`).join('')
  process.stdout.write(`npm run check\n\nRuns every check, two at a time:\n${names}`)
} else {
  const { failed } = await runChecks()
  process.exitCode = failed === 0 ? 0 : 1
}
