// What things are called in a story, in one language, for one reader.
import type { Instant } from '@muster/domain'
import type { Edge } from './edge.ts'
import type { Names } from './story/say.ts'
import { storyTimes } from './story/times.ts'
import type { Language } from './story/words.ts'

/** Texts are opened, people named; what was erased or is unknown stays readable as its id. */
export function namesFor(edge: Edge, language: Language, today: Instant): Names {
  const { directory, calendar } = edge.registry
  return {
    organisation: id =>
      directory.findOrganisation(id)?.name[language] ??
      edge.registry.findPost(id)?.fields.name[language] ??
      id,
    // An office's name says whose it is.
    office: id => directory.findOffice(id)?.name[language] ?? id,
    person: id => {
      const person = directory.findPerson(id)
      return person ? (edge.open(person.name)?.split('|')[language === 'zh' ? 0 : 1] ?? id) : id
    },
    area: id => directory.areaName(id)?.[language] ?? id,
    time: storyTimes({ timeZone: calendar.timeZone, language, day: today }),
    text: sealed => edge.open(sealed) ?? undefined,
  }
}
