// What the API shows of the audit trail: who did or read what, and who read what about me.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { bilingual, code, instant } from './shared.ts'
import * as shown from './shown.ts'

const act = z
  .string()
  .meta({ description: 'A stable code of what was done', examples: ['reporter_unsealed'] })

const words = bilingual.meta({
  description: 'What was done, in both languages',
  examples: [{ zh: '打开反映人信息', en: 'opened who reported' }],
})

const outcome = z
  .enum(['done', 'refused', 'failed'])
  .meta({ description: '`refused`: a right was missing', examples: ['done'] })

const place = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,298}$/, { error: 'not_an_id' })
  .meta({
    description: 'What was touched, `<kind>:<id>`',
    examples: ['report:c-110117-01hq3v8k2m9x4c7b5n6t/r-110117-01hq3v8k2m9x'],
  })

export const auditEntry = z
  .strictObject({
    id: z.string().meta({ description: 'Id of the entry', examples: ['110117/4711'] }),
    at: instant,
    act,
    words,
    outcome,
    district: z.string().meta({ description: 'Where; `000000` is the city', examples: ['110117'] }),
    person: shown.person.optional(),
    office: shown.office.optional(),
    organisation: shown.organisation.optional(),
    subject: z
      .string()
      .optional()
      .meta({
        description: 'What was touched, `<kind>:<id>`',
        examples: ['whistle:w-110117-01hq3v8k2m9x4c7b5n6t'],
      }),
    about: shown.ids('People whose facts were touched', 'p-110117-police-03'),
    purpose: shown.erasable('Why, in the words of who acted', '核实现场联系方式').optional(),
    address: shown.erasable('Where from on the network', '10.20.30.40').optional(),
  })
  .meta({ id: 'AuditEntry', description: 'Something that somebody did or read' })

export const auditPage = page(auditEntry)
  .extend({
    names: shown.names,
    people: shown.peopleNames,
  })
  .meta({
    id: 'AuditPage',
    description: 'A page of the audit trail, the newest first',
  })

const sought = {
  person: shown.sought.optional().meta({ description: 'Who acted' }),
  act: code.optional().meta({ description: 'Only this act', examples: ['reporter_unsealed'] }),
  subject: place.optional(),
  about: shown.sought.optional().meta({ description: 'Whose facts were touched' }),
  outcome: outcome.optional(),
  district: z
    .string()
    .regex(/^\d{6}$/, { error: 'not_a_division_code' })
    .optional()
    .meta({ description: 'Only of this district', examples: ['110117'] }),
  from: instant.optional().meta({ description: 'From this moment' }),
  to: instant.optional().meta({ description: 'Before this moment' }),
}

export const auditQuery = z.strictObject({ ...pageQuery, ...sought })

export const auditExportQuery = z.strictObject(sought)

export const auditActs = z
  .strictObject({
    items: z
      .array(z.strictObject({ act, words }))
      .meta({ description: 'Acts that the trail can hold' }),
  })
  .meta({ id: 'AuditActs', description: 'What can be looked for in the audit trail' })

export const readAboutMe = z
  .strictObject({
    at: instant,
    act,
    words,
    office: shown.office.optional(),
    officeName: bilingual.optional(),
    organisation: shown.organisation.optional(),
    subject: z
      .string()
      .optional()
      .meta({
        description: 'In which matter, where you may see it',
        examples: ['whistle:w-110117-01hq3v8k2m9x4c7b5n6t'],
      }),
    purpose: shown.erasable('Why, in the words of who read', '联系现场人员').optional(),
  })
  .meta({ id: 'ReadAboutMe', description: 'Who read what about you' })

export const readsAboutMe = page(readAboutMe).meta({
  id: 'ReadsAboutMe',
  description: 'A page of who read about you, the newest first',
})

export const readsQuery = z.strictObject({ ...pageQuery })
