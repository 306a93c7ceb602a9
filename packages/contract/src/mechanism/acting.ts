// What can I do now, and what is missing before it can close; and what would happen if a whistle were blown.
import { z } from 'zod'
import {
  areas,
  bilingual,
  clock,
  code,
  departmentId,
  instant,
  line,
  organisationId,
  point,
  problemType,
  whistleId,
} from './shared.ts'
import * as shown from './shown.ts'

export const act = z
  .strictObject({
    act: z.string().meta({
      description: 'Name of the operation in this document',
      examples: ['releaseSummons'],
    }),
    path: z.string().meta({
      description: 'Where to POST it',
      examples: ['/api/whistles/w-110117-01hq3v8k2m9x4c7b5n6t/resolve'],
    }),
    department: shown.department.optional(),
    person: shown.person.optional(),
    block: z
      .string()
      .optional()
      .meta({ description: 'The release block', examples: ['site_safe'] }),
    departments: z
      .array(z.string())
      .optional()
      .meta({ description: 'For whom it can be done at once', examples: [['110117-planning']] }),
  })
  .meta({ id: 'AvailableAct', description: 'An act that would be accepted now' })

export const step = z
  .strictObject({
    code: z.string().meta({ description: 'What it is', examples: ['arrived'] }),
    department: shown.department.optional(),
    blocks: z
      .array(z.string())
      .optional()
      .meta({ description: 'Release blocks that are not signed yet', examples: [['site_safe']] }),
    done: z.boolean().meta({ description: 'Whether it is done', examples: [false] }),
    said: z.string().meta({
      description: 'In words, without the department',
      examples: ['尚未到场'],
    }),
    words: z.string().meta({
      description: 'The same in words',
      examples: ['规划自然资源分局：尚未到场'],
    }),
  })
  .meta({ id: 'StepToClose', description: 'One thing on the way to the close' })

export const acts = z
  .strictObject({
    version: shown.version,
    primary: act.optional().meta({ description: 'The one that is next, if any is yours' }),
    acts: z.array(act).meta({ description: 'Everything that you could do at this moment' }),
    steps: z.array(step).meta({ description: 'What is done and what is missing before it closes' }),
  })
  .meta({ id: 'AvailableActs', description: 'What you can do now, and what is still missing' })

export const question = z
  .strictObject({
    kind: code.meta({ description: 'Code of the kind', examples: ['emergency'] }),
    problemType: problemType.optional(),
    point: point.meta({ description: 'Where the problem is' }),
    departments: z
      .array(departmentId)
      .min(1)
      .max(100)
      .meta({ description: 'Who would be called; the first one leads' }),
    caller: organisationId.optional().meta({
      description: 'A command post that you command; your own organisation when absent',
    }),
  })
  .meta({ id: 'WhistleQuestion', description: 'A whistle that might be blown' })

const approver = z.strictObject({
  office: shown.office,
  officeName: bilingual.optional(),
  onDuty: z.boolean().meta({ description: 'Whether somebody is on duty there now' }),
})

export const foretold = z
  .strictObject({
    at: instant.meta({ description: 'As if it were blown now' }),
    kind: z.string().meta({ description: 'Code of the kind', examples: ['emergency'] }),
    version: z.string().meta({ description: 'The version in force', examples: ['1'] }),
    areas,
    approval: z
      .enum(['before', 'after'])
      .meta({ description: '`before`: it sounds when approved; `after`: at once' }),
    approvers: z.array(approver).meta({ description: 'Offices that can approve or review it' }),
    deciding: clock.optional().meta({ description: 'Until when it must be approved or reviewed' }),
    commander: z
      .strictObject({ office: shown.office, officeName: bilingual.optional() })
      .optional()
      .meta({ description: 'Who would hold command' }),
    clocks: z.array(clock).meta({
      description: 'Clocks of each summons: as if it sounded now, where it is approved first',
    }),
    refusal: z
      .strictObject({
        code: z
          .string()
          .meta({ description: 'Why it would be refused', examples: ['power_missing'] }),
        title: z.string().meta({ description: 'The same in words', examples: ['没有召集权'] }),
        detail: z.string().meta({ description: 'What to do', examples: ['请由有权的单位吹哨'] }),
      })
      .optional()
      .meta({ description: 'Absent when it would be accepted' }),
    outOfReach: z.array(z.string()).meta({
      description: 'Departments over which you have no power to summon there',
      examples: [['110117-water']],
    }),
  })
  .meta({ id: 'WhistleForetold', description: 'What would happen if it were blown now' })

