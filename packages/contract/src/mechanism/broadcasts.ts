// Rehearsals of being reached: whom, for how long, and what became of it.
import { z } from 'zod'
import { divisionCode } from '../kernel/id.ts'
import { page, pageQuery } from '../kernel/page.ts'
import { instant, officeId, organisationId, personId, text } from './shared.ts'
import * as shown from './shown.ts'

const EXAMPLE_ID = 'b-110117-01hq3v8k2m9x4c7b5n6t'

export const broadcastId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,98}$/, { error: 'not_an_id' })
  .meta({ description: 'Id of a drill, canary or alarm', examples: [EXAMPLE_ID] })

const kind = <K extends string>(name: K) =>
  z.literal(name).meta({ description: 'Which kind of audience', examples: [name] })

const layer = z
  .enum(['duty', 'team', 'head'])
  .meta({ description: 'The layer of its roster', examples: ['duty'] })

export const audience = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: kind('duty'), organisation: organisationId, layer }).meta({
      description: 'Who is on duty for it when it begins',
    }),
    z.strictObject({ kind: kind('office'), office: officeId }).meta({
      description: 'Who holds that office, by its roster where it has one',
    }),
    z
      .strictObject({ kind: kind('person'), person: personId, organisation: organisationId })
      .meta({ description: 'One person, for that organisation' }),
    z
      .strictObject({ kind: kind('organisation'), organisation: organisationId })
      .meta({ description: 'Everybody who holds an office of it or of its parts' }),
    z
      .strictObject({ kind: kind('district'), district: divisionCode })
      .meta({ description: 'Everybody who holds an office in the district' }),
  ])
  .meta({
    id: 'Audience',
    description: 'Whom it reaches; found at the moment when it begins',
    examples: [{ kind: 'duty', organisation: '110117-police', layer: 'duty' }],
  })

export const channelCodes = z
  .array(z.string().regex(/^[a-z_]{2,20}$/, { error: 'not_a_code' }))
  .min(1)
  .max(8)
  .meta({
    description: 'By these channels only; absent: in each person’s own order',
    examples: [['sms']],
  })

export const drillPlan = z
  .strictObject({
    audiences: z
      .array(audience)
      .min(1)
      .max(200)
      .meta({
        description: 'Whom; everybody once',
        examples: [[{ kind: 'duty', organisation: '110117-police', layer: 'duty' }]],
      }),
    startsAt: instant.optional().meta({
      description: 'When it begins; absent: at once',
      examples: ['2026-03-02T10:00:00+08:00'],
    }),
    endsAt: instant.meta({
      description: 'Whoever has not answered by then did not answer',
      examples: ['2026-03-02T10:30:00+08:00'],
    }),
    channels: channelCodes.optional(),
    emergency: z
      .boolean()
      .default(false)
      .meta({ description: 'Breaks quiet hours, as an emergency does' }),
    words: text({ max: 500 })
      .optional()
      .meta({ description: 'Said besides', examples: ['汛期前通知演练'] }),
  })
  .meta({ id: 'DrillPlan', description: 'Who is to say that they can be reached, and by when' })

const status = z
  .enum(['planned', 'running', 'over'])
  .meta({ description: 'Where it stands', examples: ['over'] })

const because = z
  .enum(['window_over', 'cancelled', 'acknowledged', 'recovered', 'returned'])
  .meta({ description: 'Why it ended', examples: ['window_over'] })

const figures = z
  .strictObject({
    people: shown.count('Who were to be told', 16),
    told: shown.count('Whom a message reached', 15),
    notTold: shown.count('Whom none reached', 1),
    answered: shown.count('Who said that they got it', 13),
    silent: shown.count('Who were reached and did not say so', 2),
    gaps: shown.count('Told in the place of somebody who was not on the roster', 1),
  })
  .meta({ id: 'DrillFigures', description: 'A drill in figures; they count in no others' })

const drillFields = {
  id: z.string().meta({ description: 'Id of the drill', examples: [EXAMPLE_ID] }),
  status,
  because: because.optional(),
  startsAt: instant,
  endsAt: instant.optional(),
  plannedAt: instant,
  plannedBy: shown.person,
  organisation: shown.organisation,
  drill: z.literal(true).meta({ description: 'A rehearsal' }),
}

export const drill = z
  .strictObject({
    ...drillFields,
    audiences: z.array(audience),
    words: z
      .string()
      .nullable()
      .optional()
      .meta({ description: 'Null once erased', examples: ['今晚演练，请按时应答'] }),
    begunAt: instant.optional(),
    endedAt: instant.optional(),
    nobody: z.array(audience).meta({ description: 'Where nobody could be found at all' }),
    figures,
  })
  .meta({ id: 'Drill', description: 'A rehearsal of being reached' })

export const drillPage = page(
  z.strictObject(drillFields).meta({ id: 'DrillEntry', description: 'A drill in a list' }),
).meta({ id: 'DrillPage', description: 'A page of drills, newest first' })

export const drillQuery = z.strictObject({ ...pageQuery, status: status.optional() })

const tried = z
  .strictObject({
    n: shown.count('Which attempt', 1),
    channel: z.string().meta({ description: 'Code of the channel', examples: ['sms'] }),
    status: z
      .enum(['planned', 'ready', 'sending', 'accepted', 'delivered', 'seen', 'failed'])
      .meta({ description: 'How far it came' }),
    at: instant.optional(),
    reason: z
      .string()
      .optional()
      .meta({ description: 'Why it failed, by code', examples: ['no_address'] }),
  })
  .meta({ id: 'DrillAttempt', description: 'One message of a drill by one channel' })

export const OUTCOMES = ['answered', 'silent', 'not_told', 'waiting'] as const

const outcome = z.enum(OUTCOMES).meta({
  description:
    '`silent`: reached, and said nothing; `not_told`: no channel brought it; `waiting`: the window is open',
  examples: ['answered'],
})

export const reportQuery = z.strictObject({ ...pageQuery, outcome: outcome.optional() })

export const report = page(
  z
    .strictObject({
      person: shown.person,
      organisation: shown.organisation,
      layer: layer.optional(),
      gap: z.boolean().meta({ description: 'Told in the place of somebody who was not there' }),
      outcome,
      answeredAt: instant.optional(),
      attempts: z.array(tried),
    })
    .meta({ id: 'DrillPerson', description: 'What became of one person’s message' }),
).meta({ id: 'DrillReport', description: 'Everybody of a drill, by outcome and organisation' })
