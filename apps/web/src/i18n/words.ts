// Words of one feature, in both languages, typed so that neither can lack what the other has.
import { useSyncExternalStore } from 'react'
import { type Language, language, words18 } from './language.ts'

type Table = Readonly<Record<string, string>>

/** A feature's words: what `useWords` takes. */
export interface Words<K extends string> {
  readonly namespace: string
  readonly tables: Readonly<Record<Language, Readonly<Record<K, string>>>>
}

/** What stands in `{{braces}}`; `count` chooses between `key_one` and `key_other`. */
export type Parameters = Readonly<Record<string, string | number>>

/** `rows_one` and `rows_other` are asked for as `rows`, with a count. */
type Asked<K extends string> = K extends `${infer Base}_${'one' | 'other'}` ? Base : K

export type Say<K extends string> = (key: Asked<K>, parameters?: Parameters) => string

/** Makes the words known; both languages have the same keys, plurals as `key_one` and `key_other`. */
export function defineWords<T extends Table>(
  namespace: string,
  tables: { readonly 'zh-CN': T; readonly en: Readonly<Record<keyof T, string>> },
): Words<keyof T & string> {
  for (const [tag, table] of Object.entries(tables))
    words18.addResourceBundle(tag, namespace, table, true, true)
  return { namespace, tables: tables as Words<keyof T & string>['tables'] }
}

/** Keys and values are checked where they are asked for: here they are text. */
function translate(key: string, options: Record<string, unknown>): string {
  return words18.t(key, options)
}

/** Says a feature's words in a language; for what is no component. */
export function sayIn<K extends string>({ namespace }: Words<K>, lng: Language): Say<K> {
  return (key, parameters = {}) => translate(key, { ...parameters, ns: namespace, lng })
}

/** The language now; whoever uses it is drawn anew when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(language.subscribe, language.current)
}

/** Says a feature's words in the language now. */
export function useWords<K extends string>(words: Words<K>): Say<K> {
  return sayIn(words, useLanguage())
}

/** A name in two languages, as the API gives it. */
export function useName(): (name: Bilingual | null | undefined, fallback?: string) => string {
  const tag = useLanguage()
  return (name, fallback = '') => nameIn(tag, name, fallback)
}

export interface Bilingual {
  readonly zh: string
  readonly en: string
}

export function nameIn(tag: Language, name: Bilingual | null | undefined, fallback = ''): string {
  if (!name) return fallback
  return tag === 'en' ? name.en || name.zh : name.zh || name.en
}
