// Who there is: organisations, offices, people, who is on duty, areas and problem types.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { lngLat } from './case-views.ts'
import { areaCode } from './posts.ts'
import {
  bilingual,
  code,
  id,
  instant,
  line,
  officeId,
  organisationId,
  personId,
  problemType,
} from './shared.ts'
import * as shown from './shown.ts'

export const invented = z
  .boolean()
  .meta({ description: 'Made up for a demonstration; no real unit or person' })
export const district = z
  .string()
  .regex(/^\d{6}$/, { error: 'not_a_division_code' })
  .meta({
    description: 'Six digits; the city’s own units carry the city’s code',
    examples: ['110117'],
  })
export const rank = z
  .enum(['head', 'deputy', 'duty', 'officer'])
  .meta({ description: 'Standing inside the organisation', examples: ['duty'] })

const endedAt = instant
  .optional()
  .meta({ description: 'Since when it is no more; absent while it is there' })

export const organisation = z
  .strictObject({
    id: organisationId,
    kind: code.meta({
      description: 'What it is in words of the city',
      examples: ['subdistrict', 'bureau', 'utility'],
    }),
    name: bilingual,
    district,
    territory: areaCode.meta({ description: 'The area it works in' }),
    parent: organisationId
      .optional()
      .meta({ description: 'What it is part of: a station’s department' }),
    department: z.boolean().meta({ description: 'Whether it can be summoned' }),
    coordination: z
      .literal(true)
      .optional()
      .meta({ description: 'The district’s coordination 专班' }),
    invented,
    endedAt,
  })
  .meta({
    id: 'Organisation',
    description: 'A sub-district, bureau, utility, station, committee …',
  })

export const office = z
  .strictObject({
    id: officeId,
    organisation: organisationId,
    role: code.meta({ description: 'Its role in the organisation', examples: ['duty'] }),
    rank,
    name: bilingual,
    title: bilingual.optional().meta({
      description: 'What its holder is called',
      examples: [{ zh: '值班长', en: 'Duty officer' }],
    }),
    keeps: areaCode.optional().meta({ description: 'Keeps the registries of this area' }),
    invented,
    endedAt,
  })
  .meta({ id: 'Office', description: 'A position in an organisation; powers are given to offices' })

export const personEntry = z
  .strictObject({
    id: personId,
    organisation: organisationId,
    offices: z.array(officeId).max(50).meta({ description: 'The usual one first' }),
    name: z
      .strictObject({
        zh: line({ max: 100 }).meta({ description: 'In Chinese', examples: ['王例甲'] }),
        en: line({ max: 100 }).meta({ description: 'In English', examples: ['Wang Lijia'] }),
      })
      .meta({ description: 'Sealed at rest', examples: [{ zh: '王例甲', en: 'Wang Lijia' }] }),
    phone: line({ max: 40 })
      .optional()
      .meta({ description: 'Sealed at rest', examples: ['+99900000001'] }),
    invented,
  })
  .meta({ id: 'PersonEntry', description: 'A person as imported and exported' })

export const appointmentEntry = z
  .strictObject({
    person: personId,
    office: officeId,
    from: instant
      .optional()
      .meta({ description: 'From when; absent: since before it was recorded' }),
    until: instant.optional().meta({ description: 'Until when; without end when absent' }),
    instrument: line({ max: 300 })
      .optional()
      .meta({ description: 'The paper that appoints', examples: ['任职通知〔2026〕3 号'] }),
  })
  .meta({
    id: 'AppointmentEntry',
    description: 'A person holds an office from one date to another',
  })

export const roster = z
  .strictObject({
    id,
    office: officeId,
    people: z.array(personId).max(500).meta({ description: 'Who take turns, in this order' }),
    firstHour: z
      .number()
      .int()
      .min(0)
      .max(23)
      .meta({ description: 'Local hour at which a shift begins', examples: [8] }),
    shiftHours: z
      .number()
      .positive()
      .max(168)
      .meta({ description: 'Length of a shift in hours', examples: [12] }),
  })
  .meta({ id: 'Roster', description: 'People of an office who take turns in equal shifts' })

