// The tus 1.0.0 protocol over the store of unfinished files: offsets, locks, and requests that break off.
import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { DataStore, Server, Upload } from '@tus/server'
import type { FastifyRequest } from 'fastify'
import type { Unfinished } from '../../platform/files/types.ts'

/** Long enough to write what has arrived; whoever comes back after a break is the same phone. */
const HAND_OVER_MS = 200

/** The name of an upload that is begun; whatever a client sends by this header is overwritten. */
const NAME = 'muster-upload'

/** How large each upload is to become was promised when it was begun. */
export interface Promised {
  readonly id: string
  readonly bytes: number
}

class PiecewiseStore extends DataStore {
  readonly #files: Unfinished
  readonly #find: (id: string) => Promise<Promised | undefined>

  constructor(files: Unfinished, find: (id: string) => Promise<Promised | undefined>) {
    super()
    this.extensions = ['creation', 'termination']
    this.#files = files
    this.#find = find
  }

  override async create(upload: Upload): Promise<Upload> {
    await this.#files.create(upload.id)
    return upload
  }

  override write(source: Readable, id: string, offset: number): Promise<number> {
    return this.#files.append(id, offset, source)
  }

  override async getUpload(id: string): Promise<Upload> {
    const [promised, bytes] = [await this.#find(id), await this.#files.bytes(id)]
    if (promised === undefined || bytes === undefined) throw notFound()
    return new Upload({ id, size: promised.bytes, offset: bytes })
  }

  override remove(id: string): Promise<void> {
    return this.#files.remove(id)
  }
}

/** With the fields that the protocol's server reads. */
function notFound(): Error {
  return Object.assign(new Error('no such upload'), { status_code: 404, body: 'no such upload' })
}

export interface TusSettings {
  readonly path: string
  readonly files: Unfinished
  readonly mostBytes: number
  readonly find: (id: string) => Promise<Promised | undefined>
}

export interface TusAnswer {
  readonly status: number
  header(name: string): string | undefined
}

/** Who may do what is judged before; here only bytes move. */
export function createTus({ path, files, mostBytes, find }: TusSettings) {
  const server = new Server({
    path,
    datastore: new PiecewiseStore(files, find),
    maxSize: mostBytes,
    namingFunction: request => request.headers.get(NAME) ?? '',
    relativeLocation: true,
    lockDrainTimeout: HAND_OVER_MS,
  })
  return async (request: FastifyRequest, id: string): Promise<TusAnswer> => {
    const response = await server.handleWeb(toWebRequest(request, id))
    await response.body?.cancel()
    return { status: response.status, header: name => response.headers.get(name) ?? undefined }
  }
}

function toWebRequest({ method, url, headers, body }: FastifyRequest, id: string): Request {
  const texts = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && name !== NAME ? [[name, value] as [string, string]] : [],
  )
  const stream =
    method === 'PATCH' && body instanceof Readable
      ? { body: Readable.toWeb(body) as ReadableStream<Uint8Array>, duplex: 'half' as const }
      : {}
  return new Request(new URL(url, 'http://upload'), {
    method,
    headers: [...texts, [NAME, id]],
    ...stream,
  })
}
