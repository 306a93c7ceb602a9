// The steps on the way to the close, in words: what is done, and what is missing.
import type { StepCode } from '@muster/domain'

interface Said {
  readonly done: string
  readonly missing: string
}

interface StepWords {
  readonly zh: Said
  readonly en: Said
}

const OF_STEPS = {
  submitted: {
    zh: { done: '已吹哨', missing: '还没有吹哨' },
    en: { done: 'The whistle was blown', missing: 'The whistle is not blown yet' },
  },
  approved: {
    zh: { done: '已批准', missing: '等待批准' },
    en: { done: 'Approved', missing: 'Waits for approval' },
  },
  signed: {
    zh: { done: '已签收', missing: '尚未签收' },
    en: { done: 'signed', missing: 'has not signed yet' },
  },
  arrived: {
    zh: { done: '已到场', missing: '尚未到场' },
    en: { done: 'on scene', missing: 'is not on scene yet' },
  },
  done_claimed: {
    zh: { done: '已报完成', missing: '尚未报告完成' },
    en: { done: 'says it is done', missing: 'has not said that it is done' },
  },
  ruled: {
    zh: { done: '已裁定', missing: '已退回，等待裁定' },
    en: { done: 'ruled on', missing: 'returned it; a ruling is awaited' },
  },
  released: {
    zh: { done: '已撤离', missing: '可以同意撤离' },
    en: { done: 'released', missing: 'can be let go' },
  },
  settled: {
    zh: { done: '已了结', missing: '尚未了结' },
    en: { done: 'settled', missing: 'is not settled' },
  },
  stand_down_acknowledged: {
    zh: { done: '途中人员已知悉', missing: '途中人员还没有确认已知取消' },
    en: { done: 'people under way know', missing: 'people under way have not said that they know' },
  },
  resolved: {
    zh: { done: '已宣布解决', missing: '尚未宣布解决' },
    en: { done: 'Resolved', missing: 'Not resolved yet' },
  },
  accepted: {
    zh: { done: '已验收', missing: '尚未验收' },
    en: { done: 'Accepted', missing: 'Not accepted yet' },
  },
  reviewed: {
    zh: { done: '事后审核已作出', missing: '尚未事后审核' },
    en: { done: 'Reviewed', missing: 'The later review is still to be made' },
  },
  closed: {
    zh: { done: '已结束', missing: '可以结束' },
    en: { done: 'Closed', missing: 'Then it can be closed' },
  },
} as const satisfies Readonly<Record<StepCode, StepWords>>

/** The words of each step; those of a release name the blocks that are left. */
export const STEP_WORDS = {
  ...OF_STEPS,
  released: {
    zh: { ...OF_STEPS.released.zh, blocks: '撤离前还要签认：' },
    en: { ...OF_STEPS.released.en, blocks: 'before the release, to be signed: ' },
  },
} as const
