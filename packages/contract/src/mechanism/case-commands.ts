// Bodies of the commands on a case.
import { z } from 'zod'
import {
  caseId,
  code,
  departmentId,
  id,
  instant,
  line,
  note,
  organisationId,
  point,
  problemType,
  reason,
  text,
  whistleId,
} from './shared.ts'

export const report = z
  .strictObject({
    id: id.optional().meta({
      description: 'Your own id for it, so that it is never taken twice; made for you when absent',
      examples: ['12345-20170912-000871'],
    }),
    source: code.meta({
      description: 'Who said it: resident, patrol, hotline, sensor, leader …',
      examples: ['hotline'],
    }),
    text: text({ max: 10_000 }).meta({
      description: 'What was said',
      examples: ['海子村后山夜里有挖掘机作业，拉走矿石'],
    }),
    reporter: z
      .strictObject({
        name: line({ max: 100 })
          .optional()
          .meta({ description: 'Name', examples: ['示例居民'] }),
        phone: line({ max: 40 })
          .optional()
          .meta({ description: 'Telephone number', examples: ['+99900000001'] }),
        address: line({ max: 300 })
          .optional()
          .meta({ description: 'Home address', examples: ['海子村示例胡同12号'] }),
        account: line({ max: 100 })
          .optional()
          .meta({ description: 'Account in the source system', examples: ['shili-88'] }),
      })
      .optional()
      .meta({
        description:
          'Who said it; sealed under a key of its own, and opened only for a stated purpose',
      }),
    receivedAt: instant.optional().meta({ description: 'When it came in; now when absent' }),
  })
  .meta({ id: 'AddReport', description: 'One thing that one source said' })

export const openCase = z
  .strictObject({
    title: line({ max: 200 }).meta({
      description: 'The matter in one line',
      examples: ['海子村后山夜间非法盗采金矿'],
    }),
    problemType,
    point,
    organisation: organisationId
      .optional()
      .meta({ description: 'Whose case it is; your own organisation when absent' }),
    report: report.optional().meta({ description: 'The first report, if there is one' }),
    recursFrom: caseId
      .optional()
      .meta({ description: 'The earlier case of which this is the return' }),
  })
  .meta({ id: 'OpenCase', description: 'A matter that lives on through reports and whistles' })

export const selfHandling = z
  .strictObject({ text: note })
  .meta({ id: 'SelfHandling', description: 'What the sub-district did itself, without a whistle' })

export const closeCase = z
  .strictObject({
    outcome: z
      .enum(['solved_by_whistle', 'handled_by_itself', 'not_solved', 'beyond_duty'])
      .meta({ description: 'How it ended', examples: ['solved_by_whistle'] }),
    ground: reason,
  })
  .meta({ id: 'CloseCase', description: 'Close a case that has no open whistle' })

export const planRecheck = z
  .strictObject({ dueAt: instant.meta({ description: 'Look again by then' }) })
  .meta({ id: 'PlanRecheck', description: 'Plan to look again' })

export const recheckResult = z
  .strictObject({
    found: z
      .enum(['holds', 'came_back'])
      .meta({ description: '`came_back` reopens a closed case', examples: ['holds'] }),
    text: note,
  })
  .meta({ id: 'RecheckResult', description: 'What a second look found' })

export const residentWord = z
  .strictObject({
    solved: z.boolean().meta({ description: 'Whether the resident says that it is solved' }),
    text: note,
  })
  .meta({ id: 'ResidentWord', description: 'What a resident says of the result' })

export const judgeWord = z
  .strictObject({
    reopens: z.boolean().meta({ description: 'Whether the case is taken up again' }),
    reason,
  })
  .meta({ id: 'JudgeWord', description: 'The sub-district judges the last word of a resident' })

export const recurrence = z
  .strictObject({ from: caseId.meta({ description: 'The earlier case' }) })
  .meta({ id: 'Recurrence', description: 'This case is the return of an earlier one' })

export const history = z
  .strictObject({
    entries: z
      .array(
        z.strictObject({
          at: instant,
          source: line({ max: 100 }).meta({
            description: 'The system or book it comes from',
            examples: ['2015 年信访台账'],
          }),
          text: note,
        }),
      )
      .min(1)
      .max(500)
      .meta({ description: 'What was done, each with its time and source' }),
  })
  .meta({
    id: 'CaseHistory',
    description: 'What was done earlier, elsewhere: kept as told, never counted as our own',
  })

export const measureOutcome = z
  .strictObject({
    whistle: whistleId,
    department: departmentId,
    measure: id.meta({ description: 'Id of the measure', examples: ['m-110117-01hq3v8k2m9x'] }),
    outcome: code.meta({
      description: 'What became of it: final, revoked, paid, in_court …',
      examples: ['final'],
    }),
    text: note,
  })
  .meta({
    id: 'MeasureOutcome',
    description: 'What became of a measure later: solved can come before the penalty is final',
  })

export const offerMerge = z
  .strictObject({
    from: caseId.meta({ description: 'The case that shall live on in this one' }),
  })
  .meta({ id: 'OfferMerge', description: 'Ask the keeper of this case to take yours into it' })

export const merge = z
  .strictObject({
    from: caseId.meta({ description: 'The case that ends; its reports and whistles move here' }),
  })
  .meta({
    id: 'MergeCase',
    description: 'Take another case into this one; across districts only after an offer',
  })
