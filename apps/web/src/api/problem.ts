// What a page gets instead of an answer: a refusal of the server, or no answer at all.

export interface FieldProblem {
  readonly field: string
  readonly code: string
  readonly message: string
}

/** `application/problem+json` as it came; texts are in the language that was asked for. */
export interface ProblemBody {
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly status: number
  readonly field?: string
  readonly rule?: string
  readonly errors?: readonly FieldProblem[]
  readonly [extra: string]: unknown
}

/** Switch on `code`; `unreachable` means that nobody answered: the act may or may not have arrived. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly body: ProblemBody

  constructor(body: ProblemBody, options?: ErrorOptions) {
    super(`${body.code}: ${body.title}`, options)
    this.body = body
  }

  get code(): string {
    return this.body.code
  }
  get status(): number {
    return this.body.status
  }
  get title(): string {
    return this.body.title
  }
  get detail(): string {
    return this.body.detail
  }
  get field(): string | undefined {
    return this.body.field
  }
  get errors(): readonly FieldProblem[] {
    return this.body.errors ?? []
  }
}

export const UNREACHABLE = 'unreachable'

export function unreachable(cause: unknown): Problem {
  return new Problem({ code: UNREACHABLE, title: '', detail: '', status: 0 }, { cause })
}

/** Whatever was thrown, as a problem. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  return new Problem(
    { code: 'unforeseen', title: '', detail: String(error), status: 0 },
    { cause: error },
  )
}

/** May the same be sent again, with the same key? */
export function isWorthRepeating({ status, code }: Problem): boolean {
  return (
    code === UNREACHABLE || status === 429 || status === 502 || status === 503 || status === 504
  )
}
