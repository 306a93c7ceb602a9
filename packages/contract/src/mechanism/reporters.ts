// Who reported: sealed, opened with a purpose, and followed by the reporter without an account.
import { z } from 'zod'
import { followed } from './public.ts'
import { bilingual, caseId, id, instant, text } from './shared.ts'
import * as shown from './shown.ts'

export const reportPath = z.strictObject({ id: caseId, report: id })

export const unseal = z
  .strictObject({
    purpose: text({ max: 500, min: 4 }).meta({
      description: 'What it is needed for; the reporter is shown it',
      examples: ['回访核实现场位置'],
    }),
  })
  .meta({ id: 'UnsealReporter', description: 'Open who reported, for a stated purpose' })

export const reporter = z
  .strictObject({
    name: z
      .string()
      .optional()
      .meta({ description: 'Name', examples: ['示例居民'] }),
    phone: z
      .string()
      .optional()
      .meta({ description: 'Telephone number', examples: ['+99900000001'] }),
    address: z
      .string()
      .optional()
      .meta({ description: 'Home address', examples: ['海子村示例胡同12号'] }),
    account: z
      .string()
      .optional()
      .meta({ description: 'Account elsewhere', examples: ['shili-88'] }),
    openedAt: instant,
  })
  .meta({ id: 'Reporter', description: 'Who reported, opened now; it is on record' })

export const followCode = z
  .strictObject({
    number: z
      .string()
      .meta({ description: 'Number of the report, to be told', examples: ['110117-4821903567'] }),
    code: z.string().meta({
      description: 'Shown once, kept nowhere: who has it may ask how the report fares',
      examples: ['7KQ2M-X4C9R-B1T8V-N6ZPD'],
    }),
  })
  .meta({ id: 'FollowCode', description: 'Number and code by which a reporter asks' })

export const publicPath = z.strictObject({
  number: z
    .string()
    .regex(/^\d{6}-\d{10}$/, { error: 'not_an_id' })
    .meta({ description: 'Number of the report', examples: ['110117-4821903567'] }),
})

export const followHeaders = z.object({
  'follow-code': z
    .string()
    .max(60)
    .optional()
    .meta({
      description: 'The code that came with the number',
      examples: ['7KQ2M-X4C9R-B1T8V-N6ZPD'],
    }),
})

export const publicReport = z
  .strictObject({
    number: z.string().meta({ description: 'Number of the report', examples: ['R-110117-8K2M9X'] }),
    receivedAt: instant,
    status: z
      .enum(['in_progress', 'closed'])
      .meta({ description: 'How the matter stands', examples: ['in_progress'] }),
    identity: z
      .enum(['none', 'sealed', 'erased'])
      .meta({ description: 'What is kept of who you are', examples: ['sealed'] }),
    opened: z
      .array(
        z.strictObject({
          at: instant,
          what: z
            .enum(['identity', 'home_address'])
            .meta({ description: 'What was opened', examples: ['identity'] }),
          officeName: bilingual
            .optional()
            .meta({ description: 'By which office; never which person' }),
          purpose: shown.erasable('What for', '回访核实现场位置').optional(),
        }),
      )
      .meta({ description: 'Who opened who you are, and why; the newest first' }),
    ...followed,
  })
  .meta({ id: 'PublicReport', description: 'How a report fares, for whoever made it' })

export const sentReport = z
  .strictObject({
    id: z.string().meta({ description: 'Id of the report', examples: ['r1'] }),
    source: z.string().meta({ description: 'Who said it', examples: ['hotline'] }),
    text: shown.erasable(
      'What was said; to a department without names and numbers of people',
      '夜里有挖掘机作业',
    ),
    address: shown
      .erasable('The reporter’s home, as far as the duty needs it', '海子村示例胡同')
      .optional(),
    receivedAt: instant,
  })
  .meta({ id: 'SentReport', description: 'A report as it is sent on with a whistle' })

export const sentReports = z
  .strictObject({ items: z.array(sentReport) })
  .meta({ id: 'SentReports', description: 'The reports behind a whistle' })
