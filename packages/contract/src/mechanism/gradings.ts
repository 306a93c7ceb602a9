// Grades of a closed whistle: what is given, what is appealed, what is shown.
import { z } from 'zod'
import { page, pageQuery } from '../kernel/page.ts'
import { bilingual, clock, code, departmentId, instant, reason, whistleId } from './shared.ts'
import * as shown from './shown.ts'

export const scores = z
  .array(
    z
      .strictObject({
        dimension: code.meta({ description: 'Code of the dimension', examples: ['arrival'] }),
        points: z
          .number()
          .min(0)
          .max(10_000)
          .meta({ description: 'From 0 to the dimension’s maximum', examples: [85] }),
        reason,
      })
      .meta({ id: 'GivenScore', description: 'Points in one dimension, with the reason' }),
  )
  .min(1)
  .max(30)
  .meta({ description: 'Every dimension of the rubric, each once' })

export const giveGrade = z
  .strictObject({ scores })
  .meta({ id: 'GiveGrade', description: 'What the caller grants a department, by dimension' })

export const lodgeAppeal = z
  .strictObject({ reason })
  .meta({ id: 'LodgeAppeal', description: 'The department asks for another look at its grade' })

export const decideAppeal = z
  .strictObject({
    verdict: z.enum(['upheld', 'set_aside', 'replaced']).meta({
      description: 'The grade stands, counts no more, or is replaced; the old one is kept',
      examples: ['upheld'],
    }),
    reason,
    scores: scores.optional().meta({ description: 'The new scores; with `replaced` only' }),
  })
  .refine(body => (body.verdict === 'replaced') === (body.scores !== undefined), {
    error: 'scores_with_replaced_only',
    path: ['scores'],
  })
  .meta({ id: 'DecideAppeal', description: 'The answer of whoever may rule, never the grader' })

export const subjectPath = z.strictObject({
  whistleId,
  department: departmentId,
  round: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .meta({ description: 'The round of the department’s summons', examples: [1] }),
})

const score = z
  .strictObject({
    dimension: z.string().meta({ description: 'Code of the dimension', examples: ['arrival'] }),
    points: z.number().meta({ description: 'Points', examples: [85] }),
    reason: shown.erasable('Why', '按时到场'),
  })
  .meta({ id: 'Score', description: 'Points in one dimension, with the reason' })

export const subject = z
  .strictObject({
    department: shown.department,
    name: bilingual.optional(),
    round: shown.round,
    ended: z
      .string()
      .meta({ description: 'How the round ended', examples: ['released', 'defaulted'] }),
    graded: z
      .boolean()
      .optional()
      .meta({ description: 'Whether it has its grade; not told to departments until sealed' }),
    gradedAt: instant.optional(),
    gradedBy: z
      .string()
      .optional()
      .meta({ description: 'The office that graded', examples: ['110117006.secretary'] }),
    scores: z
      .array(score)
      .optional()
      .meta({ description: 'As first given; until sealed the grader alone sees them' }),
    counting: z
      .array(score)
      .optional()
      .meta({ description: 'The scores that count after an appeal; absent when set aside' }),
    overall: z
      .number()
      .optional()
      .meta({
        description: 'Weighted mean in percent, of the scores that count',
        examples: [86.5],
      }),
    appeal: z
      .strictObject({
        at: instant,
        reason: shown.erasable('Why another look is asked for', '当日已说明路况'),
        verdict: z
          .enum(['upheld', 'set_aside', 'replaced'])
          .optional()
          .meta({ description: 'Absent while it is pending', examples: ['upheld'] }),
        decidedAt: instant.optional(),
        verdictReason: shown.erasable('Why it was decided so', '确有封路').optional(),
      })
      .optional()
      .meta({ description: 'The appeal against the grade' }),
  })
  .meta({ id: 'GradedSubject', description: 'One department in one round' })

export const grading = z
  .strictObject({
    whistle: shown.whistle,
    version: shown.version,
    caller: shown.organisation,
    status: z
      .enum(['open', 'sealed'])
      .meta({ description: 'Blind while open: nobody sees another’s scores', examples: ['open'] }),
    drill: shown.drill,
    policy: z
      .string()
      .meta({ description: 'Kind and version it was blown under', examples: ['emergency@1'] }),
    rubric: z
      .array(
        z.strictObject({
          code: z.string().meta({ description: 'Code of the dimension', examples: ['arrival'] }),
          name: bilingual,
          weight: z
            .number()
            .meta({ description: 'Share of the whole, in percent', examples: [25] }),
          max: z.number().meta({ description: 'Most points', examples: [100] }),
        }),
      )
      .meta({ description: 'The dimensions that are graded' }),
    window: clock
      .omit({ outcome: true, climbed: true })
      .meta({ id: 'GradeWindow', description: 'How long grades can be given' }),
    sealedAt: instant.optional(),
    appealUntil: instant.optional(),
    subjects: z.array(subject).meta({ description: 'Departments see their own' }),
  })
  .meta({ id: 'Grading', description: 'The grades of one closed whistle' })

export const gradingRow = z
  .strictObject({
    whistle: shown.whistle,
    caller: shown.organisation,
    status: z
      .enum(['open', 'sealed'])
      .meta({ description: 'Blind while open', examples: ['open'] }),
    windowDueAt: instant,
    appealDueAt: instant.optional(),
    subjects: shown.count('Departments and rounds to be graded', 16),
    graded: z
      .number()
      .int()
      .optional()
      .meta({ description: 'Not told to departments until sealed', examples: [3] }),
    appealsPending: shown.count('Appeals without a verdict', 0),
    drill: shown.drill,
  })
  .meta({ id: 'GradingRow', description: 'A grading in a list' })

export const gradingPage = page(gradingRow).meta({
  id: 'GradingPage',
  description: 'A page of gradings',
})

export const gradingQuery = z.strictObject({
  ...pageQuery,
  status: z
    .enum(['open', 'sealed'])
    .optional()
    .meta({ description: 'Whether the grades are sealed' }),
  caller: shown.sought.optional(),
  department: shown.sought.optional().meta({ description: 'Was summoned' }),
  appealsPending: z
    .enum(['true', 'false'])
    .optional()
    .meta({ description: 'Whether an appeal waits for its verdict' }),
  sort: z
    .enum(['newest', 'oldest'])
    .default('newest')
    .meta({ description: 'By the end of the window', examples: ['newest'] }),
})
