// Whether it is solved, in the words of who reported: for the sub-district, which judges it (rule 15).
import { type publicBodies, toRfc3339 } from '@muster/contract'
import { type CaseState, decideCase, SYSTEM } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf } from '../../mechanism/ids.ts'
import { written } from '../../mechanism/verdict.ts'
import { findAnswer } from '../../platform/event-store/find-answer.ts'
import { platformRefusal } from '../../platform/event-store/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { onceByStranger } from './give-report.ts'
import { countIn, PER_DAY_MS } from './intake.ts'
import { codeOf, findByCode } from './reports-taken.ts'

const MOST_A_DAY = 5

export async function sayWord(
  edge: Edge,
  request: FastifyRequest,
  asked: { readonly number: string; readonly word: z.output<typeof publicBodies.sayWord> },
): Promise<z.input<typeof publicBodies.saidWord>> {
  const { number, word } = asked
  const once = onceByStranger(edge, request)
  const found = await findByCode(edge, { number, code: codeOf(request.headers) })
  if (found === undefined) throw new ProblemError({ code: 'not_found' })
  const earlier = await findAnswer(edge.platform.db, once)
  if (earlier?.isSame === false)
    throw new ProblemError({ code: platformRefusal.idempotencyKeyReused })
  const { solved, reason } = word
  if (earlier === undefined)
    await countIn(edge, { kind: 'word', source: number, most: MOST_A_DAY, withinMs: PER_DAY_MS })
  const { id } = await edge.survivorOf(found.case_id)
  const stream = streamOf('case', id)
  const { district, case_id } = found
  const at = edge.now()
  const row = { district, number, case_id, solved, said_at: at }
  const command = { type: 'HearResident', solved, text: edge.seal(id, reason) } as const
  const submitted = await edge.submit(
    edge.mechanism.command<CaseState>({
      name: command.type,
      id,
      stream,
      act: { actor: SYSTEM, once, beside: [{ table: 'public_words', values: row }] },
      decide: (state, _view, context) => written(stream, decideCase(state, command, context)),
    }),
  )
  if (!submitted.ok) throw new ProblemError(submitted.refusal)
  return { solved, at: toRfc3339(at) }
}