const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
const ring = z.array(position).min(4).max(100_000)

export const geometry = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('Polygon').meta({ description: 'One piece' }),
      coordinates: z
        .array(ring)
        .min(1)
        .max(1000)
        .meta({
          description: 'The border, then holes; longitude first',
          examples: [
            [
              [
                [117.1, 40.1],
                [117.2, 40.1],
                [117.2, 40.2],
                [117.1, 40.1],
              ],
            ],
          ],
        }),
    }),
    z.strictObject({
      type: z.literal('MultiPolygon').meta({ description: 'Several pieces' }),
      coordinates: z
        .array(z.array(ring).min(1).max(1000))
        .min(1)
        .max(1000)
        .meta({
          description: 'Pieces, each as a polygon',
          examples: [
            [
              [
                [
                  [117.1, 40.1],
                  [117.2, 40.1],
                  [117.2, 40.2],
                  [117.1, 40.1],
                ],
              ],
            ],
          ],
        }),
    }),
  ])
  .meta({ id: 'AreaGeometry', description: 'GeoJSON Polygon or MultiPolygon, WGS-84' })

const level = z.enum(['city', 'district', 'subdistrict', 'community', 'grid', 'special'])

export const area = z
  .strictObject({
    id: areaCode,
    name: bilingual,
    level: level.meta({ description: 'What kind of area', examples: ['subdistrict'] }),
    parent: areaCode.optional().meta({ description: 'The area it is part of' }),
    geometry: geometry.optional().meta({ description: 'Absent where only the code is known' }),
    generated: z
      .boolean()
      .meta({ description: 'The border was generated and is nobody’s official one' }),
    endedAt,
  })
  .meta({ id: 'Area', description: 'A piece of the territory; areas may overlap' })

export const problemTypeEntry = z
  .strictObject({
    code: problemType,
    group: bilingual,
    name: bilingual,
    kind: code.meta({
      description: 'The whistle kind that usually fits',
      examples: ['enforcement'],
    }),
  })
  .meta({ id: 'ProblemType', description: 'One kind of problem in the city’s own list' })

const most = 20_000

export const directoryPart = z
  .strictObject({
    organisations: z.array(organisation).max(most).default([]),
    offices: z.array(office).max(most).default([]),
    people: z.array(personEntry).max(most).default([]),
    appointments: z.array(appointmentEntry).max(most).default([]),
    rosters: z.array(roster).max(most).default([]),
    areas: z.array(area).max(most).default([]),
    problemTypes: z.array(problemTypeEntry).max(most).default([]),
  })
  .meta({
    id: 'DirectoryPart',
    description: 'Replaces what has the same id and adds the rest; nothing is removed',
  })

export const importDirectory = z
  .strictObject({
    source: line({ max: 200 }).meta({
      description: 'Where it comes from',
      examples: ['区编办 2026 年名册'],
    }),
    part: directoryPart,
  })
  .meta({ id: 'ImportDirectory', description: 'Bring units, people and areas into the directory' })

export const organisationPage = page(organisation).meta({
  id: 'OrganisationPage',
  description: 'A page of organisations',
})

export const organisationQuery = z.strictObject({
  ...pageQuery,
  kind: shown.sought.optional().meta({ examples: ['bureau'] }),
  district: district.optional(),
  department: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether it can be summoned' }),
  parent: shown.sought
    .optional()
    .meta({ description: 'Only its parts, one step down', examples: ['110117-water'] }),
  q: line({ max: 100 })
    .optional()
    .meta({ description: 'Name, pinyin or initials, or part of the id', examples: ['城管'] }),
})

export const officeView = z
  .strictObject({
    ...office.shape,
    people: z
      .array(z.string())
      .optional()
      .meta({
        description: 'Who hold it; within your own organisation, and to whoever keeps its area',
        examples: [['p-110117-police-03']],
      }),
  })
  .meta({ id: 'OfficeView', description: 'An office and who hold it' })

