// The official calendar and the notices that change it.
import { z } from 'zod'
import { id, line } from './shared.ts'
import * as shown from './shown.ts'

const instrument = line({ max: 300 }).meta({
  description: 'The paper that it rests on',
  examples: ['平谷区街乡召集权授权书'],
})

const localDate = z.iso.date().meta({ description: 'Local date', examples: ['2026-02-17'] })
const clockTime = z
  .string()
  .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/, { error: 'not_a_time' })
  .meta({ description: 'Local time', examples: ['09:00'] })

const officeHours = z
  .array(z.strictObject({ from: clockTime, to: clockTime }))
  .min(1)
  .max(10)
  .meta({ description: 'In order, without overlap' })

const dayKind = z.enum(['holiday', 'workday', 'ordinary'])

export const notice = z
  .strictObject({
    id: id.meta({ description: 'Its own id, never used twice', examples: ['gbf-2026-7'] }),
    instrument,
    days: z
      .record(localDate, dayKind)
      .default({})
      .refine(days => Object.keys(days).length <= 1000, { error: 'too_many_days' })
      .meta({ description: 'What each day becomes', examples: [{ '2026-02-14': 'workday' }] }),
    officeHours: officeHours.optional(),
  })
  .meta({
    id: 'CalendarNotice',
    description: 'Days that become holidays, working days or ordinary ones again, and office hours',
  })

export const calendarQuery = z
  .strictObject({ from: localDate, to: localDate })
  .refine(({ from, to }) => from <= to, { error: 'period_reversed', path: ['to'] })

export const calendar = z
  .strictObject({
    version: z
      .string()
      .meta({ description: 'Stamped on every clock', examples: ['chinese-days@1.5.7'] }),
    timeZone: z.string().meta({ description: 'IANA name', examples: ['Asia/Shanghai'] }),
    officeHours,
    days: z
      .array(
        z.strictObject({
          date: localDate,
          working: z.boolean().meta({ description: 'Whether offices work' }),
          kind: dayKind.meta({ description: '`ordinary`: as its weekday says' }),
        }),
      )
      .meta({ description: 'Every day of the period' }),
    notices: z
      .array(
        z.strictObject({
          id: z.string().meta({ description: 'Id of the notice', examples: ['gbf-2026-7'] }),
          instrument: shown.instrument,
          days: z
            .record(z.string(), dayKind)
            .meta({ description: 'What each day became', examples: [{ '2026-02-14': 'workday' }] }),
          officeHours: officeHours.optional(),
        }),
      )
      .meta({ description: 'In the order in which they were announced' }),
  })
  .meta({ id: 'Calendar', description: 'The official calendar with every notice' })