export const datum = z
  .enum(['wgs84', 'gcj02', 'bd09'])
  .meta({ description: 'Which of the three datums used in China', examples: ['gcj02'] })

const spelled = z
  .strictObject({
    pinyin: z.string().meta({ description: 'Without tones or spaces', examples: ['weifajianshe'] }),
    initials: z.string().meta({ description: 'First letters', examples: ['wfjs'] }),
  })
  .meta({ description: 'How the Chinese name is spelled' })

export const placeQuery = z.strictObject({
  q: line({ max: 60 }).meta({
    description: 'Part of a name, its pinyin or its initials',
    examples: ['金海湖'],
  }),
  within: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,60}$/, { error: 'not_an_area' })
    .optional()
    .meta({ description: 'Only inside this area', examples: ['110117'] }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(50)
    .default(12)
    .meta({ description: 'At most so many' }),
})

export const place = z
  .strictObject({
    id: shown.area,
    name: bilingual,
    level: z.string().meta({ description: 'How high it stands', examples: ['subdistrict'] }),
    path: z.array(bilingual).meta({ description: 'What it is part of, the largest first' }),
    point: point.optional().meta({ description: 'A point inside it, WGS-84' }),
  })
  .meta({ id: 'Place', description: 'An area found by name' })

export const places = z
  .strictObject({ items: z.array(place).meta({ description: 'The best first' }) })
  .meta({ id: 'Places', description: 'Places of the territory that fit' })

export const whereQuery = z.strictObject({
  point: z
    .string()
    .max(60)
    .regex(/^-?\d{1,3}(\.\d{1,15})?,-?\d{1,2}(\.\d{1,15})?$/, { error: 'not_a_position' })
    .meta({ description: 'Longitude, a comma, latitude', examples: ['117.3149,40.1751'] }),
  datum: datum.default('wgs84'),
})

const inDatum = z
  .tuple([z.number(), z.number()])
  .meta({ description: 'Longitude and latitude', examples: [[117.3087, 40.1737]] })

export const where = z
  .strictObject({
    point: point.meta({ description: 'The same in WGS-84, as the API takes it' }),
    gcj02: inDatum,
    bd09: inDatum,
    areas: z
      .array(
        z.strictObject({
          id: shown.area,
          name: bilingual.optional(),
          level: z.string().meta({ description: 'How high it stands', examples: ['subdistrict'] }),
        }),
      )
      .meta({ description: 'What it lies in, the city first; none outside the territory' }),
  })
  .meta({ id: 'Where', description: 'A point in three datums, and what it lies in' })

export const typeQuery = z.strictObject({
  q: line({ max: 60 })
    .optional()
    .meta({
      description: 'Part of a name, its pinyin or its initials; all of them when absent',
      examples: ['wfjs'],
    }),
})

export const type = z
  .strictObject({
    code: problemType,
    group: bilingual,
    name: bilingual,
    kind: code.meta({ description: 'The kind that usually fits', examples: ['enforcement'] }),
    spelled,
  })
  .meta({ id: 'ProblemTypeFound', description: 'A problem type, and how it is spelled' })

export const types = z
  .strictObject({ items: z.array(type).meta({ description: 'The best first' }) })
  .meta({ id: 'ProblemTypesFound', description: 'Problem types that fit' })

export const sheetPath = z.strictObject({
  id: whistleId,
  form: z
    .enum(['order', 'report'])
    .meta({ description: 'The whistle order, or the closing report', examples: ['order'] }),
})

export const sheetQuery = z.strictObject({
  language: z
    .enum(['zh', 'en'])
    .optional()
    .meta({ description: 'Of the sheet; as Accept-Language says when absent', examples: ['zh'] }),
})
