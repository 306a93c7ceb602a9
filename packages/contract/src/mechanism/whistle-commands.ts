// Bodies of the commands on a whistle.
import { z } from 'zod'
import {
  caseId,
  code,
  departmentId,
  entryId,
  evidenceId,
  id,
  instant,
  legalItem,
  line,
  measureType,
  note,
  officeId,
  organisationId,
  personId,
  point,
  problemType,
  reason,
  text,
} from './shared.ts'

export const ask = z
  .strictObject({
    department: departmentId,
    role: z
      .enum(['lead', 'assist'])
      .meta({ description: 'Exactly one department leads', examples: ['lead'] }),
    text: text({ max: 2000 }).meta({
      description: 'What this department is asked to do',
      examples: ['查处无证开采，扣押设备'],
    }),
    legalItems: z
      .array(legalItem)
      .max(50)
      .default([])
      .meta({
        description: 'Legal items on which the ask rests',
        examples: [['《中华人民共和国矿产资源法》']],
      }),
    after: z
      .strictObject({ department: departmentId, measure: measureType.optional() })
      .optional()
      .meta({ description: 'This ask waits for another department’s measure' }),
    head: personId
      .optional()
      .meta({ description: 'The head in person; filled in for members of a command post' }),
  })
  .meta({ id: 'Ask', description: 'What one department is asked to do' })

const draftFields = {
  title: line({ max: 200 }).meta({
    description: 'The matter in one line',
    examples: ['海子村后山夜间非法盗采金矿'],
  }),
  facts: text({ max: 10_000 }).meta({
    description: 'What is known',
    examples: ['夜间有三台挖掘机作业，路口有人望风'],
  }),
  tried: text({ max: 4000 }).meta({
    description: 'What the caller has tried itself',
    examples: ['镇综治办三次劝阻无效'],
  }),
  lacking: text({ max: 2000 }).meta({
    description: 'Which power the caller lacks',
    examples: ['无矿产资源执法权'],
  }),
  problemType,
  place: z
    .strictObject({
      point,
      text: line({ max: 300 }).meta({
        description: 'The place in words',
        examples: ['海子村后山采坑'],
      }),
    })
    .meta({ description: 'Where the problem is' }),
  assembly: z
    .strictObject({
      at: instant.meta({ description: 'When to assemble' }),
      place: line({ max: 300 }).meta({
        description: 'Where to assemble',
        examples: ['海子村委会门前'],
      }),
      point: point.optional(),
    })
    .meta({ description: 'When and where to assemble' }),
  asks: z.array(ask).min(1).max(100).meta({ description: 'Who is summoned, and for what' }),
}

export const draftWhistle = z
  .strictObject({
    caseId,
    kind: code.meta({ description: 'Code of the whistle kind', examples: ['emergency'] }),
    caller: organisationId.optional().meta({
      description:
        'The calling organisation when it is not your own: a command post that you command',
    }),
    deputy: officeId.optional().meta({
      description: 'The office that may claim command first',
      examples: ['110117006.deputy'],
    }),
    drill: z
      .boolean()
      .default(false)
      .meta({ description: 'A rehearsal, marked as such everywhere' }),
    ...draftFields,
  })
  .meta({ id: 'DraftWhistle', description: 'A whistle as it is first written' })

export const amendDraft = z
  .strictObject(draftFields)
  .meta({ id: 'AmendDraft', description: 'The whole draft as it shall be from now on' })

export const review = z
  .strictObject({
    verdict: z
      .enum(['upheld', 'refused'])
      .meta({ description: 'A refusal stops adding departments', examples: ['upheld'] }),
    reason,
  })
  .meta({ id: 'Review', description: 'The later look at a whistle that sounded at once' })

export const transferCommand = z
  .strictObject({ to: officeId, reason })
  .meta({ id: 'TransferCommand', description: 'Hand command to another office' })

export const nameDeputy = z
  .strictObject({ deputy: officeId })
  .meta({ id: 'NameDeputy', description: 'The office that may claim command first' })

export const addDepartment = z
  .strictObject({ ask })
  .meta({ id: 'AddDepartment', description: 'Summon one more department; it assists' })

export const makeContact = z
  .strictObject({
    spokeTo: line({ max: 200 }).meta({ description: 'With whom', examples: ['镇指挥台值班员'] }),
  })
  .meta({ id: 'MakeContact', description: 'First contact with the caller' })

export const returnSummons = z
  .strictObject({
    listItem: entryId.meta({
      description: 'The item of the responsibility list it rests on',
      examples: ['r-110117-07-01'],
    }),
    rightUnit: departmentId.meta({ description: 'The unit that is responsible instead' }),
    reason,
  })
  .meta({
    id: 'ReturnSummons',
    description: 'A returned summons names the list item and the right unit',
  })

export const ruling = z
  .strictObject({
    verdict: z.enum(['stands', 'excused', 'replaced']).meta({
      description: 'The summons stands, is excused, or passes to another',
      examples: ['stands'],
    }),
    successor: ask.optional().meta({ description: 'Who takes over; with `replaced` only' }),
    listItem: entryId.meta({
      description: 'The list item the ruling rests on',
      examples: ['r-110117-07-01'],
    }),
    reason,
  })
  .refine(body => (body.verdict === 'replaced') === (body.successor !== undefined), {
    error: 'successor_with_replaced_only',
    path: ['successor'],
  })
  .meta({ id: 'Ruling', description: 'The answer to a returned summons' })

