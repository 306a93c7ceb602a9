// Names of people are sealed under a key of their own, in both languages where both are known.
import type { SealedText } from '@muster/domain'

export interface PersonName {
  readonly zh: string
  readonly en: string
}

/** The subject whose key makes name and phone readable. */
export function subjectOfPerson(id: string): string {
  return `person:${id}`
}

export function writeName(name: PersonName): string {
  return `${name.zh}|${name.en}`
}

/** Reads what `writeName` wrote; a plain text is the name in both languages. */
export function readName(text: string): PersonName {
  const [zh = text, en = zh] = text.split('|')
  return { zh, en }
}

export function openName(
  sealed: SealedText,
  open: (sealed: string) => string | null,
): PersonName | null {
  const text = open(sealed)
  return text === null ? null : readName(text)
}
