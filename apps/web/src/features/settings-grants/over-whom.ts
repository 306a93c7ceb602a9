// Over whom a grant reaches, in words. Pure.
import type { Schemas } from '../../api/client.ts'
import type { Language } from '../../i18n/language.ts'
import { type Bilingual, nameIn } from '../../i18n/words.ts'

export type OverWhom = Schemas['Grant']['departments']

export interface OverWords {
  readonly tag: Language
  readonly names: Readonly<Record<string, Bilingual>>
  readonly say: (
    key: 'overAll' | 'overDistricts' | 'overMore',
    about?: Readonly<Record<string, string | number>>,
  ) => string
}

/** So many are named; of more, only how many there are. */
const MOST_NAMED = 2

export function overWords(departments: OverWhom, { tag, names, say }: OverWords): string {
  if (departments === 'all') return say('overAll')
  const list = new Intl.ListFormat(tag, { type: 'conjunction', style: 'narrow' })
  const nameOf = (id: string) => nameIn(tag, names[id], id)
  if ('districts' in departments)
    return say('overDistricts', {
      names: list.format([...new Set(departments.districts.map(nameOf))]),
    })
  if (departments.length <= MOST_NAMED) return list.format(departments.map(nameOf))
  const first = departments.slice(0, MOST_NAMED).map(nameOf)
  const joined = new Intl.ListFormat(tag, { type: 'unit' }).format(first)
  return say('overMore', { names: joined, count: departments.length })
}
