/**
 * The proofs of the domain as programs, because they are long loops that run best outside of a test runner:
 * `node tests/domain/run.ts explore|random|guards|deciders|grants|controls [--commands N] [--seed N]`.
 */
import { parseArgs } from 'node:util'
import { reportGrants } from './grants/report.ts'
import {
  type Report,
  reportControls,
  reportDeciders,
  reportExploration,
  reportGuards,
  reportRandom,
} from './reports.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    commands: { type: 'string', default: '230000' },
    seed: { type: 'string', default: '20170117' },
  },
})

async function report(name: string | undefined): Promise<Report> {
  switch (name) {
    case 'explore':
      return reportExploration()
    case 'random':
      return reportRandom(Number(values.commands), Number(values.seed))
    case 'guards':
      return await reportGuards()
    case 'deciders':
      return await reportDeciders()
    case 'grants':
      return reportGrants(Math.min(Number(values.commands), 60_000), Number(values.seed))
    case 'controls':
      return reportControls()
    default:
      return {
        lines: [],
        failures: ['say which: explore, random, guards, deciders, grants, controls'],
      }
  }
}

const { lines, failures } = await report(positionals[0])
process.stdout.write(`${lines.join('\n')}\n`)
for (const failure of failures) process.stderr.write(`✗ ${failure}\n`)
process.exitCode = failures.length === 0 ? 0 : 1
