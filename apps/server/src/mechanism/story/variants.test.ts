// The other ways in which an event can be told, in the words that people read.
import type { WhistleEvent } from '@muster/domain'
import { describe, expect, test } from 'vitest'
import { lastingIn } from './say.ts'
import { tell } from './tell.ts'
import {
  AT,
  called,
  commanded,
  LATER,
  of,
  sampleNames,
  stamp,
  text,
  WHISTLE_SAMPLES,
} from './testing.ts'

const S = WHISTLE_SAMPLES
const { approval: _approval, ...atOnce } = S.WhistleSubmitted
const { arrive: _arrive, ...othersStay } = S.LadderWoken
const { reason: _reason, ...freely } = S.PersonLeft
const { department: _department, round: _round, ...ofWhistle } = S.LadderClimbed
const { replaces: _replaces, ...plainCall } = S.SummonsCalled
const missed = { ...called, type: 'ClockMissed', dueAt: AT, outageMs: 0 } as const
const first = { ...S.SummonsCalled.summons, round: 1, role: 'assist' } as const

const VARIANTS: readonly (readonly [WhistleEvent, zh: string, en: string])[] = [
  [
    atOnce,
    '14:07 金海湖镇指挥台提交应急处置哨，先吹哨后审核',
    '14:07 The Jinhaihu desk submitted the whistle (Emergency): it sounds first and is reviewed afterwards',
  ],
  [
    { ...S.WhistleReviewed, verdict: 'upheld' },
    '14:07 金海湖镇指挥台审核通过：“山上有人盗采”',
    '14:07 The Jinhaihu desk reviewed the whistle and upheld it: “somebody is digging on the hill”',
  ],
  [
    { ...plainCall, cause: 'added', summons: first },
    '14:07 金海湖镇指挥台增召水务局（配合），时限：签收 5 分钟、到场 30 分钟',
    '14:07 The Jinhaihu desk also called Water (assisting), with 5 minutes for signing and 30 minutes for arrival',
  ],
  [
    { ...plainCall, cause: 'vetoed', summons: { ...first, round: 2, clocks: [] } },
    '14:07 水务局（第 2 轮）按否决意见重新办理',
    '14:07 Water (round 2) goes to work again after the veto',
  ],
  [
    { ...S.ReturnOverruled, assignedInPerson: true },
    '14:07 金海湖镇指挥台指定由城管执法队承担，时限自原召集起算，理由：“山上有人盗采”',
    '14:07 The Jinhaihu desk assigned it to Urban Management, with its clocks from the original call: “somebody is digging on the hill”',
  ],
  [
    { ...freely, leave: 'not_needed' },
    '14:07 城管执法队 李强 离开（无需驻场）',
    '14:07 Li Qiang of Urban Management left (nobody has to stay)',
  ],
  [
    othersStay,
    '14:07 城管执法队有人未经同意离开，已提醒该部门',
    '14:07 Urban Management was told that one of its people left without leave',
  ],
  [
    { ...S.SessionEnded, session: 2, arrive: [] },
    '14:07 第 2 次集中行动结束；下次 15:37，地点：“山上有人盗采”',
    '14:07 Session 2 ended; the next is at 15:37, at “somebody is digging on the hill”',
  ],
  [
    { ...missed, clock: 'approval' },
    '14:07 未按时审批（应于 14:07 前）',
    '14:07 No decision: approval was due by 14:07',
  ],
  [
    { ...missed, ...commanded, type: 'ClockMissed', clock: 'ruling' },
    '14:07 城管执法队的退回未按时裁定（应于 14:07 前）',
    '14:07 No decision on the return of Urban Management: the ruling was due by 14:07',
  ],
  [
    { ...ofWhistle, clock: 'review', rung: { minutes: 0, tell: 'head', act: 'page' } },
    '14:07 本次吹哨审核到期：已通知吹哨单位负责人（提请处理）',
    '14:07 The head of the caller was paged: review, at the due time',
  ],
  [
    { ...S.LadderClimbed, rung: { minutes: -2, tell: 'duty', act: 'urge' } },
    '14:07 城管执法队签收到期前 2 分钟：已通知部门值班（催办）',
    '14:07 The duty desk was reminded: signing of Urban Management, 2 minutes before it is due',
  ],
  [
    {
      ...S.LadderClimbed,
      rung: { minutes: 0, tell: 'head', act: 'page' },
      head: S.PersonRelieved.successor,
    },
    '14:07 城管执法队签收到期：已通知王芳（提请处理）',
    '14:07 Wang Fang was paged: signing of Urban Management, at the due time',
  ],
  [
    { ...S.MeasureTaken, measureType: 'other', evidence: [] },
    '14:07 城管执法队采取措施：其他措施（依据「74」）“山上有人盗采”',
    '14:07 Urban Management took a measure: another measure (under “74”) “somebody is digging on the hill”',
  ],
  [
    { ...S.EvidenceAttached, mediaType: 'application/pdf', bytes: 900 },
    '14:07 城管执法队提交证据：文件（1 KB）',
    '14:07 Urban Management attached a file as evidence (1 KB)',
  ],
  [
    {
      ...of,
      type: 'LadderWoken',
      cause: 'left_early',
      arrive: { ...stamp('arrive', 1), dueAt: LATER },
    },
    '14:07 城管执法队现场已无人，到场时限重新起算（限 1 分钟，15:37 前）',
    '14:07 Urban Management has nobody on scene now and must be back within 1 minute, by 15:37',
  ],
]

describe('told another way', () => {
  test.each(VARIANTS)('$type', (event, zh, en) => {
    expect(tell(event, sampleNames('zh'), 'zh')).toBe(zh)
    expect(tell(event, sampleNames('en'), 'en')).toBe(en)
  })

  test('lengths of time to the minute', () => {
    const minute = 60_000
    expect([0, 30_000, minute, 119 * minute].map(ms => lastingIn(ms, 'en'))).toEqual([
      '0 minutes',
      'under a minute',
      '1 minute',
      '119 minutes',
    ])
    expect([120, 125, 2_880, 3_000].map(minutes => lastingIn(minutes * minute, 'zh'))).toEqual([
      '2 小时',
      '2 小时 5 分钟',
      '2 天',
      '2 天 2 小时',
    ])
  })

  test('words of several lines stand on one, and no words are none', () => {
    const names = { ...sampleNames('en'), text: () => ' two\n  lines ' }
    const event = { ...S.DoneClaimed, result: text('result') }
    expect(tell(event, names, 'en')).toContain('“two lines”')
  })
})
