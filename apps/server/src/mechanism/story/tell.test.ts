import {
  BY_SYSTEM,
  type CaseEvent,
  EMERGENCY,
  type GradingEvent,
  type PostEvent,
  type ReportId,
  type SupervisionEvent,
  toId,
  toInstant,
} from '@muster/domain'
import { describe, expect, test } from 'vitest'
import type { PageStoryEvent, ToldOfPage, ToldPageType } from './paging.ts'
import { plainStatus, statusGlyph, statusWord } from './status-words.ts'
import { STORY_EVENT_TYPES, type StoryEvent, tell } from './tell.ts'
import {
  AT,
  called,
  commanded,
  DUE,
  LATER,
  OFFICER,
  of,
  person,
  place,
  type Samples,
  sampleNames,
  stamp,
  text,
  WHISTLE_SAMPLES,
  water,
} from './testing.ts'
import { storyTimes } from './times.ts'
import { type Language, MEASURE_WORDS, openWord } from './words.ts'

const report = { id: toId<ReportId>('r'), source: '12345', text: text('report'), receivedAt: DUE }

const CASE_SAMPLES: Samples<CaseEvent> = {
  CaseOpened: {
    ...called,
    type: 'CaseOpened',
    case: toId('c'),
    fields: {
      organisation: toId('town'),
      district: toId('110117'),
      title: text('title'),
      problemType: 'mining',
      point: place.point,
      areas: place.areas,
    },
    recursFrom: toId('c0'),
  },
  ReportAdded: { ...called, type: 'ReportAdded', report },
  SelfHandlingRecorded: { ...called, type: 'SelfHandlingRecorded', text: text('tried') },
  WhistleLinked: { ...called, type: 'WhistleLinked', whistle: toId('w'), follows: toId('w0') },
  WhistleEnded: { ...called, type: 'WhistleEnded', whistle: toId('w'), how: 'closed' },
  MeasureOutcomeRecorded: {
    ...called,
    type: 'MeasureOutcomeRecorded',
    whistle: toId('w'),
    measure: toId('m'),
    outcome: 'penalty_imposed',
    text: text('outcome'),
  },
  CaseClosed: {
    ...called,
    type: 'CaseClosed',
    outcome: 'solved_by_whistle',
    ground: text('ground'),
  },
  RecheckPlanned: { ...called, type: 'RecheckPlanned', dueAt: LATER },
  RecheckDue: { ...called, type: 'RecheckDue', dueAt: DUE },
  RecheckMade: { ...called, type: 'RecheckMade', found: 'came_back', text: text('recheck') },
  ResidentSpoke: { ...called, type: 'ResidentSpoke', solved: false, text: text('word') },
  WordJudged: { ...called, type: 'WordJudged', reopens: true, reason: text('reason') },
  CaseReopened: { ...called, type: 'CaseReopened', cause: 'resident', reason: text('reason') },
  RecurrenceLinked: { ...called, type: 'RecurrenceLinked', from: toId('c0') },
  HistoryImported: {
    ...called,
    type: 'HistoryImported',
    entries: [{ at: DUE, source: text('source'), text: text('past') }],
  },
  MergeOffered: { ...called, type: 'MergeOffered', from: toId('c2') },
  CaseMerged: {
    ...called,
    type: 'CaseMerged',
    survivor: toId('c3'),
    survivorDistrict: toId('110117'),
  },
  CaseAbsorbed: {
    ...called,
    type: 'CaseAbsorbed',
    merged: toId('c2'),
    reports: [report],
    whistles: [toId('w'), toId('w2')],
    openWhistles: [],
    recursFrom: [],
  },
}

const subject = { department: of.department, round: 1, status: 'released' } as const

