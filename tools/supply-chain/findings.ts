// What `npm audit --json` answered, if it answered.

export interface Findings {
  readonly isAnswered: boolean
  /** High and critical ones, each with the versions that have it. */
  readonly grave: readonly string[]
}

const GRAVE = new Set(['high', 'critical'])

interface Finding {
  readonly name: string
  readonly severity: string
  readonly range: string
}

export function readFindings(text: string): Findings {
  const answer = parse(text)
  if (answer?.vulnerabilities === undefined) return { isAnswered: false, grave: [] }
  const grave = Object.values(answer.vulnerabilities)
    .filter(({ severity }) => GRAVE.has(severity))
    .map(({ name, range, severity }) => `${name} ${range}: ${severity}`)
  return { isAnswered: true, grave }
}

function parse(text: string): { vulnerabilities?: Record<string, Finding> } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
