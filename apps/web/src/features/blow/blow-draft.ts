// A whistle that is being written: what is typed, what was filled in for it, and what is still missing. Pure.

export interface DraftAsk {
  readonly department: string
  readonly zh: string
  readonly en: string
  readonly role: 'lead' | 'assist'
  readonly text: string
  readonly legalItems: readonly string[]
  /** The entry of the responsibility list that names it; absent when somebody added it by hand. */
  readonly entry?: string
  readonly duty?: { readonly zh: string; readonly en: string }
  /** It begins when another department has taken a measure; of any type unless one is named. */
  readonly after?: { readonly department: string; readonly measure?: string }
}

export interface DraftPlace {
  readonly point: readonly [number, number]
  readonly zh: string
  readonly en: string
}

/** A file that the server has already. */
export interface DraftFile {
  readonly sha256: string
  readonly mediaType: string
  readonly bytes: number
  readonly name: string
}

/** What a person wrote over: it is not filled in again. */
export type Own =
  | 'title'
  | 'asks'
  | 'kind'
  | 'assemblyAt'
  | 'assemblyPlace'
  | 'lacking'
  | 'placeText'

/** What was already sent, with the keys by which it is never done twice. */
export interface Sent {
  readonly caseKey: string
  readonly draftKey: string
  readonly submitKey: string
  readonly caseId?: string
  readonly whistleId?: string
  /** Files that were attached to it, by their hashes. */
  readonly attached?: readonly string[]
}

export interface BlowDraft {
  readonly place?: DraftPlace
  readonly placeText: string
  readonly type?: {
    readonly code: string
    readonly zh: string
    readonly en: string
    readonly kind: string
  }
  readonly kind: string
  readonly title: string
  readonly facts: string
  readonly tried: string
  readonly lacking: string
  readonly asks: readonly DraftAsk[]
  /** RFC 3339. */
  readonly assemblyAt: string
  readonly assemblyPlace: string
  /** An open case of the same matter, instead of a new one. */
  readonly caseId?: string
  /** A command post, instead of the own organisation. */
  readonly caller?: string
  readonly drill: boolean
  readonly files: readonly DraftFile[]
  readonly own: readonly Own[]
  readonly sent?: Sent
}

export const EMPTY_DRAFT: BlowDraft = {
  placeText: '',
  kind: 'emergency',
  title: '',
  facts: '',
  tried: '',
  lacking: '',
  asks: [],
  assemblyAt: '',
  assemblyPlace: '',
  drill: false,
  files: [],
  own: [],
}

/** Nothing in it that anybody would miss. */
export function isEmpty(draft: BlowDraft): boolean {
  const { place, type, facts, tried, asks, files } = draft
  const texts = facts + tried + draft.title
  return !place && !type && texts === '' && asks.length + files.length === 0
}

/** A change by hand: the field is the person's from now on. */
export function written(draft: BlowDraft, change: Partial<BlowDraft>, ...owned: Own[]): BlowDraft {
  return { ...draft, ...change, own: [...new Set([...draft.own, ...owned])] }
}

interface Filling {
  readonly title?: string
  readonly asks?: readonly DraftAsk[]
  readonly kind?: string
  readonly assemblyAt?: string
  readonly assemblyPlace?: string
  readonly lacking?: string
  readonly placeText?: string
}

/** Filled in by the page, wherever nobody has written anything; the same draft when nothing changes. */
export function filled(draft: BlowDraft, filling: Filling): BlowDraft {
  const changes = Object.entries(filling).filter(
    ([name, value]) =>
      value !== undefined &&
      !draft.own.some(one => one === name) &&
      JSON.stringify(draft[name as keyof Filling]) !== JSON.stringify(value),
  )
  return changes.length === 0 ? draft : { ...draft, ...Object.fromEntries(changes) }
}

interface Advised {
  readonly department: string
  readonly name?: { readonly zh: string; readonly en: string } | undefined
  readonly entry: string
}

interface Entry {
  readonly id: string
  readonly duty: { readonly zh: string; readonly en: string }
  readonly legalItems: readonly string[]
}

export interface Advice {
  readonly lead?: Advised | undefined
  readonly assisting: readonly Advised[]
  readonly entries: readonly Entry[]
}

/** Whom the responsibility list names, lead first, each with the duty that is asked of it. */
export function asksFrom(advice: Advice, tag: 'zh' | 'en'): readonly DraftAsk[] {
  const toAsk = (one: Advised, role: DraftAsk['role']): DraftAsk => {
    const entry = advice.entries.find(({ id }) => id === one.entry)
    return {
      department: one.department,
      zh: one.name?.zh ?? one.department,
      en: one.name?.en ?? one.department,
      role,
      text: entry?.duty[tag] ?? '',
      legalItems: entry?.legalItems ?? [],
      entry: one.entry,
      ...(entry ? { duty: entry.duty } : {}),
    }
  }
  return [
    ...(advice.lead ? [toAsk(advice.lead, 'lead')] : []),
    ...advice.assisting.map(one => toAsk(one, 'assist')),
  ]
}

