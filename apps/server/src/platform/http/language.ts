// Which of our two languages a caller reads, from Accept-Language.

export type Language = 'zh' | 'en'

const CACHE_SIZE = 256
const chosen = new Map<string, Language>()

/** Chinese unless the caller prefers English. Callers send few different headers, so answers are kept. */
export function languageOf(header: string | undefined): Language {
  if (header === undefined) return 'zh'
  const known = chosen.get(header)
  if (known !== undefined) return known
  const language = negotiate(header)
  if (chosen.size >= CACHE_SIZE) chosen.clear()
  chosen.set(header, language)
  return language
}

function negotiate(header: string): Language {
  let best: Language = 'zh'
  let bestQuality = 0
  for (const part of header.slice(0, 256).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = toLanguage(tag)
    const quality = toQuality(parameters)
    if (language === undefined || quality <= bestQuality) continue
    best = language
    bestQuality = quality
  }
  return best
}

function toLanguage(tag: string): Language | undefined {
  const primary = tag.trim().split('-')[0]
  if (primary === 'zh' || primary === '*') return 'zh'
  return primary === 'en' ? 'en' : undefined
}

function toQuality(parameters: readonly string[]): number {
  const quality = parameters.map(each => each.trim()).find(each => each.startsWith('q='))
  if (quality === undefined) return 1
  const value = Number(quality.slice(2))
  return value >= 0 && value <= 1 ? value : 0
}

/** The value of Content-Language. */
export const LANGUAGE_TAG = { zh: 'zh-CN', en: 'en' } as const satisfies Record<Language, string>