export const officePage = page(officeView).meta({
  id: 'OfficePage',
  description: 'A page of offices',
})

export const officeQuery = z.strictObject({
  ...pageQuery,
  organisation: shown.sought.optional(),
  rank: rank.optional(),
})

export const personView = z
  .strictObject({
    id: shown.person,
    organisation: shown.organisation,
    offices: shown.ids('Offices that the person holds now', '110117-police.officer'),
    name: shown.personName,
    phone: z
      .string()
      .nullable()
      .optional()
      .meta({
        description: 'Within the own organisation alone; null once erased',
        examples: ['13800000000'],
      }),
    invented,
  })
  .meta({ id: 'Person', description: 'A person whom you may know by name' })

export const personQuery = z.strictObject({
  whistle: shown.sought.optional().meta({
    description: 'A whistle that you may see and in which the person takes part',
  }),
})

export const dutyQuery = z.strictObject({
  office: officeId,
  at: instant.optional().meta({ description: 'When; now when absent' }),
})

export const duty = z
  .strictObject({
    office: shown.office,
    at: instant,
    onDuty: z
      .boolean()
      .meta({ description: 'By the roster, or in office hours where there is none' }),
    person: shown.person.optional(),
  })
  .meta({ id: 'Duty', description: 'Whose turn it is' })

export const areaRow = area
  .omit({ geometry: true })
  .extend({ drawn: z.boolean().meta({ description: 'Whether it has a border' }) })
  .meta({ id: 'AreaRow', description: 'An area without its border' })

export const areaPage = page(areaRow).meta({ id: 'AreaPage', description: 'A page of areas' })

export const areaQuery = z.strictObject({
  ...pageQuery,
  point: lngLat
    .optional()
    .meta({ description: 'Only areas around it, the city first, on one page' }),
  level: level.optional().meta({ description: 'How high it stands' }),
  parent: shown.sought.optional(),
})

export const problemTypePage = page(problemTypeEntry).meta({
  id: 'ProblemTypePage',
  description: 'A page of problem types',
})

export const problemTypeQuery = z.strictObject(pageQuery)

export const heldPower = z
  .strictObject({
    power: z.string().meta({ description: 'Which power', examples: ['summon'] }),
    grant: shown.grant,
    area: shown.area,
    from: instant,
    until: instant.optional(),
    instrument: shown.instrument,
  })
  .meta({
    id: 'HeldPower',
    description: 'A power that the office holds, with the grant that gives it',
  })

export const me = z
  .strictObject({
    person: shown.person,
    name: shown.personName.optional(),
    kind: z
      .enum(['person', 'integration'])
      .meta({ description: 'Whose token it is', examples: ['person'] }),
    office: shown.office,
    officeName: bilingual.optional(),
    organisation: shown.organisation,
    organisationName: bilingual.optional(),
    within: z
      .array(z.string())
      .meta({ description: 'Organisations for which you act', examples: [['110117006']] }),
    rank,
    district: shown.area,
    keeps: z
      .string()
      .optional()
      .meta({ description: 'The area whose registries you keep', examples: ['110117'] }),
    scopes: z
      .array(z.string())
      .meta({ description: 'What the token allows at most', examples: [['read', 'attend']] }),
    powers: z.array(heldPower).meta({ description: 'In force now, command posts included' }),
    posts: z.array(z.string()).meta({
      description: 'Open command posts that you command',
      examples: [['post-110117-01hq3v8k2m9x4c7b5n6t']],
    }),
    offices: z
      .array(
        z.strictObject({
          office: shown.office,
          organisation: shown.organisation.optional(),
          until: instant.optional(),
        }),
      )
      .meta({
        description:
          'Every office that you hold now; a request is made in one of them, by its token',
      }),
    invented,
  })
  .meta({ id: 'Me', description: 'Whose token this is, and what it may do' })
