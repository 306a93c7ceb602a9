// What the live board shows: open whistles, each with where its departments stand.
import { WHISTLE_STATUSES } from '@muster/domain'
import { z } from 'zod'
import { cursor, page } from '../kernel/page.ts'
import { bilingual } from './shared.ts'
import * as shown from './shown.ts'
import { summonsRow, whistleRow } from './whistle-views.ts'

export const boardSummons = summonsRow
  .omit({ whistle: true, whistleStatus: true, drill: true })
  .meta({ id: 'BoardSummons', description: 'Where one department stands, in its latest round' })

export const boardRow = whistleRow
  .omit({ departments: true })
  .extend({
    summonses: z
      .array(boardSummons)
      .meta({ description: 'The lead first, then in the order in which they were called' }),
  })
  .meta({ id: 'BoardRow', description: 'A whistle on the live board' })

export const boardPage = page(boardRow)
  .extend({
    names: z.record(z.string(), bilingual).meta({
      description: 'Of the organisations and offices in it, by id',
      examples: [{ '110117-police': { zh: '平谷公安分局', en: 'Pinggu Police' } }],
    }),
  })
  .meta({
    id: 'BoardPage',
    description: 'A page of the live board, the newest whistles first',
  })

const MOST_IDS = 100

export const boardQuery = z.strictObject({
  cursor: cursor.optional(),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(500)
    .meta({ description: 'Whistles per page, 1 to 1000', examples: [500] }),
  status: shown.statuses(WHISTLE_STATUSES, 'sounding').default('submitted,sounding,resolved'),
  ids: z
    .string()
    .max(MOST_IDS * 60)
    .regex(/^w-[\w,-]+$/, { error: 'not_an_id' })
    .optional()
    .meta({
      description: `Only these, whatever their status; up to ${MOST_IDS}, with commas`,
      examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'],
    }),
  district: z
    .string()
    .regex(/^\d{6}$/)
    .optional()
    .meta({ description: 'Administrative code of a district', examples: ['110117'] }),
})