export const setOut = z
  .strictObject({
    person: personId.optional().meta({ description: 'Who goes; yourself when absent' }),
  })
  .meta({ id: 'SetOut', description: 'Somebody is on the way' })

export const reportArrival = z
  .strictObject({
    person: personId.optional().meta({ description: 'Who arrived; yourself when absent' }),
    offline: z
      .boolean()
      .default(false)
      .meta({ description: 'Recorded without network and sent later' }),
    claimedAt: instant
      .optional()
      .meta({ description: 'When it was, for an arrival recorded offline' }),
    position: z
      .strictObject({
        point,
        accuracyMetres: z
          .number()
          .min(0)
          .max(100_000)
          .meta({ description: 'Radius of 68 % confidence', examples: [12] }),
        takenAt: instant,
      })
      .optional()
      .meta({ description: 'The phone’s position' }),
    sceneCode: z
      .string()
      .regex(/^[0-9A-Z]{6,12}$/, { error: 'not_a_scene_code' })
      .optional()
      .meta({
        description: 'The code that the caller’s side shows on the scene',
        examples: ['7K2QX9M4'],
      }),
    photo: evidenceId.optional().meta({ description: 'A photo taken at the scene' }),
  })
  .refine(body => !body.offline || body.claimedAt !== undefined, {
    error: 'claimed_at_needed',
    path: ['claimedAt'],
  })
  .meta({
    id: 'ReportArrival',
    description: 'On scene, with proofs; two are needed, one of them from the scene’s side',
  })

export const confirmArrival = z
  .strictObject({
    at: instant
      .optional()
      .meta({ description: 'The moment that you vouch for, between claim and receipt' }),
  })
  .meta({ id: 'ConfirmArrival', description: 'The commander vouches for an arrival' })

export const relieve = z
  .strictObject({
    successor: personId.meta({ description: 'Who takes over; on scene and proved' }),
  })
  .meta({ id: 'Relieve', description: 'A relief ends a person’s attendance, not the summons' })

export const endSession = z
  .strictObject({
    nextAt: instant.meta({ description: 'When the next session begins' }),
    nextPlace: line({ max: 300 }).meta({ description: 'Where', examples: ['王府井南口'] }),
  })
  .meta({
    id: 'EndSession',
    description: 'All may go until the next session; the obligation stays',
  })

export const proposeMeasures = z
  .strictObject({ plan: note })
  .meta({ id: 'ProposeMeasures', description: 'What the department will do, by its own duty' })

export const takeMeasure = z
  .strictObject({
    measure: id.optional().meta({ description: 'Your own id for it; made for you when absent' }),
    measureType,
    legalItem,
    text: note,
    evidence: z
      .array(evidenceId)
      .max(100)
      .default([])
      .meta({ description: 'Ids of pieces of evidence that show it' }),
  })
  .meta({
    id: 'TakeMeasure',
    description: 'A measure is the department’s own act, under a legal item',
  })

export const attachEvidence = z
  .strictObject({
    evidence: evidenceId.optional(),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, { error: 'not_a_sha256' })
      .meta({
        description: 'SHA-256 of the file, lower-case hexadecimal',
        examples: ['9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'],
      }),
    mediaType: z
      .string()
      .regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, { error: 'not_a_media_type' })
      .meta({ description: 'Media type', examples: ['image/jpeg'] }),
    bytes: z
      .number()
      .int()
      .positive()
      .max(10_000_000_000)
      .meta({ description: 'Size in bytes', examples: [482_113] }),
  })
  .meta({
    id: 'AttachEvidence',
    description: 'The hash and size of a file that shows what was found or done',
  })

export const attachToCall = attachEvidence
  .omit({ evidence: true })
  .meta({ id: 'AttachToCall', description: 'The hash and size of a file that goes with the call' })

export const claimDone = z
  .strictObject({ result: note })
  .meta({ id: 'ClaimDone', description: 'The department says that its part is done' })

export const requestExtension = z
  .strictObject({ dueAt: instant.meta({ description: 'Until when' }), reason })
  .meta({ id: 'RequestExtension', description: 'Asked before the work is due' })

export const signBlock = z
  .strictObject({
    block: code.meta({ description: 'Code of the release block', examples: ['site_safe'] }),
    departments: z
      .array(departmentId)
      .min(1)
      .max(200)
      .meta({ description: 'For whom it is signed' }),
  })
  .meta({
    id: 'SignBlock',
    description: 'Sign a release block for some or all departments at once',
  })

export const vetoDone = z
  .strictObject({
    departments: z
      .array(departmentId)
      .min(1)
      .max(200)
      .meta({ description: 'Whose work is not accepted' }),
    reason,
  })
  .meta({ id: 'VetoDone', description: 'A veto opens a new round of the named summonses' })

export const resolveWhistle = z
  .strictObject({ result: note })
  .meta({ id: 'ResolveWhistle', description: 'The caller’s side says what was achieved' })
