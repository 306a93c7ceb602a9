// Who is told what: the delivery log, a person's inbox, and what is done with a message that failed.
import { BROADCAST_ACTS, PAGE_ACTS } from '@muster/domain'
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { bilingual, instant } from './shared.ts'
import * as shown from './shown.ts'

const EXAMPLE_ID = 'w-110117-01hq3v8k2m9x4c7b5n6t.9f2c4e6a8b0d1f3e'

export const pageId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,98}$/, { error: 'not_an_id' })
  .meta({ description: 'Id of a message: its whistle, a dot, and a code', examples: [EXAMPLE_ID] })

const act = z
  .enum([...PAGE_ACTS, ...BROADCAST_ACTS])
  .meta({ description: 'What they are told', examples: ['call'] })

const status = z
  .enum(['open', 'settled', 'failed'])
  .meta({ description: 'A failed one waits until somebody sends it again', examples: ['open'] })

const attemptStatus = z
  .enum(['planned', 'ready', 'sending', 'accepted', 'delivered', 'seen', 'failed'])
  .meta({ description: 'How far the message came', examples: ['accepted'] })

const channel = z.string().meta({ description: 'Code of the channel', examples: ['inbox'] })

const sendReason = z
  .string()
  .meta({ description: 'Why it failed, by code; it holds no address', examples: ['no_receipt'] })

const broadcast = z
  .string()
  .optional()
  .meta({ description: 'The drill, canary or alarm', examples: ['b-110117-01hq3v8k2m9x4c7b5n6t'] })

const told = {
  id: z.string().meta({ description: 'Id of the message', examples: [EXAMPLE_ID] }),
  whistle: shown.whistle.optional().meta({
    description: 'Absent for what is said outside of whistles',
    examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'],
  }),
  broadcast,
  department: shown.department
    .optional()
    .meta({ description: 'Whose summons it is about', examples: ['110117-police'] }),
  organisation: shown.organisation,
  person: shown.person,
  layer: z
    .enum(['duty', 'team', 'head'])
    .optional()
    .meta({ description: 'The layer of the roster that they were found in', examples: ['duty'] }),
  act,
  clock: z
    .string()
    .optional()
    .meta({ description: 'The clock whose ladder it belongs to', examples: ['sign'] }),
  status,
  because: z
    .enum(['answered', 'needless', 'told'])
    .optional()
    .meta({ description: 'Why it ended', examples: ['needless'] }),
  dueAt: instant.optional().meta({ description: 'Of the clock that it is about' }),
  openedAt: instant,
  gap: z.boolean().meta({
    description: 'Nobody was on the roster: told in their place, at once',
    examples: [false],
  }),
  emergency: z.boolean().meta({ description: 'Breaks quiet hours', examples: [true] }),
  drill: shown.drill,
  seen: z.boolean().meta({ description: 'Somebody has looked at it', examples: [false] }),
}

const last = {
  channel: channel.optional(),
  attempts: shown.count('How often it was sent', 1),
  attemptStatus: attemptStatus.optional(),
  reason: sendReason.optional(),
  nextAt: instant.optional().meta({ description: 'When something happens by itself' }),
}

export const notification = z
  .strictObject({ ...told, ...last })
  .meta({ id: 'Notification', description: 'One person told one thing; without address and words' })

const called = { names: shown.names, people: shown.peopleNames }

export const notificationPage = page(notification).extend(called).meta({
  id: 'NotificationPage',
  description: 'A page of the delivery log, newest first',
})

const yesNo = z.enum(['true', 'false'])

export const notificationQuery = z.strictObject({
  ...pageQuery,
  status: status.optional(),
  attemptStatus: attemptStatus.optional(),
  channel: shown.sought.optional(),
  whistle: shown.sought.optional(),
  department: shown.sought.optional(),
  person: shown.sought.optional(),
  act: act.optional(),
  gap: yesNo.optional().meta({ description: 'Where nobody was on the roster' }),
  drill: yesNo.optional().meta({ description: 'Of rehearsals, or of what was real' }),
})

const attempt = z
  .strictObject({
    n: shown.count('Which attempt', 1),
    channel,
    tries: shown.count('Which try by this channel', 1),
    dueAt: instant,
    status: attemptStatus,
    at: instant.optional(),
    reason: sendReason.optional(),
  })
  .meta({ id: 'Attempt', description: 'One message by one channel' })

const toldFields = {
  ...told,
  needed: z.boolean().meta({ description: 'They still have to be told', examples: [true] }),
  attempts: z.array(attempt).meta({ description: 'Every attempt, in order' }),
}

export const oneNotification = z.strictObject({ ...toldFields, ...called }).meta({
  id: 'NotificationTold',
  description: 'One person told one thing, with every attempt; without address and words',
})

export const pagesOfWhistle = z
  .strictObject({
    id: shown.whistle,
    items: z.array(
      z
        .strictObject({
          ...toldFields,
        })
        .meta({ id: 'Told', description: 'One person told one thing, with every attempt' }),
    ),
  })
  .meta({ id: 'PagesOfWhistle', description: 'Who was told what of a whistle, oldest first' })

export const inboxItem = z
  .strictObject({
    id: told.id,
    whistle: told.whistle,
    broadcast,
    department: told.department,
    act,
    words: bilingual.meta({
      description: 'What it asks, in both languages',
      examples: [{ zh: '吹哨召集，请签收', en: 'You are called: sign' }],
    }),
    openedAt: instant,
    dueAt: told.dueAt,
    status,
    emergency: told.emergency,
    drill: shown.drill,
    seen: told.seen,
  })
  .meta({ id: 'InboxItem', description: 'Something that you were told' })

export const inbox = page(inboxItem)
  .extend({ unseen: shown.count('How many of all of yours you have not looked at', 2) })
  .meta({ id: 'Inbox', description: 'What you were told, newest first' })

export const inboxQuery = z.strictObject({
  ...pageQuery,
  seen: yesNo.optional().meta({ description: 'Whether you have looked at it' }),
})
