// What somebody has written so far: kept on the phone with every key, so that no call, cut or closed page loses it.
export interface ReportDraft {
  /** Sent with it as the key: sent twice, it is one report. */
  readonly key: string
  readonly step: 1 | 2 | 3
  readonly point?: readonly [number, number]
  /** Of the point: the map's, or the phone's own. */
  readonly datum?: 'wgs84' | 'gcj02' | 'bd09'
  readonly placeText: string
  /** The matter near by that this joins. */
  readonly sameAs?: string
  readonly problemType: string
  readonly text: string
  readonly name: string
  readonly phone: string
}

export const DRAFT_KEY = 'muster.public.draft'
const STEPS = [1, 2, 3] as const

export function newDraft(): ReportDraft {
  return {
    key: crypto.randomUUID(),
    step: 1,
    placeText: '',
    problemType: '',
    text: '',
    name: '',
    phone: '',
  }
}

/** Nothing of it would be missed. */
export function isUntouched({ point, placeText, text, problemType }: ReportDraft): boolean {
  return point === undefined && placeText === '' && text === '' && problemType === ''
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

function pointOf(value: unknown): readonly [number, number] | undefined {
  if (!Array.isArray(value) || value.length !== 2) return undefined
  const [x, y] = value as readonly unknown[]
  return typeof x === 'number' && typeof y === 'number' ? [x, y] : undefined
}

/** As it was stored, by this version of the page or an earlier one; undefined when it is no draft. */
export function readDraft(stored: string | null): ReportDraft | undefined {
  try {
    const value = JSON.parse(stored ?? 'null') as Record<string, unknown> | null
    if (value === null || typeof value !== 'object' || text(value['key']) === '') return undefined
    const point = pointOf(value['point'])
    const datum = (['wgs84', 'gcj02', 'bd09'] as const).find(one => one === value['datum'])
    const sameAs = text(value['sameAs'])
    return {
      key: text(value['key']),
      step: STEPS.find(one => one === value['step']) ?? 1,
      ...(point === undefined ? {} : { point }),
      ...(datum === undefined ? {} : { datum }),
      ...(sameAs === '' ? {} : { sameAs }),
      placeText: text(value['placeText']),
      problemType: text(value['problemType']),
      text: text(value['text']),
      name: text(value['name']),
      phone: text(value['phone']),
    }
  } catch {
    return undefined
  }
}

const FEWEST_WORDS = 2

/** What is still missing before a step is done, or the whole can be sent. */
export function missingOf(
  draft: ReportDraft,
  step: 1 | 2 | 3,
): 'place' | 'type' | 'words' | undefined {
  if (draft.point === undefined) return 'place'
  if (step === 1) return undefined
  if (draft.text.trim().length < FEWEST_WORDS) return 'words'
  return draft.problemType === '' ? 'type' : undefined
}

interface Named {
  readonly code: string
  readonly name: { readonly zh: string; readonly en: string }
}

const PAIR = 2
const MOST_SUGGESTED = 4

function pairsOf(word: string): readonly string[] {
  return Array.from({ length: Math.max(0, word.length - 1) }, (_, at) => word.slice(at, at + PAIR))
}

/** Types whose names share words with what was written; the most shared first. */
export function suggestTypes<T extends Named>(types: readonly T[], written: string): readonly T[] {
  const lower = written.toLowerCase()
  if (lower.trim() === '') return []
  const scored = types.map(type => {
    const chinese = pairsOf(type.name.zh).filter(pair => lower.includes(pair)).length
    const english = type.name.en
      .toLowerCase()
      .split(/\W+/)
      .filter(word => word.length > 3 && lower.includes(word)).length
    return { type, score: chinese + english }
  })
  return scored
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .slice(0, MOST_SUGGESTED)
    .map(({ type }) => type)
}
