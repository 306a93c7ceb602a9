// The file that `vitest --reporter` loads; Vitest wants the reporter as a default export.
export { TotalsReporter as default } from './totals-reporter.ts'
