// The checks that run no code: types, format, lint, lost promises, layers, licences.
import { runChecks } from './run-checks.ts'

const { failed } = await runChecks()
process.exitCode = failed === 0 ? 0 : 1
