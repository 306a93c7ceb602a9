// The people of an organisation by what stands in a cell: an id, the number it ends with, or a name.
import type { OrganisationId, PersonId } from '@muster/domain'
import type { Edge } from '../../../mechanism/edge.ts'
import { openName } from '../../../mechanism/person-names.ts'

export interface Staffed {
  find(cell: string): PersonId | 'unknown_person' | 'ambiguous_person'
  /** As it is written out: the name where it is clear, else the id. */
  write(person: PersonId): string
}

function add(into: Map<string, Set<PersonId>>, word: string, person: PersonId): void {
  const known = into.get(word)
  if (known) known.add(person)
  else into.set(word, new Set([person]))
}

export function peopleOf(edge: Edge, organisation: OrganisationId): Staffed {
  const { directory } = edge.registry
  const byWord = new Map<string, Set<PersonId>>()
  const names = new Map<PersonId, string>()
  for (const { id, organisation: of, name } of directory.people()) {
    if (!directory.within(of).includes(organisation)) continue
    add(byWord, id.toLowerCase(), id)
    const number = /[^-]+$/.exec(id)?.[0]
    if (number !== undefined && number !== id) add(byWord, number.toLowerCase(), id)
    const open = openName(name, edge.open)
    if (!open) continue
    names.set(id, open.zh)
    for (const word of new Set([open.zh, open.en])) add(byWord, word.toLowerCase(), id)
  }
  const find: Staffed['find'] = cell => {
    const found = byWord.get(cell.trim().toLowerCase())
    const [first] = found ?? []
    if (found === undefined || first === undefined) return 'unknown_person'
    return found.size === 1 ? first : 'ambiguous_person'
  }
  return {
    find,
    write: person => {
      const name = names.get(person)
      return name !== undefined && find(name) === person ? name : person
    },
  }
}