const GRADING_SAMPLES: Samples<GradingEvent> = {
  GradingOpened: {
    ...called,
    type: 'GradingOpened',
    opening: {
      whistle: toId('w'),
      caller: toId('town'),
      areas: place.areas,
      subjects: [subject, { ...subject, department: water }],
      rubric: EMERGENCY.rubric,
      window: { ...stamp('grade', 5), unit: 'working_days' },
      appeal: EMERGENCY.appealClock,
      policy: 'emergency@1',
      departmentPeople: [person],
      callerPeople: [],
      drill: false,
    },
  },
  GradeGiven: {
    ...commanded,
    type: 'GradeGiven',
    scores: [{ dimension: 'arrival', points: 80, reason: text('reason') }],
  },
  GradesSealed: {
    ...called,
    type: 'GradesSealed',
    ungraded: [subject],
    appeal: { ...stamp('appeal', 10), unit: 'calendar_days' },
  },
  GradingClockMoved: {
    ...called,
    type: 'GradingClockMoved',
    clock: 'grade',
    notice: '2017-1',
    calendar: '2017+2017-1',
    from: stamp('grade', 5).dueAt,
    to: stamp('grade', 10).dueAt,
  },
  AppealLodged: { ...of, type: 'AppealLodged', reason: text('reason') },
  AppealDecided: {
    ...commanded,
    type: 'AppealDecided',
    verdict: 'replaced',
    reason: text('reason'),
    scores: [],
  },
}

const SUPERVISION_SAMPLES: Samples<SupervisionEvent> = {
  SupervisionOpened: {
    ...called,
    type: 'SupervisionOpened',
    order: {
      id: toId('s'),
      whistle: toId('w'),
      department: of.department,
      round: 1,
      areas: place.areas,
      cause: 'default',
      reason: text('reason'),
      drill: false,
    },
    answer: { ...stamp('finish', 2), unit: 'working_hours' },
  },
  SupervisionOverdue: { ...called, type: 'SupervisionOverdue', dueAt: DUE },
  SupervisionClockMoved: {
    ...called,
    type: 'SupervisionClockMoved',
    notice: '2026-11',
    calendar: '2026+2026-11',
    from: DUE,
    to: LATER,
  },
  SupervisionAnswered: { ...called, by: OFFICER, type: 'SupervisionAnswered', text: text('word') },
  SupervisionConcluded: {
    ...called,
    type: 'SupervisionConcluded',
    verdict: 'at_fault',
    reason: text('reason'),
  },
}

const POST_SAMPLES: Samples<PostEvent> = {
  PostOpened: {
    ...called,
    type: 'PostOpened',
    fields: {
      id: toId('p'),
      name: { zh: '双安双打指挥部', en: 'the Jinhaihu command post' },
      parent: toId('town'),
      commander: { office: toId('post'), person: toId('zhao') },
      coordination: toId('coordination'),
      members: [{ department: of.department, head: toId('wang') }],
      area: toId('110117'),
      areas: place.areas,
      from: AT,
      until: LATER,
      instrument: '2017-3',
    },
  },
  PostWhistleLinked: { ...called, type: 'PostWhistleLinked', whistle: toId('w') },
  PostWhistleEnded: { ...called, type: 'PostWhistleEnded', whistle: toId('w') },
  PostDissolved: { ...called, type: 'PostDissolved' },
}

function page<T extends ToldPageType>(type: T): ToldOfPage<T> {
  return {
    type,
    at: AT,
    by: BY_SYSTEM,
    person,
    organisation: 'chengguan',
    act: 'urge',
    channel: 'sms',
    tries: 2,
    gap: true,
    reason: 'no_receipt',
  }
}

const PAGE_SAMPLES: Samples<PageStoryEvent> = {
  PageOpened: page('PageOpened'),
  AttemptStarted: page('AttemptStarted'),
  AttemptAccepted: page('AttemptAccepted'),
  AttemptFailed: page('AttemptFailed'),
  MessageDelivered: page('MessageDelivered'),
  MessageSeen: page('MessageSeen'),
  PageFailed: page('PageFailed'),
}

const SAMPLES: Samples<StoryEvent> = {
  ...PAGE_SAMPLES,
  ...WHISTLE_SAMPLES,
  ...CASE_SAMPLES,
  ...GRADING_SAMPLES,
  ...SUPERVISION_SAMPLES,
  ...POST_SAMPLES,
}

const EVENTS: readonly StoryEvent[] = Object.values(SAMPLES)
const LANGUAGES: readonly Language[] = ['zh', 'en']

function say(event: StoryEvent, language: Language = 'zh'): string {
  return tell(event, sampleNames(language), language)
}