/** Exactly one leads: whoever is made lead, the other one assists; without one, the first. */
export function withLead(asks: readonly DraftAsk[], lead?: string): readonly DraftAsk[] {
  const named = lead ?? asks.find(one => one.role === 'lead')?.department
  const first = asks.some(one => one.department === named) ? named : asks[0]?.department
  return asks.map(one => ({ ...one, role: one.department === first ? 'lead' : 'assist' }))
}

/** For whom this one may wait: anybody who does not, over however many others, wait for it. */
export function mayWaitFor(asks: readonly DraftAsk[], department: string): readonly DraftAsk[] {
  const before = new Map(asks.map(one => [one.department, one.after?.department]))
  const waitsForIt = (from: string): boolean => {
    const seen = new Set<string>()
    for (
      let at: string | undefined = from;
      at !== undefined && !seen.has(at);
      at = before.get(at)
    ) {
      if (at === department) return true
      seen.add(at)
    }
    return false
  }
  return asks.filter(one => !waitsForIt(one.department))
}

/** Nobody waits for whom nobody calls. */
export function without(asks: readonly DraftAsk[], department: string): readonly DraftAsk[] {
  return asks
    .filter(one => one.department !== department)
    .map(one => {
      if (one.after?.department !== department) return one
      const { after: _gone, ...rest } = one
      return rest
    })
}

export type Missing =
  | 'place'
  | 'type'
  | 'title'
  | 'facts'
  | 'tried'
  | 'lacking'
  | 'asks'
  | 'ask'
  | 'assembly'

/** What must be there before it can be sent, in the order of the page. */
export function missingIn(draft: BlowDraft): readonly Missing[] {
  const missing: Missing[] = []
  const blank = (text: string) => text.trim() === ''
  if (!draft.place || blank(draft.placeText)) missing.push('place')
  if (!draft.type) missing.push('type')
  if (blank(draft.title)) missing.push('title')
  if (blank(draft.facts)) missing.push('facts')
  if (blank(draft.tried)) missing.push('tried')
  if (blank(draft.lacking)) missing.push('lacking')
  if (draft.asks.length === 0) missing.push('asks')
  if (draft.asks.some(one => blank(one.text))) missing.push('ask')
  if (blank(draft.assemblyAt) || blank(draft.assemblyPlace)) missing.push('assembly')
  return missing
}

/** `117.3087, 40.1737` as somebody pastes it; undefined when it is no pair of numbers. */
export function coordinatesIn(text: string): string | undefined {
  const found = /^\s*(-?\d{1,3}(?:\.\d+)?)\s*[,，\s]\s*(-?\d{1,2}(?:\.\d+)?)\s*$/.exec(text)
  return found ? `${found[1]},${found[2]}` : undefined
}

/** What is read back from storage is whatever was once written there. */
export function readDraft(value: unknown): BlowDraft | undefined {
  if (typeof value !== 'object' || value === null || !('asks' in value)) return undefined
  const draft = { ...EMPTY_DRAFT, ...(value as Partial<BlowDraft>) }
  return Array.isArray(draft.asks) && Array.isArray(draft.own) && Array.isArray(draft.files)
    ? draft
    : undefined
}

interface Written {
  readonly id: string
  readonly caseId: string
  readonly kind: string
  readonly drill: boolean
  readonly title: string | null
  readonly facts: string | null
  readonly tried: string | null
  readonly lacking: string | null
  readonly place: {
    readonly point: { readonly coordinates: readonly number[] }
    readonly text: string | null
  } | null
  readonly assembly: { readonly at: string; readonly place: string | null }
  readonly asks: readonly {
    readonly department: string
    readonly role: string
    readonly text: string | null
    readonly legalItems: readonly string[]
    readonly after?: { readonly department: string; readonly measure?: string }
  }[]
}

interface Named {
  readonly zh: string
  readonly en: string
}

/** A whistle that was written and did not sound, to be written anew: every word in it is somebody's own. */
export function draftOf(
  whistle: Written,
  type: (Named & { readonly code: string; readonly kind: string }) | undefined,
  nameOf: (department: string) => Named,
  keys: Pick<Sent, 'caseKey' | 'draftKey' | 'submitKey'>,
): BlowDraft {
  const { id, caseId, kind, drill, place, assembly, asks } = whistle
  const [lng = 0, lat = 0] = place?.point.coordinates ?? []
  const text = place?.text ?? ''
  return {
    ...EMPTY_DRAFT,
    ...(place ? { place: { point: [lng, lat], zh: text, en: text } } : {}),
    ...(type ? { type } : {}),
    placeText: text,
    kind,
    drill,
    title: whistle.title ?? '',
    facts: whistle.facts ?? '',
    tried: whistle.tried ?? '',
    lacking: whistle.lacking ?? '',
    assemblyAt: assembly.at,
    assemblyPlace: assembly.place ?? '',
    caseId,
    asks: asks.map(one => ({
      department: one.department,
      ...nameOf(one.department),
      role: one.role === 'lead' ? 'lead' : 'assist',
      text: one.text ?? '',
      legalItems: one.legalItems,
      ...(one.after ? { after: one.after } : {}),
    })),
    own: ['title', 'asks', 'kind', 'assemblyAt', 'assemblyPlace', 'lacking', 'placeText'],
    sent: { ...keys, caseId, whistleId: id },
  }
}
