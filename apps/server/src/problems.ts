// Everything the API can refuse with: what the platform refuses, and what the mechanism refuses.
import { inWords, mechanismProblems } from './mechanism/problems/mechanism-problems.ts'
import { platformProblems } from './platform/http/platform-problems.ts'
import { createProblems } from './platform/http/problems.ts'

export const problems = inWords(createProblems(platformProblems, mechanismProblems))