describe('one sentence an event', () => {
  test('there is a sample for every type, and a sentence', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual([...STORY_EVENT_TYPES].sort())
  })

  test.each(EVENTS.map(event => [event.type, event] as const))('%s', (_, event) => {
    for (const language of LANGUAGES) {
      for (const erased of [false, true]) {
        const sentence = tell(event, sampleNames(language, erased), language)
        expect(sentence).toMatch(/^14:07 \S/)
        expect(sentence).not.toMatch(/undefined|null|NaN|sealed:|\?|\{|\}|\[object|!|！| {2}/)
      }
    }
  })

  test('Chinese holds no English word, English no Chinese one', () => {
    for (const event of EVENTS) {
      expect(say(event).replace(/ [KM]B/, '')).not.toMatch(/[A-Za-z]/)
      expect(say(event, 'en')).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/)
    }
  })

  test('an erased text leaves the sentence readable', () => {
    const told = tell(SAMPLES.WhistleWithdrawn, sampleNames('zh', true), 'zh')
    expect(told).toBe('14:07 金海湖镇指挥台撤回吹哨，理由：（内容已按规定清除）')
    expect(tell(SAMPLES.WhistleWithdrawn, sampleNames('en', true), 'en')).toBe(
      '14:07 The Jinhaihu desk withdrew the whistle: (the words were erased as the rules require)',
    )
  })
})

describe('what a sentence must tell', () => {
  test('both times of an arrival that was made offline', () => {
    expect(say(SAMPLES.ArrivalProved)).toBe(
      '14:07 城管执法队 李强 到场（扫码、现场照片，距现场 40 米，误差 15 米，定位不计：不是当时的定位）；离线上报：自报 13:55，收到 14:07，计 13:55 到场',
    )
  })

  test('nothing of offline for an arrival at once', () => {
    const findings = { proofs: ['scene_code' as const], distanceMetres: 40, rejected: [] }
    const event = {
      ...SAMPLES.ArrivalProved,
      claimedAt: AT,
      countsAt: AT,
      offline: false,
      findings,
    }
    expect(say(event)).toBe('14:07 城管执法队 李强 到场（扫码，距现场 40 米）')
    expect(say(event, 'en')).toBe(
      '14:07 Li Qiang of Urban Management arrived (scene code, 40 m away)',
    )
  })

  test('the original date of an extension', () => {
    expect(say(SAMPLES.ExtensionGranted)).toBe(
      '14:07 金海湖镇指挥台同意城管执法队延期至 15:37 办结（原定 13:55）',
    )
  })

  test('over-time and the outage of a miss', () => {
    expect(say(SAMPLES.ClockMissed)).toBe(
      '14:07 城管执法队（第 2 轮）未按时到场（应于 13:55 前，已超时 12 分钟）；其间本系统中断 3 分钟，不计过错',
    )
    expect(say({ ...SAMPLES.ClockMissed, at: DUE, outageMs: 0 })).toBe(
      '13:55 城管执法队（第 2 轮）未按时到场（应于 13:55 前）',
    )
  })

  test('clocks with amount and unit, and the notice that moved them', () => {
    expect(say(SAMPLES.WhistleSounded, 'en')).toContain(
      'with 5 minutes for signing and 30 minutes for arrival',
    )
    expect(say(SAMPLES.GradingOpened)).toContain('限 5 个工作日')
    expect(say(SAMPLES.ClocksMoved)).toContain('依据节假日通知「2017-1」')
  })
})

describe('words', () => {
  test('a status with its glyph', () => {
    expect(statusWord('on_scene', 'zh')).toBe('● 已到场')
    expect(statusWord('returned', 'en')).toBe('⇄ returned')
    expect(statusWord('sounding', 'zh')).toBe('正在吹哨')
    expect(plainStatus('done_claimed', 'en')).toBe('done claimed')
    expect((['late', 'silent', 'defaulted'] as const).map(statusGlyph)).toEqual(['▲', '▲', '✕'])
  })

  test('a code that a city added stands for itself', () => {
    expect(openWord(MEASURE_WORDS, 'tow', 'zh')).toBe('「tow」')
    expect(openWord(MEASURE_WORDS, 'constructor', 'en')).toBe('“constructor”')
  })

  test('times of another day have their date', () => {
    const zh = storyTimes({ timeZone: 'Asia/Shanghai', language: 'zh', day: AT })
    const en = storyTimes({ timeZone: 'Asia/Shanghai', language: 'en', day: AT })
    const day = 86_400_000
    expect([zh(AT), zh(toInstant(AT + 2 * day))]).toEqual(['14:07', '1月19日 14:07'])
    expect([en(toInstant(AT + 2 * day)), en(toInstant(AT - 20 * day))]).toEqual([
      '19 Jan 14:07',
      '28 Dec 2016 14:07',
    ])
  })
})
