// The two languages, which of them is read now, and how a page learns that it changed.
import i18next from 'i18next'

export const LANGUAGES = ['zh-CN', 'en'] as const
export type Language = (typeof LANGUAGES)[number]

const KEY = 'muster.language'

function isLanguage(tag: unknown): tag is Language {
  return LANGUAGES.some(each => each === tag)
}

/** What was chosen here; else what the server made of the browser's wishes. */
function first(): Language {
  const chosen = globalThis.localStorage?.getItem(KEY)
  if (isLanguage(chosen)) return chosen
  const given = globalThis.document?.documentElement.lang
  return given?.startsWith('en') ? 'en' : 'zh-CN'
}

let current = first()
const listeners = new Set<() => void>()

export const words18 = i18next.createInstance()
words18
  .init({
    lng: current,
    fallbackLng: false,
    initAsync: false,
    // React writes text as text: nothing in it is markup.
    interpolation: { escapeValue: false },
    keySeparator: false,
    nsSeparator: false,
    resources: {},
  })
  // Nothing is loaded from anywhere, so there is nothing to wait for.
  .catch(() => undefined)

function tell(): void {
  if (globalThis.document !== undefined) document.documentElement.lang = current
  for (const listener of listeners) listener()
}

export const language = {
  current: (): Language => current,
  choose: (next: Language): void => {
    current = next
    globalThis.localStorage?.setItem(KEY, next)
    // The words are all here: nothing is waited for, and `sayIn` names the language each time.
    words18.changeLanguage(next).catch(() => undefined)
    tell()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}

if (globalThis.document !== undefined) document.documentElement.lang = current
