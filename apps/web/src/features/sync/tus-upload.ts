// One try of an upload by tus 1.0.0, in small requests: over `fetch`, since the program that sends without a page has nothing else.
import type { Schemas } from '../../api/client.ts'
import { headersOf, type Voice } from './say-act.ts'
import type { UploadEnd, UploadTry } from './uploader.ts'

const ENDPOINT = '/api/uploads'
/** Through in half a minute on a bad line: longer requests are cut by the server. */
const PIECE_BYTES = 256 * 1024
const PIECE_MS = 60_000
const TUS = { 'tus-resumable': '1.0.0' }

/** An answer that ends this try. */
class Ended extends Error {
  readonly end: UploadEnd

  constructor(end: UploadEnd) {
    super('the upload ended')
    this.end = end
  }
}

/** Where it stands at the server counts, whatever this phone believes: a page may have ended between two words. */
export async function uploadByTus(one: UploadTry, voice: Voice): Promise<UploadEnd> {
  const { file, content, onBegun, onProgress, isWanted } = one
  try {
    let url = file.uploadUrl
    let offset = url === undefined ? undefined : await whereItStands(url, voice)
    if (url === undefined || offset === undefined) {
      url = await begin(one, voice)
      offset = 0
      // Written down before the first byte goes: whoever goes on with it must know where.
      await onBegun(url)
    }
    onProgress(offset)
    while (offset < content.size) {
      if (!isWanted()) return { ok: false, status: 0 }
      const piece = content.slice(offset, offset + PIECE_BYTES)
      offset = await sendPiece({ url, offset, piece }, voice)
      onProgress(offset)
    }
    return { ok: true }
  } catch (error) {
    return error instanceof Ended ? error.end : { ok: false, status: 0 }
  }
}

async function ask(path: string, voice: Voice, asked: RequestInit): Promise<Response> {
  return await fetch(path, {
    ...asked,
    cache: 'no-store',
    headers: { ...headersOf(voice), ...TUS, ...asked.headers },
    signal: AbortSignal.timeout(PIECE_MS),
  })
}

async function begin({ file, content }: UploadTry, voice: Voice): Promise<string> {
  const answer = await ask(ENDPOINT, voice, {
    method: 'POST',
    headers: {
      'upload-length': String(content.size),
      'upload-metadata': `sha256 ${btoa(file.sha256)}`,
    },
  })
  const location = answer.headers.get('location')
  if (answer.status !== 201 || location === null) throw await refusalOf(answer)
  return new URL(location, self.location.href).pathname
}

/** Undefined when the server does not know it any longer. */
async function whereItStands(url: string, voice: Voice): Promise<number | undefined> {
  // Not HEAD, whose refusals have no words.
  const answer = await ask(url, voice, { method: 'GET' })
  if (answer.status === 404 || answer.status === 410) return undefined
  return await offsetIn(answer)
}

interface Piece {
  readonly url: string
  readonly offset: number
  readonly piece: Blob
}

async function sendPiece({ url, offset, piece }: Piece, voice: Voice): Promise<number> {
  const answer = await ask(url, voice, {
    method: 'PATCH',
    headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': String(offset) },
    body: piece,
  })
  return await offsetIn(answer)
}

async function offsetIn(answer: Response): Promise<number> {
  const said = answer.headers.get('upload-offset')
  if (!answer.ok || said === null) throw await refusalOf(answer)
  return Number(said)
}

async function refusalOf(answer: Response): Promise<Ended> {
  // Somebody between the phone and the server: nobody answered.
  if (answer.ok) return new Ended({ ok: false, status: 0 })
  const { code = 'unreadable_answer', title = '', detail = '' } = await problemIn(answer)
  return new Ended({ ok: false, status: answer.status, code, title, detail })
}

/** Empty where the answer came from somebody else, such as a proxy. */
async function problemIn(answer: Response): Promise<Partial<Schemas['Problem']>> {
  return await answer.json().catch(() => ({}))
}
