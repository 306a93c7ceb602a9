// The story of a whistle or a case, and the code shown on the scene.
import { z } from 'zod'
import { by, instant } from './shared.ts'

export const storyLine = z
  .strictObject({
    position: z
      .string()
      .meta({ description: 'Place in the global order', examples: ['4294967297'] }),
    at: instant,
    type: z.string().meta({ description: 'Name of the event', examples: ['SummonsSigned'] }),
    sentence: z
      .string()
      .meta({ description: 'As a colleague would tell it', examples: ['14:07 城管执法局签收'] }),
    by,
    event: z.record(z.string(), z.unknown()).meta({
      description: 'The event’s own fields; texts opened where you may read them',
      examples: [{ at: 1484613000000, department: '110117-police' }],
    }),
  })
  .meta({ id: 'StoryLine', description: 'One event, told' })

export const timeline = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'] }),
    invented: z.boolean().meta({ description: 'The people and events are invented' }),
    items: z.array(storyLine),
  })
  .meta({ id: 'Timeline', description: 'The story, one sentence an event' })

export const sceneCode = z
  .strictObject({
    code: z.string().meta({ description: 'Show it on the scene', examples: ['7K2QX9M4'] }),
    shownFrom: instant,
    shownTo: instant,
    nextCode: z
      .string()
      .meta({ description: 'The code that is shown after this one', examples: ['GRJ3CCA8'] }),
    codeSeconds: z
      .number()
      .meta({ description: 'For how many seconds each code is shown', examples: [60] }),
    ahead: z
      .array(z.string())
      .optional()
      .meta({
        description: 'The codes from this one on, when they were asked for',
        examples: [['7K2QX9M4', 'B3TVW8ND']],
      }),
  })
  .meta({ id: 'SceneCode', description: 'The code on show now and the one after it' })

export const sceneCodeQuery = z.strictObject({
  minutesAhead: z.coerce
    .number()
    .int()
    .min(1)
    .max(240)
    .optional()
    .meta({
      description: 'Also the codes of so many minutes, for a phone that has to show them offline',
      examples: [120],
    }),
})
