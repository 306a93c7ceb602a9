// Everything the API can refuse with: what the platform refuses, and what the mechanism refuses.
import { codeProblems } from './features/contacts/code-problems.ts'
import { draftProblems } from './features/drafts/draft-problems.ts'
import { publicProblems } from './features/reporters/public-problems.ts'
import { calendarFeedProblems } from './features/rosters/roster-problems.ts'
import { inWords, mechanismProblems } from './mechanism/problems/mechanism-problems.ts'
import { platformProblems } from './platform/http/platform-problems.ts'
import { createProblems } from './platform/http/problems.ts'
import { identityProblems } from './platform/identity/problems.ts'
import { printingProblems } from './platform/printing/problems.ts'
import { tableProblems } from './platform/tables/problems.ts'

// The gate before requests and the mechanism refuse it alike; the words are the gate's.
const { office_not_held: _saidByTheGate, ...others } = mechanismProblems

export const problems = inWords(
  createProblems(
    platformProblems,
    identityProblems,
    tableProblems,
    codeProblems,
    calendarFeedProblems,
    publicProblems,
    draftProblems,
    printingProblems,
    others,
  ),
)
