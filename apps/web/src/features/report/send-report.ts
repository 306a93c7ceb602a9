// Sends a draft and then its photos; each may be sent again after a cut, and nothing is there twice.
import { api, get, type Schemas } from '../../api/client.ts'
import { Problem, toProblem, unreachable } from '../../api/problem.ts'
import { language } from '../../i18n/language.ts'
import { dropPhoto, photosOf } from './photo-store.ts'
import type { ReportDraft } from './report-draft.ts'

export type Given = Schemas['GivenReport']

export async function sendDraft(draft: ReportDraft): Promise<Given> {
  const { point, datum = 'wgs84', placeText, problemType, text, sameAs, name, phone, key } = draft
  if (point === undefined) throw new Error('a report without a place')
  const contact = { ...(name.trim() ? { name } : {}), ...(phone.trim() ? { phone } : {}) }
  return get(
    api.POST('/api/public/reports', {
      headers: { 'idempotency-key': key },
      body: {
        point: { type: 'Point', coordinates: [point[0], point[1]] },
        datum,
        ...(placeText.trim() ? { placeText } : {}),
        problemType,
        text,
        ...(Object.keys(contact).length > 0 ? { contact } : {}),
        ...(sameAs ? { sameAs } : {}),
      },
    }),
  )
}

export interface PhotosOwed {
  readonly number: string
  readonly code: string
  /** Under which the photos are stored here. */
  readonly of: string
}

const OWED_KEY = 'muster.public.owed'

export function owedPhotos(): PhotosOwed | undefined {
  try {
    return (JSON.parse(localStorage.getItem(OWED_KEY) ?? 'null') as PhotosOwed | null) ?? undefined
  } catch {
    return undefined
  }
}

export function owePhotos(owed: PhotosOwed | undefined): void {
  if (owed === undefined) localStorage.removeItem(OWED_KEY)
  else localStorage.setItem(OWED_KEY, JSON.stringify(owed))
}

async function sendPhoto({ number, code }: PhotosOwed, blob: Blob): Promise<void> {
  const answer = await fetch(`/api/public/reports/${number}/photos`, {
    method: 'POST',
    headers: {
      'follow-code': code,
      'content-type': 'image/jpeg',
      'accept-language': language.current(),
    },
    body: blob,
  }).catch(error => {
    throw unreachable(error)
  })
  if (!answer.ok)
    throw new Problem((await answer.json()) as ConstructorParameters<typeof Problem>[0])
}

/** What the server will never take is not owed any more. */
function isFinal(problem: Problem): boolean {
  return problem.status >= 400 && problem.status < 500 && problem.status !== 429
}

export interface PhotosSent {
  readonly sent: number
  readonly left: number
  readonly problem?: Problem
}

export async function sendPhotos(owed: PhotosOwed): Promise<PhotosSent> {
  const photos = await photosOf(owed.of)
  let sent = 0
  for (const { id, blob } of photos) {
    try {
      await sendPhoto(owed, blob)
      sent += 1
    } catch (error) {
      const problem = toProblem(error)
      if (!isFinal(problem)) return { sent, left: photos.length - sent, problem }
    }
    await dropPhoto(id)
  }
  owePhotos(undefined)
  return { sent, left: 0 }
}
