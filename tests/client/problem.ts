// What the API answers instead of a result.

export interface ProblemBody {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly field?: string
  readonly rule?: string
  readonly [extra: string]: unknown
}

/** A refusal: switch on `code`; `field` and `rule` say where and why. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly operationId: string
  readonly status: number
  readonly problem: ProblemBody

  constructor(operationId: string, status: number, problem: ProblemBody) {
    super(`${operationId}: ${status} ${problem.code}: ${problem.detail}`)
    this.operationId = operationId
    this.status = status
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }

  get field(): string | undefined {
    return this.problem.field
  }

  get rule(): string | undefined {
    return this.problem.rule
  }
}

/** The problem that a call ends in; fails when it ends well. */
export async function problemOf(call: Promise<unknown>): Promise<ApiProblem> {
  const outcome = await call.then(
    body => ({ body }),
    (error: unknown) => ({ error }),
  )
  if ('body' in outcome) throw new Error(`not refused: ${JSON.stringify(outcome.body)}`)
  if (outcome.error instanceof ApiProblem) return outcome.error
  throw outcome.error
}
