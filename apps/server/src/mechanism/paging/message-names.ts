// What things are called in messages: the words of the matter without whatever leads to a reporter or a resident.
import type { Whistle } from '@muster/domain'
import { toInstant } from '@muster/domain'
import type { Edge } from '../edge.ts'
import { maskPersonal } from '../masking/mask-personal.ts'
import { namesFor } from '../names.ts'
import { knownReporters } from '../reporter.ts'
import type { Names } from '../story/say.ts'
import type { Language } from '../story/words.ts'

const shared = new WeakMap<Edge, Map<string, Promise<Names>>>()

/** Messages that are written at the same moment share what is looked up and masked for them. */
function sharedNames(edge: Edge): Map<string, Promise<Names>> {
  const known = shared.get(edge)
  if (known !== undefined) return known
  const made = new Map<string, Promise<Names>>()
  shared.set(edge, made)
  setImmediate(() => shared.delete(edge))
  return made
}

/** A message is read by others than its reader: everybody gets it masked, the calling side as well. */
export function namesForMessage(
  edge: Edge,
  whistles: readonly Whistle[],
  language: Language,
): Promise<Names> {
  const names = sharedNames(edge)
  const key = `${language} ${whistles.map(({ id }) => id).join(' ')}`
  const made = names.get(key) ?? makeNames(edge, whistles, language)
  names.set(key, made)
  return made
}

function remembered<A, B>(ask: (of: A) => B): (of: A) => B {
  const known = new Map<A, B>()
  return of => {
    const before = known.get(of)
    if (before !== undefined) return before
    const found = ask(of)
    known.set(of, found)
    return found
  }
}

async function makeNames(
  edge: Edge,
  whistles: readonly Whistle[],
  language: Language,
): Promise<Names> {
  const cases = new Set(whistles.map(({ caseId }) => caseId))
  const survivors = await Promise.all([...cases].map(id => edge.survivorOf(id)))
  const known = survivors.flatMap(({ state }) => knownReporters(edge, state))
  const names = namesFor(edge, language, toInstant(edge.now()))
  return {
    ...names,
    time: remembered(names.time),
    text: remembered(sealed => {
      const text = names.text(sealed)
      return text === undefined ? undefined : maskPersonal(text, known, language)
    }),
  }
}
