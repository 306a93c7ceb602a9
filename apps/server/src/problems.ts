// Everything the API can refuse with: what the platform refuses, and the words for the domain's refusals.
// The domain's table is written as `{ … } as const satisfies ProblemTable<RefusalCode>`, so that a code
// without status and words does not compile, and is passed here beside the platform's.
import { platformProblems } from './platform/http/platform-problems.ts'
import { createProblems } from './platform/http/problems.ts'

export const problems = createProblems(platformProblems)
