// No key shown, no half-translated page: every table of words has every key in both languages.
import { describe, expect, it } from 'vitest'
import { LANGUAGES } from './language.ts'
import { sayIn, type Words } from './words.ts'

const modules = import.meta.glob<Record<string, unknown>>(
  ['../**/words.ts', '../**/*-words.ts', '!./words.ts'],
  { eager: true },
)

function isWords(value: unknown): value is Words<string> {
  return typeof value === 'object' && value !== null && 'tables' in value && 'namespace' in value
}

const tables = Object.entries(modules).flatMap(([path, module]) =>
  Object.values(module)
    .filter(isWords)
    .map(words => ({ path, words })),
)

const PLACEHOLDER = /\{\{\s*(\w+)\s*\}\}/g
const placeholdersOf = (text: string) =>
  [...new Set([...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name))].sort()

/** A number that may be one, and several of something. */
const COUNTED = /\{\{count\}\} (?:more )?(?:people|[a-z]+s)\b/
/** Never one: days ahead, the fewest that are judged, steps that are told together because they are several. */
const MANY: ReadonlySet<string> = new Set(['daysOf', 'severalDepartments', 'orderLead'])

/** What a key should say with two of something. */
function filled(table: Readonly<Record<string, string>>, key: string): string {
  const text = table[key.replace(/_one$/, '_other')] ?? ''
  return text.replaceAll(PLACEHOLDER, (_all, name: string) =>
    name === 'count' ? '2' : `{{${name}}}`,
  )
}

describe('words', () => {
  it('are found, and no two features share a namespace', () => {
    expect(tables.length).toBeGreaterThan(2)
    const names = tables.map(({ words }) => words.namespace)
    expect(new Set(names).size).toBe(names.length)
  })

  it.each(tables)(
    'of $path have the same keys in both languages, none of them empty',
    ({ words }) => {
      const [zh, en] = LANGUAGES.map(tag => words.tables[tag])
      expect(Object.keys(en ?? {}).sort()).toEqual(Object.keys(zh ?? {}).sort())
      for (const tag of LANGUAGES)
        for (const [key, text] of Object.entries(words.tables[tag]))
          expect([key, text.trim()]).not.toEqual([key, ''])
    },
  )

  it.each(tables)('of $path name the same values in both languages', ({ words }) => {
    for (const [key, text] of Object.entries(words.tables['zh-CN']))
      expect([key, placeholdersOf(words.tables.en[key] ?? '')]).toEqual([key, placeholdersOf(text)])
  })

  it.each(tables)('of $path count one as one: what is counted has both forms', ({ words }) => {
    const alone = Object.entries(words.tables.en).filter(
      ([key, text]) => COUNTED.test(text) && !/_(?:one|other)$/.test(key) && !MANY.has(key),
    )
    expect(alone).toEqual([])
  })

  it.each(tables)('of $path are English where English is asked for', ({ words }) => {
    const half = Object.entries(words.tables.en).filter(
      ([key, text]) => /\p{Script=Han}/u.test(text) && !key.startsWith('native'),
    )
    expect(half).toEqual([])
  })

  it.each(tables)('of $path are said, plurals included', ({ words }) => {
    for (const tag of LANGUAGES) {
      const say = sayIn(words, tag)
      for (const key of Object.keys(words.tables[tag])) {
        const asked = key.replace(/_(?:one|other)$/, '')
        expect(say(asked, { count: 2 })).toBe(filled(words.tables[tag], key))
      }
    }
  })
})
