// What `npm audit --json` answered, if it answered.

export interface Findings {
  /** Why nothing is known, where a registry told nothing. */
  readonly silence?: string
  /** High and critical ones, each with the versions that have it. */
  readonly grave: readonly string[]
}

const GRAVE = new Set(['high', 'critical'])
const LONGEST = 200

interface Finding {
  readonly name: string
  readonly severity: string
  readonly range: string
}

interface AuditAnswer {
  readonly vulnerabilities?: Readonly<Record<string, Finding>>
  readonly message?: string
  readonly error?: { readonly summary?: string; readonly code?: string }
}

export function readFindings(text: string): Findings {
  const answer = parse(text)
  if (answer?.vulnerabilities === undefined) return { silence: reasonOf(answer), grave: [] }
  const grave = Object.values(answer.vulnerabilities)
    .filter(({ severity }) => GRAVE.has(severity))
    .map(({ name, range, severity }) => `${name} ${range}: ${severity}`)
  return { grave }
}

/** One line of what npm said of it. */
function reasonOf(answer: AuditAnswer | undefined): string {
  const said = answer?.message || answer?.error?.summary || answer?.error?.code
  const [line = ''] = (said ?? '').trim().split('\n')
  return line === '' ? 'npm gave no answer in time' : line.slice(0, LONGEST)
}

function parse(text: string): AuditAnswer | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? answer : undefined
  } catch {
    return undefined
  }
}
