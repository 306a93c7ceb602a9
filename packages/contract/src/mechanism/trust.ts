// Whether the installation does its work: monitors, canaries, alarms, and the status that names them.
import { z } from 'zod'
import { duration } from '../kernel/duration.ts'
import { divisionCode, id } from '../kernel/id.ts'
import { page, pageQuery } from '../kernel/page.ts'
import { audience, channelCodes } from './broadcasts.ts'
import { instant, line } from './shared.ts'
import * as shown from './shown.ts'

const label = line({ max: 60 }).meta({ description: 'What it is called', examples: ['12345 平台'] })

const milliseconds = (description: string) => shown.count(description, 1840)

export const monitorId = id.meta({
  description: 'Id of a monitor',
  examples: ['monitor-110117-4f0c2b'],
})
export const canaryId = id.meta({
  description: 'Id of a canary',
  examples: ['canary-110117-4f0c2b'],
})

const every = duration.meta({ description: 'How often', examples: ['PT5M'] })

const MINUTE_MS = 60_000

/** What it says on its way is kept for ever: it is no pulse. */
const everySoOften = duration
  .refine(ms => ms >= MINUTE_MS, { error: 'too_short_a_time' })
  .meta({ description: 'How often; a minute at the least', examples: ['PT1H'] })

export const newMonitor = z
  .strictObject({
    district: divisionCode,
    label,
    every,
    grace: duration.meta({ description: 'How late it may be', examples: ['PT2M'] }),
    audience,
  })
  .meta({ id: 'NewMonitor', description: 'An outside system that is to report at intervals' })

export const createdMonitor = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['monitor-110117-4f0c2b'] }),
    path: z.string().meta({
      description: 'Where it reports, by POST; shown this once',
      examples: ['/api/public/beats/…'],
    }),
  })
  .meta({ id: 'CreatedMonitor', description: 'A monitor and the address at which it is heard' })

const monitor = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['monitor-110117-4f0c2b'] }),
    district: z.string().meta({ description: 'Whose it is', examples: ['110117'] }),
    label,
    everyMs: milliseconds('How often it is to report'),
    graceMs: milliseconds('How late it may be'),
    audience,
    state: z.enum(['waiting', 'heard', 'silent', 'ended']).meta({ description: 'How it fares' }),
    heardAt: instant.optional(),
    silentSince: instant.optional(),
    createdAt: instant,
  })
  .meta({ id: 'Monitor', description: 'An outside system that reports, without its address' })

/** Of whom audiences name. */
const called = { names: shown.names, people: shown.peopleNames }

export const monitorPage = page(monitor).extend(called).meta({
  id: 'MonitorPage',
  description: 'A page of monitors',
})

export const listQuery = z.strictObject(pageQuery)

export const ended = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['w-110117-01hq3v8k2m9x4c7b5n6t'] }),
  })
  .meta({ id: 'Ended', description: 'It watches nothing any more' })

export const beatCode = z
  .string()
  .regex(/^[A-Za-z0-9_-]{32,64}$/, { error: 'not_an_id' })
  .meta({
    description: 'The secret part of the address',
    examples: ['k3Jd8fLq2Zr7Xw1Vb5Nc9Mh4Tg6Yp0Sa'],
  })

export const heard = z
  .strictObject({ ok: z.literal(true).meta({ description: 'It was heard' }) })
  .meta({ id: 'Heard', description: 'The report was written down' })

const returns = z.enum(['accepted', 'delivered', 'echo']).meta({
  description:
    'What counts as back: the channel took it, its provider says that it arrived, or the receiver called the address in it',
  examples: ['delivered'],
})

export const newCanary = z
  .strictObject({
    district: divisionCode,
    label,
    every: everySoOften,
    within: duration.meta({ description: 'Later than this is lost', examples: ['PT1M'] }),
    audience,
    channels: channelCodes.optional(),
    returns,
    alarm: audience.optional().meta({ description: 'Who is told when it is lost' }),
  })
  .meta({ id: 'NewCanary', description: 'A message that goes the whole way at intervals' })

export const createdCanary = z
  .strictObject({ id: z.string().meta({ description: 'Its id', examples: ['canary-110117-4f'] }) })
  .meta({ id: 'CreatedCanary', description: 'It sends its first message at once' })

const run = z
  .strictObject({
    at: instant,
    state: z.enum(['waiting', 'returned', 'lost']).meta({ description: 'What became of it' }),
    tookMs: milliseconds('From being called to being back').optional(),
    channel: z
      .string()
      .optional()
      .meta({ description: 'By which channel', examples: ['sms'] }),
  })
  .meta({ id: 'CanaryRun', description: 'One message of a canary' })

const canary = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['canary-110117-4f0c2b'] }),
    district: z.string().meta({ description: 'Whose it is', examples: ['110117'] }),
    label,
    everyMs: milliseconds('How often'),
    withinMs: milliseconds('Later than this is lost'),
    audience,
    channels: z
      .array(z.string())
      .optional()
      .meta({
        description: 'By these channels only',
        examples: [['sms']],
      }),
    returns,
    ended: z.boolean().meta({ description: 'It sends nothing any more' }),
    createdAt: instant,
    nextAt: instant.optional(),
    runs: z.array(run).meta({ description: 'The last ten, newest first' }),
  })
  .meta({ id: 'Canary', description: 'A message that goes the whole way at intervals' })

