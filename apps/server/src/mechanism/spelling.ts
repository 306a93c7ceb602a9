// Chinese words by their sounds: full pinyin and initials, made once for each word.
import { createRequire } from 'node:module'

export interface Spelled {
  readonly pinyin: string
  readonly initials: string
}

const made = new Map<string, Spelled>()

const load = createRequire(import.meta.url)
let library: typeof import('pinyin-pro') | undefined

/** Its dictionaries take several megabytes, which a server has only once somebody seeks by name. */
function theLibrary(): typeof import('pinyin-pro') {
  library ??= load('pinyin-pro') as typeof import('pinyin-pro')
  return library
}

/** Without tones and spaces; what is no Chinese character stands for itself. */
export function spell(text: string): Spelled {
  const known = made.get(text)
  if (known) return known
  const options = { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true } as const
  const syllables = theLibrary()
    .pinyin(text, options)
    .map(one => one.toLowerCase().replace(/[^a-z0-9]/g, ''))
  const spelled = {
    pinyin: syllables.join(''),
    initials: syllables.map(one => (/^\d+$/.test(one) ? one : one.slice(0, 1))).join(''),
  }
  made.set(text, spelled)
  return spelled
}

/** How well a name fits what was typed: smaller is better, undefined not at all. */
export function closeness(name: { readonly zh: string; readonly en: string }, sought: string) {
  const typed = sought.trim().toLowerCase()
  if (typed === '') return 9
  const { pinyin: full, initials } = spell(name.zh)
  const english = name.en.toLowerCase()
  const sounds = typed.replace(/[^a-z0-9]/g, '')
  const ranks: readonly (readonly [fits: boolean, rank: number])[] = [
    [name.zh === typed || english === typed, 0],
    [name.zh.startsWith(typed), 1],
    [name.zh.includes(typed), 2],
    [sounds !== '' && initials.startsWith(sounds), 3],
    [sounds !== '' && full.startsWith(sounds), 3],
    [english.startsWith(typed), 3],
    [sounds !== '' && initials.includes(sounds), 4],
    [english.includes(typed), 4],
    [sounds.length > 1 && full.includes(sounds), 5],
  ]
  return ranks.find(([fits]) => fits)?.[1]
}

interface Ranked<T> {
  readonly item: T
  readonly rank: number
  readonly name: string
}

/** What fits, the best first, and of equals the one whose name is shorter. */
export function ranked<T>(
  items: Iterable<T>,
  sought: string,
  nameOf: (item: T) => { readonly zh: string; readonly en: string },
): T[] {
  const found: Ranked<T>[] = []
  for (const item of items) {
    const name = nameOf(item)
    const rank = closeness(name, sought)
    if (rank !== undefined) found.push({ item, rank, name: name.zh })
  }
  return found
    .toSorted((a, b) => a.rank - b.rank || a.name.length - b.name.length)
    .map(({ item }) => item)
}
