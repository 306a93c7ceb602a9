// How long what is said of people is kept, as dated policy.
import { z } from 'zod'
import { instant, reason } from './shared.ts'
import * as shown from './shown.ts'

export const category = z
  .enum(['raw_positions', 'reporter_identity', 'free_text', 'files', 'audit'])
  .meta({
    description:
      'Positions from their receipt; who reported, words and files from the last change of a closed case; purposes and addresses in the audit trail from the end of their month',
    examples: ['raw_positions'],
  })

const keepDays = z
  .number()
  .int()
  .min(1)
  .max(36_500)
  .meta({ description: 'Days after which it is erased', examples: [30] })

export const setRetention = z
  .strictObject({
    category,
    keepDays,
    effectiveFrom: instant.optional().meta({ description: 'From when on; now when absent' }),
    reason,
  })
  .meta({ id: 'SetRetention', description: 'Say how long one category is kept' })

export const retentionPolicy = z
  .strictObject({
    category,
    keepDays,
    effectiveFrom: instant.optional().meta({ description: 'Absent for what held from the start' }),
    office: shown.office.optional(),
    reason: shown.erasable('On what it rests', '档案管理规定').optional(),
    inForce: z.boolean().meta({ description: 'Whether it holds now', examples: [true] }),
  })
  .meta({ id: 'RetentionPolicy', description: 'How long one category is kept, from when on' })

const erased = z
  .strictObject({
    category,
    count: shown.count('Cases, files or months of which it was erased', 12),
    lastAt: instant.optional(),
  })
  .meta({ id: 'Erased', description: 'What of one category was erased so far' })

export const retention = z
  .strictObject({ items: z.array(retentionPolicy), erased: z.array(erased), names: shown.names })
  .meta({ id: 'Retention', description: 'Every policy there was, is and will be' })
