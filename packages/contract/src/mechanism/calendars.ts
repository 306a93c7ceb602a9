// Duty as a calendar: addresses for calendar programs.
import { z } from 'zod'
import { id, instant } from './shared.ts'
import * as shown from './shown.ts'

export const feedId = id.meta({ description: 'Id of the calendar', examples: ['cal-110117-4f0c'] })

const feed = z.strictObject({
  id: z.string().meta({ description: 'Id, by which it is revoked', examples: ['cal-110117-4f0c'] }),
  roster: z
    .string()
    .optional()
    .meta({
      description: 'Whose duty it shows; absent: your own, wherever you have any',
      examples: ['roster-110117-110117-planning.duty'],
    }),
  createdAt: instant,
})

export const newFeed = feed
  .extend({
    path: z.string().meta({
      description: 'Where a calendar program reads it; shown this once, so keep it',
      examples: ['/api/public/calendars/…'],
    }),
  })
  .meta({ id: 'NewCalendar', description: 'A calendar’s address: whoever has it may read' })

export const feeds = z
  .strictObject({ items: z.array(feed).meta({ description: 'The oldest first' }) })
  .meta({ id: 'Calendars', description: 'Your calendars, without their addresses' })

export const revoked = z
  .strictObject({ id: shown.person.meta({ description: 'Id of the calendar' }) })
  .meta({ id: 'RevokedCalendar', description: 'It shows nothing any more' })

export const secret = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}(\.ics)?$/, { error: 'not_an_id' })
  .meta({
    description: 'The secret part of the address',
    examples: ['k3Jd8fLq2Zr7Xw1Vb5Nc9Mh4Tg6Yp0SaEuIoKjLdQxW.ics'],
  })
