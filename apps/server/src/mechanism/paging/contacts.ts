// The ways to a person, as they set them or as the directory knows them; addresses stay sealed until a message leaves.
import {
  contactSteps,
  DIRECTORY_PHONE,
  type MessageLanguage,
  type PageStep,
  type PersonId,
  type QuietHours,
  type SealedText,
} from '@muster/domain'
import type { Registry } from '../registry.ts'

type Known = Pick<Registry, 'directory' | 'contactsOf'>

export interface Steps {
  /** In the order in which they are tried; never empty, since everybody has an inbox. */
  readonly steps: readonly PageStep[]
  readonly quiet?: QuietHours
  readonly language: MessageLanguage
  /** In an emergency by all of them together. */
  readonly atOnce: boolean
}

/** How a person is reached: by the ladder's channels where it names any that they have, else in their own order. */
export function stepsOf(registry: Known, person: PersonId, channels?: readonly string[]): Steps {
  const contacts = registry.contactsOf(person)
  const directoryPhone = registry.directory.findPerson(person)?.phone !== undefined
  const steps = contactSteps(contacts, { directoryPhone }, channels)
  if (contacts.status === 'none') return { steps, language: 'zh', atOnce: false }
  const { quiet, language, atOnce = false } = contacts
  return { steps, ...(quiet ? { quiet } : {}), language, atOnce }
}

/** The sealed address of a step; undefined for the inbox, and once the person took the way away. */
export function addressOf(
  registry: Known,
  person: PersonId,
  contact: string,
): SealedText | undefined {
  if (contact === DIRECTORY_PHONE) return registry.directory.findPerson(person)?.phone
  const contacts = registry.contactsOf(person)
  if (contacts.status === 'none') return undefined
  return contacts.ways.find(way => way.id === contact)?.address
}
