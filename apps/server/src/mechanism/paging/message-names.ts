// What things are called in messages: the words of the matter without whatever leads to a reporter or a resident.
import type { Whistle } from '@muster/domain'
import { toInstant } from '@muster/domain'
import type { Edge } from '../edge.ts'
import { maskPersonal } from '../masking/mask-personal.ts'
import { namesFor } from '../names.ts'
import { knownReporters } from '../reporter.ts'
import type { Names } from '../story/say.ts'
import type { Language } from '../story/words.ts'

/** A message is read by others than its reader: everybody gets it masked, the calling side as well. */
export async function namesForMessage(
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
    text: sealed => {
      const text = names.text(sealed)
      return text === undefined ? undefined : maskPersonal(text, known, language)
    },
  }
}
