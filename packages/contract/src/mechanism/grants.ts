// Grants: which office holds which power, over whom, where, by which paper.
import { POWERS } from '@muster/domain'
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { lngLat } from './case-views.ts'
import { areaCode } from './posts.ts'
import {
  areas,
  bilingual,
  by,
  departmentId,
  id,
  instant,
  line,
  officeId,
  personId,
  reason,
} from './shared.ts'
import * as shown from './shown.ts'
import { erasable } from './shown.ts'

const district = z
  .string()
  .regex(/^\d{6}$/, { error: 'not_a_division_code' })
  .meta({
    description: 'Six digits; the city’s own units carry the city’s code',
    examples: ['110117'],
  })

export const power = z
  .enum(POWERS)
  .meta({ description: 'What a grant gives', examples: ['summon'] })

export const instrument = line({ max: 300 }).meta({
  description: 'The paper that it rests on',
  examples: ['平谷区街乡召集权授权书'],
})

export const overWhom = z
  .union([
    z.literal('all'),
    z.strictObject({
      districts: z
        .array(district)
        .min(1)
        .max(50)
        .meta({
          description: 'Every department of these districts',
          examples: [['110117', '110000']],
        }),
    }),
    z.array(departmentId).min(1).max(500),
  ])
  .meta({
    description: 'Over every department, every one of these districts, or exactly those named',
    examples: [{ districts: ['110117', '110000'] }],
  })

export const giveGrant = z
  .strictObject({
    id: id.optional().meta({
      description: 'Your own id for it; made for you when absent',
      examples: ['g-110117-2026-04'],
    }),
    office: officeId,
    power,
    departments: overWhom,
    area: areaCode.meta({ description: 'Where it holds' }),
    from: instant.optional().meta({ description: 'From when; now when absent' }),
    until: instant.optional().meta({ description: 'Until when; without end when absent' }),
    instrument,
  })
  .meta({ id: 'GiveGrant', description: 'Give a power to an office' })

export const revokeGrant = z
  .strictObject({
    reason,
    successor: officeId.optional().meta({
      description: 'Who takes command of the office’s open whistles; needed while there are any',
    }),
  })
  .meta({ id: 'RevokeGrant', description: 'Take a power back' })

const successor = officeId.optional().meta({
  description:
    'Who takes command of the open whistles that would be left without a commander; needed while there are any',
})

export const narrowGrant = z
  .strictObject({
    departments: overWhom.optional(),
    area: areaCode.optional().meta({ description: 'A smaller area, inside the one there is' }),
    until: instant.optional().meta({ description: 'An earlier end' }),
    instrument,
    reason,
    successor,
  })
  .meta({ id: 'NarrowGrant', description: 'Fewer departments, a smaller area, an earlier end' })

export const suspendGrant = z
  .strictObject({
    reason,
    until: instant
      .optional()
      .meta({ description: 'Resumed by itself at this moment; else by an act of its own' }),
    successor,
  })
  .meta({ id: 'SuspendGrant', description: 'A grant gives nothing until it is resumed' })

export const delegateGrant = z
  .strictObject({
    id: id.optional().meta({
      description: 'Your own id for it; made for you when absent',
      examples: ['g-110117-leave-2026-04'],
    }),
    office: officeId.meta({ description: 'The office that stands in' }),
    person: personId
      .optional()
      .meta({ description: 'Only this holder of the office; any of them when absent' }),
    departments: overWhom
      .optional()
      .meta({ description: 'As many as the grant reaches, when absent' }),
    area: areaCode.optional().meta({ description: 'As far as the grant reaches, when absent' }),
    from: instant.optional().meta({ description: 'From when; now when absent' }),
    until: instant.meta({ description: 'Until when; a delegation always ends' }),
    instrument: instrument.optional(),
  })
  .meta({
    id: 'DelegateGrant',
    description: 'For an absence, another office uses the power; it ends with the grant itself',
  })

export const counts = z
  .enum(['in_force', 'upcoming', 'over', 'suspended', 'source_not_in_force', 'revoked'])
  .meta({ description: 'Whether a grant gives its power', examples: ['in_force'] })

const giver = z
  .strictObject({
    person: shown.person,
    office: shown.office,
    organisation: shown.organisation,
    at: instant,
  })
  .meta({ id: 'GivenBy', description: 'Who gave it and when; `system` when it was brought in' })