export const canaryPage = page(canary)
  .extend(called)
  .meta({ id: 'CanaryPage', description: 'A page of canaries' })

const alarmKind = z
  .string()
  .meta({ description: 'What is wrong, by code', examples: ['monitor_silent'] })

const alarm = z
  .strictObject({
    id: z.string().meta({ description: 'Its id', examples: ['alarm-110117-01hq3v8k2m9x'] }),
    district: z
      .string()
      .meta({ description: 'Where; 000000: the installation', examples: ['000000'] }),
    kind: alarmKind,
    words: z
      .strictObject({
        zh: z.string().meta({ description: 'In Chinese', examples: ['外部系统没有按时报到'] }),
        en: z.string().meta({
          description: 'In English',
          examples: ['an outside system has gone silent'],
        }),
      })
      .meta({ description: 'What is wrong, in both languages' }),
    source: z.string().meta({ description: 'What it was found on', examples: ['send_urgent'] }),
    label: z
      .string()
      .meta({ description: 'What that is called, or how much', examples: ['12345'] }),
    raisedAt: instant,
    clearedAt: instant.optional(),
    broadcast: z
      .string()
      .optional()
      .meta({
        description: 'The messages that told of it',
        examples: ['b-110117-01hq3v8k2m9x4c7b5n6t'],
      }),
  })
  .meta({ id: 'Alarm', description: 'Something that is or was wrong' })

export const alarmPage = page(alarm).meta({ id: 'AlarmPage', description: 'Alarms, newest first' })

export const alarmQuery = z.strictObject({
  ...pageQuery,
  open: z.enum(['true', 'false']).optional().meta({ description: 'Those that last, or are over' }),
})

const level = z
  .enum(['good', 'degraded', 'bad'])
  .meta({ description: '`bad`: people are not reached', examples: ['good'] })

const channelStatus = z
  .strictObject({
    channel: z.string().meta({ description: 'Code of the channel', examples: ['sms'] }),
    state: z.enum(['good', 'failing', 'untried']).meta({ description: 'In the last hour' }),
    taken: shown.count('Messages that it took in the last hour', 41),
    failed: shown.count('Messages that it did not take', 0),
  })
  .meta({ id: 'ChannelStatus', description: 'How a channel fared in the last hour' })

const queueStatus = z
  .strictObject({
    queue: z.string().meta({ description: 'Name of the queue', examples: ['send_urgent'] }),
    priority: z.enum(['urgent', 'calm']).meta({ description: 'Urgent ones have their own hands' }),
    waiting: shown.count('Jobs that could be done now', 0),
    oldestMs: milliseconds('How long the oldest has waited'),
  })
  .meta({ id: 'QueueStatus', description: 'What waits to be sent' })

const clockStatus = z
  .strictObject({
    trusted: z.boolean().meta({ description: 'Deadlines fire only on a clock that is trusted' }),
    trouble: z
      .string()
      .optional()
      .meta({ description: 'What is wrong with it, by code', examples: ['behind_database'] }),
    apartMs: z
      .int()
      .optional()
      .meta({ description: 'By how much', examples: [1500] }),
  })
  .meta({ id: 'ClockStatus', description: 'Whether the time can be trusted' })

const outage = z
  .strictObject({ from: instant, to: instant })
  .meta({ id: 'RecordedOutage', description: 'Muster itself was away' })

const heartbeat = z
  .strictObject({
    configured: z.boolean().meta({ description: 'Something outside is told at intervals' }),
    at: instant.optional(),
    ok: z.boolean().optional().meta({ description: 'Whether the last one was taken' }),
  })
  .meta({
    id: 'HeartbeatStatus',
    description: 'By this something outside notices when Muster stops',
  })

const lastCanary = z
  .strictObject({ label, last: run.optional() })
  .meta({ id: 'CanaryStatus', description: 'The last message of a canary' })

const lateness = z
  .strictObject({
    overdue: shown.count('Deadlines that are due and have not fired', 0),
    oldestMs: milliseconds('How late the latest of them is'),
  })
  .meta({ id: 'LatenessStatus', description: 'Whether deadlines fire in time' })

const subset = {
  at: instant,
  level,
  clock: clockStatus,
  channels: z.array(channelStatus),
  outages: z.array(outage).meta({ description: 'Of the last thirty days, newest first' }),
}

export const publicStatus = z
  .strictObject(subset)
  .meta({ id: 'PublicStatus', description: 'What everybody may know of the installation' })

export const status = z
  .strictObject({
    ...subset,
    jobs: z.array(queueStatus),
    canaries: z.array(lastCanary),
    heartbeat,
    lateness,
    alarms: z.array(alarm).meta({ description: 'Those that last' }),
  })
  .meta({ id: 'Status', description: 'How the installation fares' })
