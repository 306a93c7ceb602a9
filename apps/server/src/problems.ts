// Everything the API can refuse with: what the platform refuses, and the words for the domain's refusals.
import { platformProblems } from './platform/http/platform-problems.ts'
import { createProblems } from './platform/http/problems.ts'

export const problems = createProblems(platformProblems)
