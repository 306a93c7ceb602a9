// Fields of answers, each with its description and an example; ids in answers are as they were given.
import { z } from 'zod'
import { bilingual } from './shared.ts'

function shown(description: string, ...examples: readonly string[]) {
  return z.string().meta({ description, examples: [...examples] })
}

/** Text that was sealed: null once its key was destroyed. */
export function erasable(description: string, ...examples: readonly string[]) {
  return z
    .string()
    .nullable()
    .meta({ description: `${description}; null once erased`, examples: [...examples] })
}

export function count(description: string, example: number) {
  return z
    .number()
    .int()
    .meta({ description, examples: [example] })
}

export function ids(description: string, ...examples: readonly string[]) {
  return z.array(z.string()).meta({ description, examples: [[...examples]] })
}

export const whistle = shown('Id of the whistle', 'w-110117-01hq3v8k2m9x4c7b5n6t')
export const caseOf = shown('Id of the case', 'c-110117-01hq3v8k2m9x4c7b5n6t')
export const organisation = shown('Id of the organisation', '110117006')
export const department = shown('Id of the department', '110117-police')
export const office = shown('Id of the office', '110117006.duty')
export const person = shown('Id of the person', 'p-110117-police-03')
export const area = shown('Code of the area', '110117006')
export const problemType = shown('Code of the problem type', '07-01')
export const postGiving = shown(
  'The command post that gives it, if one does',
  'post-110117-01hq3v8k2m9x4c7b5n6t',
)
export const grant = shown('Id of the grant', 'g-110117-110117006.duty.summon')
export const entry = shown('Id of the list entry', 'r-110117-07-01')
export const instrument = shown('The paper that it rests on', '街乡召集权授权书')
export const version = count('Its version; the ETag is `"v<version>"`', 7)
export const round = count('The round of the department’s summons', 1)
export const drill = z
  .boolean()
  .meta({ description: 'A rehearsal, marked as such everywhere', examples: [false] })
export const personName = z
  .strictObject({ zh: shown('In Chinese', '王例甲'), en: shown('In English', 'Wang Lijia') })
  .nullable()
  .meta({
    description: 'Null once erased',
    examples: [{ zh: '王例甲', en: 'Wang Lijia' }],
  })

/** What a list is filtered by: an id or a code, and nothing that no id can hold. */
export const sought = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9./_-]{0,158}$/, { error: 'not_an_id' })
  .meta({ description: 'Only those with this id or code', examples: ['110117-police'] })

/** One or several of these words, with commas; another word is no status that finds nothing. */
export function statuses(known: readonly string[], example: string) {
  const one = `(?:${known.join('|')})`
  return z
    .string()
    .max(200)
    .regex(new RegExp(`^${one}(?:,${one})*$`))
    .meta({
      description: `One or several of ${known.join(', ')}, with commas`,
      examples: [example],
    })
}

/** Of bodies, offices and areas that the answer names by id. */
export const names = z.record(z.string(), bilingual).meta({
  description: 'What they are called, by id',
  examples: [{ '110117-police': { zh: '平谷公安分局', en: 'Pinggu Police' } }],
})

/** Of people whom the reader may know by name. */
export const peopleNames = z.record(z.string(), bilingual).meta({
  description: 'Names of people, by id; without those who are not yours to know, or were erased',
  examples: [{ 'p-110117-police-03': { zh: '王例甲', en: 'Wang Lijia' } }],
})
