// How much one person may give, and what a file that is not taken is called.
import type { FastifyRequest } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { FileRefused, type KeepFailure } from '../../platform/files/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf } from '../../platform/http/types.ts'
import { countGiven, type GivenSoFar } from './upload-rows.ts'

const DAY_MS = 86_400_000

const FAILURES = {
  too_large: 'body_too_large',
  empty: 'file_type_refused',
  unknown_type: 'file_type_refused',
  hash_differs: 'upload_hash_differs',
} as const satisfies Record<KeepFailure, string>

/** So many a day and person: a folder is easily filled. */
export async function refuseTooMany(edge: Edge, request: FastifyRequest): Promise<GivenSoFar> {
  const now = edge.now()
  const { db, files } = edge.platform
  const given = await countGiven(db, actorOf(request).person, { now, since: now - DAY_MS })
  if (given.today >= files.limits.perDay) throw new ProblemError({ code: 'too_many_files' })
  return given
}

export function toProblem(error: unknown): unknown {
  return error instanceof FileRefused
    ? new ProblemError({ code: FAILURES[error.failure] }, { cause: error })
    : error
}
