// An act that was answered before is answered again, also to one whose token has lost the scope since (rule 21).
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { EarlierAnswer } from '../event-store/find-answer.ts'
import type { Once } from '../event-store/types.ts'
import { answerAgain, isKeyUsable, onceOf } from './commands.ts'
import { ProblemError, type RefusalLike } from './problems.ts'

export interface EarlierAnswers {
  find(once: Once): Promise<EarlierAnswer | undefined>
  /** See `onceOf`. */
  readonly hashSecret: string
}

/**
 * Throws the refusal unless this actor's key has an answer. Whether it is the same act is known only once the body is
 * there; until then the refusal is kept with the request.
 */
export async function withhold(
  request: FastifyRequest,
  refusal: RefusalLike,
  earlier: EarlierAnswers | undefined,
): Promise<void> {
  const known =
    earlier !== undefined &&
    isKeyUsable(request) &&
    (await earlier.find(onceOf(request, earlier.hashSecret))) !== undefined
  if (!known) throw new ProblemError(refusal)
  request.withheld = refusal
}

/** Instead of the handler: the stored answer of what the actor may no longer do. */
export async function answerWithheld(
  request: FastifyRequest,
  reply: FastifyReply,
  withheld: RefusalLike,
  earlier: EarlierAnswers | undefined,
): Promise<void> {
  const answer = await earlier?.find(onceOf(request, earlier.hashSecret))
  if (answer === undefined) throw new ProblemError(withheld)
  answerAgain(reply, answer, successOf(request))
}

/** The status of the one success that the route documents. */
function successOf({ routeOptions }: FastifyRequest): number {
  const statuses = Object.keys(routeOptions.schema?.response ?? {})
  return Number(statuses.find(status => status.startsWith('2')) ?? 200)
}
