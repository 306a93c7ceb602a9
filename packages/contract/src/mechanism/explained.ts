// Who holds which power over whom and where, and why; and if an office does not, why not.
import { SHORTFALLS } from '@muster/domain'
import { z } from 'zod'
import { pageQuery } from '../kernel/page.ts'
import { lngLat } from './case-views.ts'
import { overWhom, power } from './grants.ts'
import { areaCode } from './posts.ts'
import { areas, bilingual, departmentId, instant, officeId } from './shared.ts'
import * as shown from './shown.ts'

export const explainQuery = z
  .strictObject({
    power,
    department: departmentId
      .optional()
      .meta({ description: 'Over whom; over nobody in particular when absent' }),
    place: lngLat.optional().meta({ description: 'Where: longitude,latitude' }),
    area: areaCode.optional().meta({ description: 'Or anywhere in this area' }),
    at: instant.optional().meta({ description: 'When; now when absent' }),
    office: officeId
      .optional()
      .meta({ description: 'This office: whether it does, and if not, why not' }),
  })
  .refine(({ place, area }) => (place === undefined) !== (area === undefined), {
    error: 'place_or_area',
    path: ['place'],
  })

const areaStep = z.strictObject({ id: shown.area, name: bilingual.optional() })

/** The grant that gives the power, and how. */
const because = {
  grant: shown.grant,
  instrument: shown.instrument,
  from: instant,
  until: instant.optional(),
  departments: overWhom,
  area: shown.area,
  path: z.array(areaStep).meta({
    description: 'From the area of the grant down to what was asked for: why it holds there',
    examples: [[{ id: '110117', name: { zh: '平谷区', en: 'Pinggu' } }]],
  }),
  givenBy: z
    .strictObject({ person: shown.person, office: shown.office, at: instant })
    .optional()
    .meta({ description: 'Who gave it and when; `system` when it was brought in' }),
  post: shown.postGiving.optional(),
  delegated: z
    .strictObject({
      source: shown.grant,
      office: shown.office,
      instrument: shown.instrument,
      until: instant.optional(),
      person: z
        .string()
        .optional()
        .meta({ description: 'Meant for this person alone', examples: ['p-110117-police-03'] }),
    })
    .optional()
    .meta({ description: 'The grant and the office from which it is delegated for an absence' }),
}

export const holder = z
  .strictObject({
    office: shown.office,
    officeName: bilingual.optional(),
    title: bilingual.optional(),
    rank: z
      .string()
      .optional()
      .meta({ description: 'Standing in the organisation', examples: ['duty'] }),
    organisation: shown.organisation.optional(),
    organisationName: bilingual.optional(),
    onDuty: z.boolean().meta({ description: 'Whether somebody is on duty there at that moment' }),
    people: z
      .array(z.strictObject({ person: shown.person, name: shown.personName }))
      .optional()
      .meta({ description: 'Who hold it then; within your own organisation' }),
    because: z.strictObject(because).meta({ description: 'The grant that gives it' }),
  })
  .meta({ id: 'PowerHolder', description: 'An office that holds a power, and why' })

export const shortfall = z
  .enum([...SHORTFALLS, 'revoked', 'office_ended'])
  .meta({ description: 'A condition that fails', examples: ['elsewhere'] })

export const whyNot = z
  .strictObject({
    office: shown.office,
    holds: z.boolean().meta({ description: 'Whether it does after all' }),
    reasons: z
      .array(
        z.strictObject({
          grant: shown.grant,
          instrument: shown.instrument,
          failed: z.array(shortfall).meta({ description: 'Every condition of it that fails' }),
          words: z.string().meta({ description: 'The same in words', examples: ['不在这个区域'] }),
        }),
      )
      .meta({ description: 'Each grant of this power to the office; none: it was never given' }),
  })
  .meta({ id: 'WhyNot', description: 'Why an office does not hold a power there and then' })

export const explanation = z
  .strictObject({
    power,
    department: shown.department.optional(),
    areas,
    at: instant,
    holders: z.array(holder).meta({ description: 'Every office that can, with its reason' }),
    whyNot: whyNot.optional().meta({ description: 'Of the office that was asked for' }),
    names: shown.names,
  })
  .meta({ id: 'PowerExplained', description: 'Who holds a power there and then, and why' })

export const officePowersQuery = z.strictObject({
  ...pageQuery,
  at: instant.optional().meta({ description: 'When; now when absent' }),
})

export const officePower = z
  .strictObject({
    power,
    ...because,
    status: z
      .enum(['in_force', 'upcoming', 'over', 'suspended', 'source_not_in_force'])
      .meta({ description: 'Whether it counts at that moment', examples: ['in_force'] }),
  })
  .omit({ path: true })
  .meta({ id: 'OfficePower', description: 'One power of an office, and why it has it' })

export const officePowers = z
  .strictObject({
    office: shown.office,
    officeName: bilingual.optional(),
    organisation: shown.organisation.optional(),
    rank: z
      .string()
      .optional()
      .meta({ description: 'Standing in the organisation', examples: ['duty'] }),
    at: instant,
    keeps: z
      .string()
      .optional()
      .meta({ description: 'The area whose registries it keeps', examples: ['110117'] }),
    actsFor: z.array(z.string()).meta({
      description:
        'Organisations for which it signs, comes, takes measures and claims done when they are summoned: no grant is needed for that',
      examples: [['110117-police']],
    }),
    posts: z.array(z.string()).meta({
      description: 'Open command posts that it commands',
      examples: [['post-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    items: z.array(officePower).meta({ description: 'What it was given, in the order of ids' }),
    next: z
      .string()
      .optional()
      .meta({ description: 'Absent on the last page', examples: ['WzE0ODQ2MTMwMDAwMDAsIngiXQ'] }),
  })
  .meta({ id: 'OfficePowers', description: 'What may an office do, and why' })
