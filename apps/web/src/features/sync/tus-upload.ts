// One try of an upload by tus; fetched only when there is something to send.
import { DetailedError, Upload } from 'tus-js-client'
import type { UploadEnd, UploadTry } from './uploader.ts'

const ENDPOINT = '/api/uploads'
/** Through in half a minute on a bad line: longer requests are cut by the server. */
const PIECE_BYTES = 256 * 1024

export interface TusHeaders {
  readonly session: string | undefined
  readonly language: string
}

export function uploadByTus(
  { file, content, onBegun, onProgress }: UploadTry,
  { session, language }: TusHeaders,
): Promise<UploadEnd> {
  const { promise, resolve } = Promise.withResolvers<UploadEnd>()
  const upload = new Upload(content, {
    endpoint: ENDPOINT,
    ...(file.uploadUrl === undefined ? {} : { uploadUrl: file.uploadUrl }),
    chunkSize: PIECE_BYTES,
    // Trying again is the queue's work: it knows who is logged in and what else waits.
    retryDelays: null,
    storeFingerprintForResuming: false,
    metadata: { sha256: file.sha256 },
    headers: {
      'accept-language': language,
      ...(session === undefined ? {} : { 'muster-session': session }),
    },
    onUploadUrlAvailable: () => {
      if (upload.url !== null) onBegun(new URL(upload.url, location.href).pathname)
    },
    onProgress: sent => onProgress(sent),
    onSuccess: () => resolve({ ok: true }),
    onError: error => resolve(endOf(error)),
  })
  upload.start()
  return promise
}

function endOf(error: Error): UploadEnd {
  const answer = error instanceof DetailedError ? error.originalResponse : null
  if (answer === null) return { ok: false, status: 0 }
  const { code, title, detail } = bodyOf(answer.getBody())
  return { ok: false, status: answer.getStatus(), code, title, detail }
}

interface Told {
  readonly code: string
  readonly title: string
  readonly detail: string
}

function bodyOf(text: string): Told {
  try {
    const body = JSON.parse(text) as Partial<Told>
    return {
      code: body.code ?? 'unreadable_answer',
      title: body.title ?? '',
      detail: body.detail ?? '',
    }
  } catch {
    return { code: 'unreadable_answer', title: '', detail: '' }
  }
}
