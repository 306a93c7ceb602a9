// Tables as they come in a request and go out in an answer.
import { hash } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { ProblemError } from '../http/problems.ts'
import type { HttpApp } from '../http/types.ts'
import { readCsv } from './csv.ts'
import { TABLE_LIMITS, type Table, TableError } from './limits.ts'
import { readXlsx } from './xlsx-reader.ts'

export type Format = 'xlsx' | 'csv'

export const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv',
}

/** A file as it was sent; it stands in a key's body by its digest. */
export class SentFile {
  readonly bytes: Buffer
  readonly format: Format
  constructor(bytes: Buffer, format: Format) {
    this.bytes = bytes
    this.format = format
  }
  toJSON() {
    return { format: this.format, sha256: hash('sha256', this.bytes, 'base64url') }
  }
}

/** Lets requests bring tables; asked by each feature that takes them. */
export function takeFiles(app: HttpApp): void {
  for (const format of ['xlsx', 'csv'] as const) {
    if (app.hasContentTypeParser(MEDIA_TYPES[format])) continue
    app.addContentTypeParser(
      MEDIA_TYPES[format],
      { parseAs: 'buffer', bodyLimit: TABLE_LIMITS.fileBytes },
      (_request, body, done) => done(null, new SentFile(body as Buffer, format)),
    )
  }
}

/** The tables of a request's body; `name` is that of a CSV, which has none itself. */
export async function readTablesOf(body: unknown, name: string): Promise<readonly Table[]> {
  if (!(body instanceof SentFile)) throw new ProblemError({ code: 'media_type_of_table' })
  try {
    if (body.format === 'xlsx') return await readXlsx(body.bytes, TABLE_LIMITS)
    return [await readCsv(body.bytes, name, TABLE_LIMITS)]
  } catch (error) {
    if (error instanceof TableError) throw new ProblemError({ code: error.code }, { cause: error })
    throw error
  }
}

const BINARY = { schema: { type: 'string', format: 'binary' } }

/** What the API document says of a body or an answer that is such a file. */
export const FILES_IN_DOCUMENT = Object.fromEntries(
  Object.values(MEDIA_TYPES).map(type => [type, BINARY]),
)

export function sendFile(
  reply: FastifyReply,
  format: Format,
  name: string,
  file: Buffer,
): FastifyReply {
  return reply
    .header('content-disposition', `attachment; filename="${name}.${format}"`)
    .type(format === 'csv' ? `${MEDIA_TYPES.csv}; charset=utf-8` : MEDIA_TYPES.xlsx)
    .send(file)
}
