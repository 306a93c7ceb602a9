import { describe, expect, test } from 'vitest'
import { keepsTarget } from '../../mechanism/keeps-target.ts'
import type { StoryEvent } from '../../mechanism/story/tell.ts'
import { STORY_EVENT_TYPES } from '../../mechanism/story/tell.ts'
import { toldToDepartment } from './told.ts'

/** Only what the question reads. */
function event(fields: { readonly type: StoryEvent['type']; readonly [name: string]: unknown }) {
  return fields as unknown as StoryEvent
}

describe('23. A story that keeps the target', () => {
  test('tells neither what is asked nor what is done, returned, ruled or found', () => {
    const kept = STORY_EVENT_TYPES.filter(type => keepsTarget(event({ type })))
    const telling = [
      'WhistleDrafted',
      'DraftAmended',
      'WhistleRejected',
      'WhistleSounded',
      'SummonsCalled',
      'SummonsReturned',
      'SummonsExcused',
      'SummonsReplaced',
      'ReturnOverruled',
      'AskWidened',
      'MeasuresProposed',
      'MeasureTaken',
      'EvidenceAttached',
      'DoneClaimed',
      'DoneVetoed',
      'WhistleResolved',
      'GradingOpened',
      'SupervisionOpened',
    ] as const
    for (const type of telling) expect(kept).not.toContain(type)
    for (const type of ['SummonsSigned', 'ArrivalProved', 'ClockMissed', 'WhistleClosed'] as const)
      expect(kept).toContain(type)
  })

  test('a type that nobody has judged yet is not told', () => {
    expect(keepsTarget({ type: 'SomethingNew' } as unknown as StoryEvent)).toBe(false)
  })
})

describe('16. What a department is told of the others', () => {
  const police = { department: 'police', round: 1 }
  const urban = { department: 'urban', round: 1 }
  const told = (one: StoryEvent, department?: string) =>
    toldToDepartment(one, ['police', 'district'], department)

  test('its own grade and appeal, and no other', () => {
    for (const type of ['GradeGiven', 'AppealLodged', 'AppealDecided'] as const) {
      expect(told(event({ type, ...police }))).toEqual({ type, ...police })
      expect(told(event({ type, ...urban }))).toBeUndefined()
    }
  })

  test('of the window and its sealing its own part alone', () => {
    const opening = {
      whistle: 'w',
      subjects: [police, urban],
      departmentPeople: ['a'],
      callerPeople: ['b'],
    }
    expect(told(event({ type: 'GradingOpened', opening }))).toMatchObject({
      opening: { whistle: 'w', subjects: [police], departmentPeople: [], callerPeople: [] },
    })
    expect(told(event({ type: 'GradesSealed', ungraded: [urban] }))).toMatchObject({ ungraded: [] })
  })

  test('the orders that are for it', () => {
    const answered = event({ type: 'SupervisionAnswered' })
    expect(told(answered, 'police')).toBe(answered)
    expect(told(answered, 'urban')).toBeUndefined()
  })

  test('everything else that happened on the whistle', () => {
    const signed = event({ type: 'SummonsSigned', ...urban })
    expect(told(signed)).toBe(signed)
  })
})
