// Organisations, offices, people and areas as they begin, change and end one by one.
import { z } from 'zod'
import {
  appointmentEntry,
  area,
  invented,
  office,
  organisation,
  personEntry,
  rank,
} from './directory.ts'
import { areaCode } from './posts.ts'
import { bilingual, code, instant, line, organisationId } from './shared.ts'
import * as shown from './shown.ts'

const madeUp = invented.default(false)

/** Something was named: an empty change is a mistake. */
function changes<T extends z.ZodRawShape>(shape: T) {
  return z
    .strictObject(shape)
    .refine(body => Object.keys(body).length > 0, { error: 'nothing_named' })
}

export const foundOrganisation = organisation
  .omit({ endedAt: true, invented: true })
  .extend({ invented: madeUp })
  .meta({
    id: 'FoundOrganisation',
    description: 'An organisation begins: a bureau, a station, a utility, a sub-district …',
    examples: [
      {
        id: '110117-water-north',
        kind: 'station',
        name: { zh: '平谷区自来水公司北部站', en: 'Pinggu Water, north station' },
        district: '110117',
        territory: '110117',
        parent: '110117-water',
        department: false,
      },
    ],
  })

export const changeOrganisation = changes({
  kind: code.optional(),
  name: bilingual.optional(),
  territory: areaCode.optional(),
  parent: organisationId
    .nullable()
    .optional()
    .meta({ description: 'What it is part of; null: of nothing' }),
  department: z.boolean().optional().meta({ description: 'Whether it can be summoned' }),
}).meta({
  id: 'ChangeOrganisation',
  description: 'What is absent stays as it is; an organisation never changes its district',
  examples: [{ name: { zh: '平谷区供水集团', en: 'Pinggu Water Group' } }],
})

export const openOffice = office
  .omit({ endedAt: true, invented: true })
  .extend({ invented: madeUp })
  .meta({
    id: 'OpenOffice',
    description: 'An office begins, with its rank and the title of whoever holds it',
    examples: [
      {
        id: '110117006.night',
        organisation: '110117006',
        role: 'night',
        rank: 'duty',
        name: { zh: '金海湖镇夜间值班室', en: 'Jinhaihu night desk' },
        title: { zh: '值班长', en: 'Duty officer' },
      },
    ],
  })

export const changeOffice = changes({
  role: code.optional(),
  rank: rank.optional(),
  name: bilingual.optional(),
  title: bilingual.optional(),
  keeps: areaCode
    .nullable()
    .optional()
    .meta({ description: 'Keeps the registries of this area; null: of none' }),
}).meta({
  id: 'ChangeOffice',
  description: 'What is absent stays as it is; an office never changes its organisation',
  examples: [{ title: { zh: '值班长', en: 'Duty officer' } }],
})

export const enterPerson = personEntry
  .omit({ offices: true, invented: true })
  .extend({ invented: madeUp })
  .meta({
    id: 'EnterPerson',
    description: 'A person who works here; offices are given by appointment',
  })

export const changePerson = changes({
  name: personEntry.shape.name.optional(),
  phone: line({ max: 40 })
    .nullable()
    .optional()
    .meta({ description: 'Sealed at rest; null: none', examples: ['+99900000001'] }),
  organisation: organisationId.optional().meta({ description: 'Another one of the same district' }),
}).meta({
  id: 'ChangePerson',
  description: 'What is absent stays as it is; offices are changed by appointment',
})

export const appointPerson = appointmentEntry
  .omit({ person: true })
  .extend({ from: instant.optional().meta({ description: 'From when; now when absent' }) })
  .meta({
    id: 'AppointPerson',
    description: 'A person takes an office, besides those that they hold',
    examples: [{ office: '110117006.duty', instrument: '任职通知〔2026〕3 号' }],
  })

export const endAppointment = z
  .strictObject({
    until: instant.optional().meta({ description: 'The last moment; now when absent' }),
  })
  .meta({
    id: 'EndAppointment',
    description: 'A person leaves an office, and loses every right of it at that moment',
    examples: [{}],
  })

export const drawArea = area
  .omit({ endedAt: true })
  .meta({ id: 'DrawArea', description: 'A new piece of the territory, down to a grid' })

export const changeArea = changes({
  name: bilingual.optional(),
  parent: areaCode.optional().meta({ description: 'The area it is part of' }),
  geometry: area.shape.geometry,
  generated: z.boolean().optional().meta({ description: 'Whether its border is a generated one' }),
}).meta({
  id: 'ChangeArea',
  description: 'What is absent stays as it is',
  examples: [{ name: { zh: '靠山集村', en: 'Kaoshanji village' } }],
})

export const personOffice = z
  .strictObject({
    office: shown.office,
    officeName: bilingual.optional(),
    title: bilingual.optional(),
    rank: rank.optional(),
    organisation: shown.organisation.optional(),
    organisationName: bilingual.optional(),
    from: instant.optional(),
    until: instant.optional(),
    instrument: shown.instrument.optional(),
    status: z
      .enum(['held', 'upcoming', 'ended'])
      .meta({ description: 'Whether it is held now', examples: ['held'] }),
  })
  .meta({ id: 'PersonOffice', description: 'An office that a person holds, held or will hold' })

export const personOffices = z
  .strictObject({
    person: shown.person,
    items: z.array(personOffice).meta({ description: 'As many as you may see, those held first' }),
  })
  .meta({ id: 'PersonOffices', description: 'The offices of one person' })
