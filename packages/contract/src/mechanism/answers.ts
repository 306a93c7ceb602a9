// Answering from a link or a text message, and what messages would say.
import { PAGE_ACTS } from '@muster/domain'
import { z } from 'zod'
import { departmentId, whistleId } from './shared.ts'
import { returnSummons } from './whistle-commands.ts'

const code = z
  .string()
  .regex(/^[A-Za-z0-9_-]{26}$/, { error: 'not_a_code' })
  .meta({
    description: 'What stands behind the # of the link; send it in the body, never in an address',
    examples: ['AayFq3v8k2m9x4c7b5n6tZr1Qw'],
  })

export const lookAtAnswer = z
  .strictObject({ code })
  .meta({ id: 'AnswerLook', description: 'Asks what a link is for; nothing happens by it' })

export const answer = z
  .strictObject({
    code,
    act: z
      .enum(['sign', 'return', 'acknowledge'])
      .meta({ description: 'One of those that the link is for', examples: ['sign'] }),
    return: returnSummons
      .optional()
      .meta({ description: 'Only with `return`: list item, right unit and reason' }),
  })
  .meta({ id: 'Answer', description: 'Answers a call or a stand-down by the link of a message' })

const choice = (id: string, description: string) =>
  z
    .strictObject({
      id: z.string().meta({ description: 'Goes into the answer', examples: ['110117-water'] }),
      name: z.string().meta({ description: 'What it is called', examples: ['平谷区水务局'] }),
    })
    .meta({ id, description })

export const answerable = z
  .strictObject({
    state: z.enum(['open', 'used', 'over']).meta({
      description: '`used`: it was answered by this link; `over`: nothing waits for an answer',
      examples: ['open'],
    }),
    acts: z
      .array(z.enum(['sign', 'return', 'acknowledge']))
      .meta({ description: 'What can be answered' }),
    title: z.string().meta({ description: 'Headline of the message', examples: ['应急处置吹哨'] }),
    text: z
      .string()
      .meta({ description: 'The message', examples: ['金海湖地区 14:07 吹哨，请 5 分钟内签收'] }),
    office: z
      .string()
      .meta({ description: 'In which office it is answered', examples: ['110117-police.duty'] }),
    needsLogIn: z.boolean().meta({
      description: 'It went to a group: only the person, logged in, can use it',
    }),
    listItems: z
      .array(choice('AnswerListItem', 'An entry of the responsibility list that a return can cite'))
      .meta({ description: 'For a return' }),
    units: z
      .array(choice('AnswerUnit', 'A unit that a return can name instead'))
      .meta({ description: 'For a return' }),
  })
  .meta({ id: 'Answerable', description: 'What a link is for, and how it stands' })

/** Whatever a gateway writes there. */
const field = z.unknown()

export const smsSecret = z.strictObject({
  secret: z
    .string()
    .max(200)
    .meta({ description: 'callbackSecret of the gateway', examples: ['k3Jd8fLq2Zr7Xw1Vb5Nc9Mh4'] }),
})

const callBack = z.record(z.string().max(100), field)

export const smsCallBack = z.union([callBack, z.array(callBack).max(500)]).meta({
  id: 'SmsCallBack',
  description:
    'As the gateway sends it; which fields are read is said in the file of the channels. As a form, too',
  examples: [{ msgid: 'm-77', stat: 'DELIVRD' }],
})

export const smsAnswer = z
  .string()
  .meta({ id: 'SmsCallBackAnswer', description: 'What the gateway wants to read' })

export const templateQuery = z.strictObject({
  whistle: whistleId,
  act: z.enum(PAGE_ACTS).meta({ description: 'What somebody is told', examples: ['call'] }),
  channel: z
    .string()
    .regex(/^[a-z_]{1,20}$/)
    .meta({ description: 'Code of the channel', examples: ['sms'] }),
  language: z
    .enum(['zh', 'en'])
    .default('zh')
    .meta({ description: 'Of the message', examples: ['zh'] }),
  department: departmentId.optional(),
  gap: z
    .enum(['true', 'false'])
    .default('false')
    .meta({ description: 'As if nobody were on the roster', examples: ['false'] }),
})

export const template = z
  .strictObject({
    title: z.string().meta({ description: 'Headline', examples: ['应急处置吹哨'] }),
    text: z.string().meta({
      description: 'The message as this channel brings it',
      examples: ['金海湖地区 14:07 吹哨，请 5 分钟内签收'],
    }),
    characters: z.int().meta({ description: 'Length of the text', examples: [64] }),
  })
  .meta({ id: 'MessagePreview', description: 'A message as somebody would read it' })
