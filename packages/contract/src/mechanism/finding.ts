// What is found in the directory: people in a list, and anything by its name.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { district, invented } from './directory.ts'
import { bilingual, line } from './shared.ts'
import * as shown from './shown.ts'

export const personRow = z
  .strictObject({
    id: shown.person,
    organisation: shown.organisation,
    organisationName: bilingual.optional(),
    name: shown.personName,
    offices: z
      .array(
        z.strictObject({
          office: shown.office,
          name: bilingual.optional(),
          title: bilingual.optional(),
        }),
      )
      .meta({ description: 'Held now' }),
    invented,
  })
  .meta({ id: 'PersonRow', description: 'A person in a list' })

export const personPage = page(personRow).meta({
  id: 'PersonPage',
  description: 'A page of people whom you may know by name',
})

export const peopleQuery = z.strictObject({
  ...pageQuery,
  organisation: shown.sought
    .optional()
    .meta({ description: 'Of this organisation and its parts', examples: ['110117-planning'] }),
  q: line({ max: 60 })
    .optional()
    .meta({ description: 'Name, pinyin or initials, or part of the id', examples: ['wlj'] }),
})

const foundKind = z.enum(['organisation', 'office', 'person', 'area'])

export const searchQuery = z.strictObject({
  what: foundKind.meta({ description: 'What is looked for', examples: ['office'] }),
  q: line({ max: 60 })
    .optional()
    .meta({ description: 'Name, pinyin or initials, or part of the id', examples: ['cg'] }),
  ids: line({ max: 8000 })
    .optional()
    .meta({
      description: 'These instead of a search: up to 100 ids, with commas between',
      examples: ['110117006.duty,110117006.secretary'],
    }),
  organisation: shown.sought
    .optional()
    .meta({ description: 'Only in this organisation and its parts', examples: ['110117006'] }),
  district: district.optional().meta({ description: 'Only in this district' }),
  department: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Only organisations that can, or cannot, be summoned' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .meta({ description: 'At most so many', examples: [20] }),
})

export const found = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['110117006.duty'] }),
    name: bilingual.nullable().meta({ description: 'Null once erased' }),
    kind: z
      .string()
      .optional()
      .meta({
        description: 'Kind of an organisation, rank of an office, level of an area',
        examples: ['duty'],
      }),
    organisation: shown.organisation.optional(),
    parent: z
      .string()
      .optional()
      .meta({ description: 'Id of what an organisation or area is part of', examples: ['110117'] }),
    path: z.array(bilingual).max(20).meta({ description: 'What it belongs to, the nearest first' }),
    ended: z.literal(true).optional().meta({ description: 'It is no more' }),
  })
  .meta({ id: 'FoundEntry', description: 'Something of the directory, with what it belongs to' })

export const foundEntries = z
  .strictObject({ items: z.array(found) })
  .meta({ id: 'FoundEntries', description: 'What was found, the best first' })
