// Open data: what was done, and figures of whistles with their cases and intervals.
import { z } from 'zod'
import { pageQuery } from '../kernel/page.ts'
import { cleared, invented, place, ref } from './public.ts'
import { bilingual, instant } from './shared.ts'
import * as shown from './shown.ts'

export const doneQuery = z.strictObject({
  ...pageQuery,
  problemType: shown.sought.optional(),
  area: shown.sought.optional(),
})

const doneItem = z.strictObject({
  ref,
  problemType: shown.problemType,
  place,
  areaName: bilingual.optional(),
  districtName: bilingual.optional(),
  calledAt: instant,
  doneAt: instant,
  firstThereMinutes: z
    .number()
    .int()
    .optional()
    .meta({ description: 'Minutes until the first department was there', examples: [18] }),
  departments: z.array(bilingual).meta({ description: 'Who came' }),
  photos: cleared,
})

export const done = z
  .strictObject({
    invented,
    items: z.array(doneItem).meta({ description: 'The latest first' }),
    next: z
      .string()
      .optional()
      .meta({ description: 'Absent on the last page', examples: ['WzE0ODQ2MTMwMDAwMDAsIngiXQ'] }),
  })
  .meta({ id: 'DoneMatters', description: 'What was done, the latest first' })

export const statisticsQuery = z.strictObject({
  by: z
    .enum(['street', 'department', 'problem_type'])
    .default('street')
    .meta({
      description: 'One row for each street, department or problem type',
      examples: ['street'],
    }),
  from: z.iso
    .date()
    .optional()
    .meta({
      description: 'First day, in the time zone of the city; a year before `to` when absent',
      examples: ['2026-01-01'],
    }),
  to: z.iso
    .date()
    .optional()
    .meta({ description: 'Last day; today when absent', examples: ['2026-03-31'] }),
})

const interval = {
  low: z
    .number()
    .optional()
    .meta({ description: 'Lower end of the 95 % interval', examples: [0.78] }),
  high: z
    .number()
    .optional()
    .meta({ description: 'Upper end of the 95 % interval', examples: [0.92] }),
}
const cases = z
  .number()
  .int()
  .meta({ description: 'Cases that it counts', examples: [134] })

const share = z
  .strictObject({
    of: cases,
    count: z
      .number()
      .int()
      .meta({ description: 'How many of them', examples: [121] }),
    share: z
      .number()
      .optional()
      .meta({ description: '0 to 1; absent under twenty cases', examples: [0.86] }),
    ...interval,
  })
  .meta({ id: 'OpenShare', description: 'A share, with its cases and its 95 % interval (Wilson)' })

const median = z
  .strictObject({
    of: cases,
    median: z
      .number()
      .optional()
      .meta({ description: 'Absent under twenty cases', examples: [27.5] }),
    ...interval,
  })
  .meta({
    id: 'OpenMedian',
    description: 'A median, with its cases and its 95 % interval (by order)',
  })

export const statisticsRow = z
  .strictObject({
    key: z.string().meta({ description: 'Code or id of the row', examples: ['110117006'] }),
    name: bilingual,
    within: bilingual.optional(),
    whistles: z
      .number()
      .int()
      .meta({ description: 'Whistles that sounded', examples: [45] }),
    closed: z
      .number()
      .int()
      .meta({ description: 'Of those, how many are closed', examples: [40] }),
    calls: z
      .number()
      .int()
      .meta({ description: 'Departments that they called', examples: [42] }),
    onTime: share.meta({ description: 'Calls to which the department came in time' }),
    toArrive: median.meta({ description: 'Minutes from the call to the first arrival' }),
    toClose: median.meta({ description: 'Hours from the whistle to its close' }),
  })
  .meta({ id: 'OpenStatisticsRow', description: 'Figures of one street, department or type' })

const notice = z
  .strictObject({
    zh: z.string().meta({ description: 'In Chinese', examples: ['不足二十件的不给出比率'] }),
    en: z.string().meta({ description: 'In English', examples: ['No rate under twenty cases'] }),
  })
  .meta({ description: 'To be shown with the figures' })

export const statistics = z
  .strictObject({
    invented,
    notice,
    by: z.string().meta({ description: 'What a row is', examples: ['street'] }),
    from: z.string().meta({ description: 'First day', examples: ['2025-03-03'] }),
    to: z.string().meta({ description: 'Last day', examples: ['2026-03-02'] }),
    madeAt: instant,
    total: statisticsRow,
    items: z.array(statisticsRow).meta({ description: 'By name; never by a rate' }),
  })
  .meta({ id: 'OpenStatistics', description: 'Open figures of whistles' })
