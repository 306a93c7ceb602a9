// An upload's life: begun with a promise of size and hash, gone on with, judged by what arrived, kept as a file.
import { randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Edge } from '../../mechanism/edge.ts'
import { SNIFFED_BYTES } from '../../platform/files/sniff.ts'
import { FileRefused, type Kept } from '../../platform/files/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import { actorOf } from '../../platform/http/types.ts'
import { recordFile } from './file-rows.ts'
import { refuseTooMany, toProblem } from './limits.ts'
import { createTus, type TusAnswer } from './tus.ts'
import {
  expiredUploads,
  findUpload,
  insertUpload,
  markKept,
  removeUpload,
  type UploadRow,
} from './upload-rows.ts'

export const UPLOADS_PATH = '/api/uploads'
const ID_BYTES = 18
const IS_HASH = /^[0-9a-f]{64}$/

export interface UploadStanding {
  readonly row: UploadRow
  readonly offset: number
  /** Once everything is there and is what was promised. */
  readonly kept: Kept | undefined
}

/** The hash as the sender says it, in the protocol's own header for such things. */
export function promisedHash(metadata: unknown): string | undefined {
  if (typeof metadata !== 'string') return undefined
  const pairs = metadata.split(',').map(pair => pair.trim().split(' '))
  const value = pairs.find(([key]) => key === 'sha256')?.[1]
  const hash = value && Buffer.from(value, 'base64').toString('latin1')
  return hash !== undefined && IS_HASH.test(hash) ? hash : undefined
}

export class Uploads {
  readonly #edge: Edge
  readonly #speak: (request: FastifyRequest, id: string) => Promise<TusAnswer>

  constructor(edge: Edge) {
    this.#edge = edge
    const { files, db } = edge.platform
    this.#speak = createTus({
      path: UPLOADS_PATH,
      files: files.unfinished,
      mostBytes: files.limits.uploadBytes,
      find: async id => {
        const [row] = await db.query<{ bytes: number }>('select bytes from uploads where id = $1', [
          id,
        ])
        return row && { id, bytes: Number(row.bytes) }
      },
    })
  }

  async begin(request: FastifyRequest): Promise<{ location: string; expiresAt: number }> {
    const { db, files } = this.#edge.platform
    const given = await refuseTooMany(this.#edge, request)
    if (given.unfinished >= files.limits.uploadsOpen)
      throw new ProblemError({ code: 'too_many_uploads' })
    const sha256 = promisedHash(request.headers['upload-metadata'])
    const bytes = Number(request.headers['upload-length'])
    if (sha256 === undefined || !Number.isSafeInteger(bytes) || bytes < 1)
      throw new ProblemError({ code: 'upload_malformed' })
    const id = randomBytes(ID_BYTES).toString('base64url')
    const answer = await this.#speak(request, id)
    if (answer.status !== 201) throw refusalOf(answer)
    const { person, organisation, district } = actorOf(request)
    const now = this.#edge.now()
    const row = { district, id, uploaded_by: person, organisation, sha256, bytes }
    const expiresAt = now + files.limits.uploadMs
    await insertUpload(db, { ...row, expires_at: expiresAt }, now)
    return { location: `${UPLOADS_PATH}/${id}`, expiresAt }
  }

  /** Where it stands. What arrived in full while the answer was lost is kept now. */
  async look(request: FastifyRequest, id: string): Promise<UploadStanding> {
    const { db, files } = this.#edge.platform
    const { person } = actorOf(request)
    const row = await findUpload(db, id, { person, now: this.#edge.now() })
    if (row === undefined) throw new ProblemError({ code: 'unknown_upload' })
    const { sha256, bytes, media_type: mediaType } = row
    if (mediaType !== null) return { row, offset: bytes, kept: { sha256, bytes, mediaType } }
    const offset = await files.unfinished.bytes(id)
    if (offset === undefined) {
      await removeUpload(db, row)
      throw new ProblemError({ code: 'unknown_upload' })
    }
    return { row, offset, kept: offset === bytes ? await this.#keep(row) : undefined }
  }

  async goOn(request: FastifyRequest, id: string): Promise<UploadStanding> {
    const before = await this.look(request, id)
    if (before.kept !== undefined) return before
    refuseMisplaced(request, before)
    const answer = await this.#speak(request, id)
    if (answer.status !== 204) throw refusalOf(answer)
    if (before.offset < SNIFFED_BYTES) await this.#refuseUnknownKind(before.row)
    return this.look(request, id)
  }

  async remove(request: FastifyRequest, id: string): Promise<void> {
    const { row } = await this.look(request, id)
    await this.#forget(row)
  }

  /** What nobody went on with goes; what became a file stays a file. */
  async forgetExpired(): Promise<void> {
    for (const row of await expiredUploads(this.#edge.platform.db, this.#edge.now()))
      await this.#forget(row)
  }

  async #forget(row: UploadRow): Promise<void> {
    await this.#edge.platform.files.unfinished.remove(row.id)
    await removeUpload(this.#edge.platform.db, row)
  }

  /** The first bytes say what it is: nobody sends a hundred megabytes to hear that they are not taken. */
  async #refuseUnknownKind(row: UploadRow): Promise<void> {
    const { unfinished } = this.#edge.platform.files
    const there = (await unfinished.bytes(row.id)) ?? 0
    if (there < Math.min(SNIFFED_BYTES, row.bytes)) return
    if ((await unfinished.kindOf(row.id)) !== undefined) return
    await this.#forget(row)
    throw toProblem(new FileRefused('unknown_type'))
  }

  async #keep(row: UploadRow): Promise<Kept> {
    const { db, files } = this.#edge.platform
    const now = this.#edge.now()
    try {
      const kept = await files.unfinished.keep(row.id, row)
      const { uploaded_by: person, organisation, district } = row
      await recordFile(db, kept, { by: { person, organisation, district }, now })
      await markKept(db, row, { mediaType: kept.mediaType, now })
      await files.unfinished.remove(row.id)
      return kept
    } catch (error) {
      if (error instanceof FileRefused) await this.#forget(row)
      throw toProblem(error)
    }
  }
}

/** Judged once more under the lock; here, before the piece itself is taken in hand. */
function refuseMisplaced({ headers }: FastifyRequest, { row, offset }: UploadStanding): void {
  if (headers['upload-offset'] !== String(offset))
    throw new ProblemError({ code: 'upload_offset_differs' })
  if (Number(headers['content-length'] ?? 0) > row.bytes - offset)
    throw new ProblemError({ code: 'body_too_large' })
}

function refusalOf({ status }: TusAnswer): ProblemError {
  const codes: Readonly<Record<number, string>> = {
    404: 'unknown_upload',
    409: 'upload_offset_differs',
    410: 'unknown_upload',
    413: 'body_too_large',
    500: 'internal',
  }
  return new ProblemError({ code: codes[status] ?? 'upload_malformed' })
}
