// An HTTP application for tests of its own parts: nobody is let in, and nothing is asked about its health.
import { pino } from 'pino'
import { createHttp, type Http } from './app.ts'
import { platformProblems } from './platform-problems.ts'
import { createProblems } from './problems.ts'

export function bareHttp(more: { readonly checksAnswers?: boolean } = {}): Http {
  return createHttp({
    log: pino({ level: 'silent' }),
    problems: createProblems(platformProblems),
    authenticator: { verify: () => ({ ok: false, code: 'token_invalid' }) },
    scopeRules: { scopes: new Set(), personOnly: new Set() },
    info: { title: 'Test', version: '1', description: '', tags: [] },
    healthChecks: [],
    bodyLimitBytes: 1000,
    ...more,
  })
}
