// What things are called in a story, in one language, for one reader.
import { type Instant, offsetAt } from '@muster/domain'
import type { Edge } from './edge.ts'
import type { Names } from './story/say.ts'
import type { Language } from './story/words.ts'

function two(value: number): string {
  return String(value).padStart(2, '0')
}

/** Texts are opened, people named; what was erased or is unknown stays readable as its id. */
export function namesFor(edge: Edge, language: Language, today: Instant): Names {
  const { directory, calendar } = edge.registry
  const local = (at: Instant) => new Date(at + offsetAt(calendar.timeZone, at))
  const day = local(today).toISOString().slice(0, 10)
  return {
    organisation: id =>
      directory.findOrganisation(id)?.name[language] ??
      edge.registry.findPost(id)?.fields.name[language] ??
      id,
    office: id => {
      const office = directory.findOffice(id)
      if (!office) return id
      const organisation = directory.findOrganisation(office.organisation)?.name[language] ?? ''
      return language === 'zh'
        ? `${organisation}${office.name.zh}`
        : `${office.name.en}, ${organisation}`
    },
    person: id => {
      const person = directory.findPerson(id)
      return person ? (edge.open(person.name)?.split('|')[language === 'zh' ? 0 : 1] ?? id) : id
    },
    area: id => directory.areaName(id)?.[language] ?? id,
    time: at => {
      const then = local(at)
      const clock = `${two(then.getUTCHours())}:${two(then.getUTCMinutes())}`
      const date = then.toISOString().slice(0, 10)
      if (date === day) return clock
      const [, month, dayOfMonth] = date.split('-').map(Number)
      return language === 'zh' ? `${month}月${dayOfMonth}日 ${clock}` : `${date} ${clock}`
    },
    text: sealed => edge.open(sealed) ?? undefined,
  }
}
