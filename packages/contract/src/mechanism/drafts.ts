// Drafts that a person has begun and not sent: kept as the page wrote them, so that nothing typed is lost.
import { z } from 'zod'
import { instant } from './shared.ts'

const draftId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, { error: 'not_an_id' })
  .meta({ description: 'Of your own making', examples: ['d-7f3a9c1e2b'] })

export const path = z.strictObject({ id: draftId })

export const purpose = z
  .enum(['whistle', 'note'])
  .meta({ description: 'What it is a draft of', examples: ['whistle'] })

export const keep = z
  .strictObject({
    purpose,
    content: z.record(z.string().max(60), z.unknown()).meta({
      description: 'Whatever the page needs to go on; sealed at rest, at most 64 KiB',
      examples: [{ title: '海子村后山夜间采金' }],
    }),
  })
  .meta({ id: 'KeepDraft', description: 'A draft as it stands now' })

export const draft = z
  .strictObject({
    id: draftId,
    purpose,
    savedAt: instant,
    content: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'Null once erased', examples: [{ title: '夜间盗采' }] }),
  })
  .meta({ id: 'Draft', description: 'A draft of yours' })

export const drafts = z
  .strictObject({ items: z.array(draft).meta({ description: 'The newest first' }) })
  .meta({ id: 'Drafts', description: 'What you have begun and not sent' })

export const saved = z
  .strictObject({ id: draftId, savedAt: instant })
  .meta({ id: 'DraftSaved', description: 'When it was saved' })

export const gone = z.null().meta({ description: 'It is no longer kept' })
