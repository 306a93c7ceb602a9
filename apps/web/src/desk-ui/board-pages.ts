// Whistles with their departments, as the board's list gives them, for pages that count or look back.
import { api, get, type Schemas } from '../api/client.ts'
import type { Bilingual } from '../i18n/words.ts'

export type BoardWhistle = Schemas['BoardRow']

export interface Whistles {
  /** Newest first. */
  readonly items: readonly BoardWhistle[]
  readonly names: Readonly<Record<string, Bilingual>>
  /** There are more than were asked for. */
  readonly isCut: boolean
}

const PAGE = 1000
const MOST_PAGES = 5
const MOST_IDS = 100

interface Question {
  /** One or several, with commas. */
  readonly status: string
  /** Epoch milliseconds; older ones are not asked for. */
  readonly since?: number
}

/** All that may be seen, page by page, back to a moment; never more than five thousand. */
export async function fetchWhistles({ status, since = 0 }: Question): Promise<Whistles> {
  const items: BoardWhistle[] = []
  const names: Record<string, Bilingual> = {}
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query = { status, limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }
    const answer = await get(api.GET('/api/board', { params: { query } }))
    Object.assign(names, answer.names)
    items.push(...answer.items.filter(one => Date.parse(one.draftedAt) >= since))
    const last = answer.items.at(-1)
    cursor = answer.next
    if (cursor === undefined || (last !== undefined && Date.parse(last.draftedAt) < since))
      return { items, names, isCut: false }
  }
  return { items, names, isCut: true }
}

/** Those with these ids, whatever their status; without those that may not be seen. */
export async function fetchWhistlesById(ids: readonly string[]): Promise<Whistles> {
  const items: BoardWhistle[] = []
  const names: Record<string, Bilingual> = {}
  const wanted = [...new Set(ids)]
  for (let at = 0; at < wanted.length; at += MOST_IDS) {
    const query = { ids: wanted.slice(at, at + MOST_IDS).join(), limit: MOST_IDS }
    const answer = await get(api.GET('/api/board', { params: { query } }))
    items.push(...answer.items)
    Object.assign(names, answer.names)
  }
  return { items, names, isCut: false }
}