export const grant = z
  .strictObject({
    id: shown.grant,
    office: shown.office,
    power,
    departments: overWhom,
    area: shown.area,
    from: instant,
    until: instant.optional(),
    instrument: shown.instrument,
    person: z
      .string()
      .optional()
      .meta({
        description: 'Only this holder of the office, where a delegation names one',
        examples: ['p-110117-police-03'],
      }),
    source: z
      .string()
      .optional()
      .meta({
        description: 'The grant from which it is delegated, and with which it ends',
        examples: ['g-110117-110117006.secretary.summon'],
      }),
    delegatedBy: shown.office.optional().meta({ description: 'The office that holds the source' }),
    status: z
      .enum(['given', 'suspended', 'revoked'])
      .meta({ description: 'Whether it stands', examples: ['given'] }),
    counts: counts.meta({ description: 'Whether it gives its power now, and if not, why not' }),
    suspendedAt: instant.optional(),
    suspendedUntil: instant.optional(),
    revokedAt: instant.optional(),
    givenBy: giver.optional(),
    post: shown.postGiving.optional(),
  })
  .meta({ id: 'Grant', description: 'A power given to an office over departments and a territory' })

export const grantChange = z
  .strictObject({
    type: z
      .enum([
        'GrantGiven',
        'GrantDelegated',
        'GrantNarrowed',
        'GrantSuspended',
        'GrantResumed',
        'GrantRevoked',
      ])
      .meta({ description: 'What happened', examples: ['GrantNarrowed'] }),
    at: instant,
    by,
    departments: overWhom.optional(),
    area: shown.area.optional(),
    until: instant.optional(),
    instrument: shown.instrument.optional(),
    successor: z
      .string()
      .optional()
      .meta({
        description: 'Who took command of the whistles that would have been left behind',
        examples: ['110117006.director'],
      }),
    reason: erasable(
      'Why; for keepers of the area and for the office’s own',
      '职责调整',
    ).optional(),
  })
  .meta({ id: 'GrantChange', description: 'One thing that happened to a grant' })

export const grantHistory = z
  .strictObject({
    id: shown.grant,
    items: z.array(grantChange).meta({ description: 'What happened to it, the oldest first' }),
    names: shown.names,
  })
  .meta({ id: 'GrantHistory', description: 'The life of a grant' })

export const grantPage = page(grant)
  .extend({ names: shown.names })
  .meta({ id: 'GrantPage', description: 'A page of grants' })

export const grantQuery = z.strictObject({
  ...pageQuery,
  office: shown.sought.optional(),
  organisation: shown.sought.optional().meta({ description: 'Of the office' }),
  power: power.optional(),
  area: shown.sought.optional(),
  status: z
    .enum(['given', 'suspended', 'revoked'])
    .optional()
    .meta({ description: 'Whether it was taken back' }),
  source: shown.sought.optional().meta({ description: 'Delegated from this grant' }),
  department: shown.sought
    .optional()
    .meta({ description: 'Only those that reach this department' }),
  reaches: shown.sought.optional().meta({
    description: 'Only those that hold in this area: given for it or for what it lies in',
    examples: ['110117006'],
  }),
  counts: counts.optional().meta({ description: 'Only those of which this is so now' }),
})

export const whoQuery = z.strictObject({
  department: departmentId,
  point: lngLat,
})

export const whoAnswer = z
  .strictObject({
    department: shown.department,
    areas,
    at: instant,
    items: z
      .array(
        z.strictObject({
          office: shown.office,
          officeName: bilingual.optional(),
          organisation: shown.organisation.optional(),
          onDuty: z.boolean().meta({ description: 'Whether somebody is on duty there now' }),
          grant: z.string().meta({
            description: 'The grant that gives the power',
            examples: ['g-110117-110117006.duty.summon'],
          }),
          area: z.string().meta({ description: 'The area of the grant', examples: ['110117006'] }),
          until: instant.optional(),
          instrument: shown.instrument,
        }),
      )
      .meta({ description: 'Every office that can, with its reason' }),
  })
  .meta({ id: 'WhoMaySummon', description: 'Who can summon a department to a place now, and why' })
