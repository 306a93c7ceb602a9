// Words of the calling side as they are sent on: a department gets them without what leads to a reporter or a resident.
import { type Context, isSystem, mayLookAt, sightedOf, type Whistle } from '@muster/domain'
import type { Edge } from './edge.ts'
import { maskPersonal } from './masking/mask-personal.ts'
import { knownReporters } from './reporter.ts'
import type { Language } from './story/words.ts'

/** The calling side, its chain of command and those who oversee the place are told all; a department its own part. */
export function isDepartmentAlone(whistle: Whistle, context: Context): boolean {
  const { actor } = context
  if (isSystem(actor)) return false
  return !mayLookAt({ ...sightedOf(whistle), departments: [] }, context)
}

export interface SentTo {
  readonly context: Context
  readonly language: Language
}

export type SendWords = (text: string) => string

const AS_WRITTEN: SendWords = text => text

/** How words of the matter reach this reader; who reported it is looked for above all. */
export async function wordsFor(
  edge: Edge,
  whistle: Whistle,
  { context, language }: SentTo,
): Promise<SendWords> {
  if (!isDepartmentAlone(whistle, context)) return AS_WRITTEN
  const { state } = await edge.survivorOf(whistle.caseId)
  const known = knownReporters(edge, state)
  return text => maskPersonal(text, known, language)
}

/** Opens sealed words and sends them on; what was erased stays so. */
export function openSent(edge: Edge, send: SendWords): (sealed: string) => string | null {
  return sealed => {
    const text = edge.open(sealed)
    return text === null ? null : send(text)
  }
}
