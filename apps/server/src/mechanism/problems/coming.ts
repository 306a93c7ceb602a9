// Refusals of a department's coming: called, signed, returned, arrived, stood down, defaulted (rules 7 to 11).
import { conflict, type PartOfTable, unfit, unknown } from './entries.ts'

export const comingProblems = {
  not_summoned: unknown(
    ['本次吹哨没有召集该部门', '什么都没有改变。请核对部门；需要时可由指挥增召。'],
    [
      'This department was not summoned',
      'Nothing changed. Check the department; the commander can add it where it is needed.',
    ],
  ),
  already_summoned: conflict(
    ['该部门已在召集之中', '原有的任务和时限不变。'],
    ['This department is already summoned', 'Its summons and clocks stay as they are.'],
  ),
  summons_settled: conflict(
    ['该部门的任务已了结', '什么都没有改变。当前状态：{status}。'],
    ['The summons is settled', 'Nothing changed. Its status now: {status}.'],
  ),
  already_signed: conflict(
    ['已经签收过', '此前的签收有效，无需重复。'],
    ['Already signed', 'The earlier signature counts; nothing more is needed.'],
  ),
  contact_not_awaited: conflict(
    ['没有待完成的首次联系', '什么都没有改变：此类哨不要求，或已经联系、已经到场。'],
    [
      'No first contact is awaited',
      'Nothing changed: the kind asks for none, or it was made, or somebody has arrived.',
    ],
  ),
  ruling_pending: conflict(
    ['退回正在裁定', '什么都没有改变。请等裁定作出后再办理；其间时限照走。'],
    [
      'A ruling is pending',
      'Nothing changed. This can be done when the ruling is given; no clock stops meanwhile.',
    ],
  ),
  too_many_returns: conflict(
    ['退回次数已满', '任务仍由本部门承担。每项任务最多退回 {limit} 次。'],
    [
      'It was returned as often as it can be',
      'It stays with your department. A summons can be returned {limit} times at most.',
    ],
  ),
  too_late_to_return: conflict(
    ['已过可以退回的阶段', '任务仍由本部门承担。当前状态：{status}。'],
    ['Too late to return it', 'It stays with your department. Its status now: {status}.'],
  ),
  right_unit_is_yourself: unfit(
    ['写明的承担单位就是本部门', '没有退回。请写明您认为应当承担的其他单位。'],
    [
      'The right unit named is your own',
      'It was not returned. Name the other unit whose duty you hold it to be.',
    ],
  ),
  nothing_to_rule: conflict(
    ['没有待裁定的退回', '什么都没有改变。可能已经裁定。'],
    ['No return waits for a ruling', 'Nothing changed. It may have been ruled on already.'],
  ),
  must_assign: unfit(
    [
      '区专班须指定承担部门',
      '退回仍待裁定。兜底裁定不能只免除，请裁定由原部门承担，或改派其他部门并说明理由。',
    ],
    [
      'District coordination must assign it',
      'The return still waits. The last ruling cannot only excuse: let it stand, or name a successor, with reasons.',
    ],
  ),
  people_still_there: conflict(
    ['该部门还有人在现场', '退回仍待裁定。请先让现场人员换班或经同意离开，再免除或改派。'],
    [
      'People of the department are still there',
      'The return still waits. Relieve them or grant them leave first; then it can be excused or replaced.',
    ],
  ),
  successor_is_the_same: unfit(
    ['改派的还是同一部门', '退回仍待裁定。请写明另一个部门，或裁定由原部门承担。'],
    [
      'The successor is the same department',
      'The return still waits. Name another department, or let the duty stand.',
    ],
  ),
  already_under_way: conflict(
    ['此人已在途或已在场', '此前的记录有效，无需重复。'],
    [
      'This person is already on the way or there',
      'The earlier record counts; nothing more is needed.',
    ],
  ),
  already_arrived: conflict(
    ['此人已到场', '此前的到场记录有效，无需重复。'],
    ['This person has arrived already', 'The earlier arrival counts; nothing more is needed.'],
  ),
  claimed_in_the_future: unfit(
    ['到场时间晚于现在', '到场没有记录。请核对手机时间后重新上报。'],
    [
      'The arrival is claimed for the future',
      'It was not recorded. Check the time of the phone and send it again.',
    ],
  ),
  claimed_before_leaving: unfit(
    ['所报到场时间早于上次离开', '到场没有登记。离开之前的到场不能再报。'],
    [
      'The claimed time lies before you left',
      'The arrival was not recorded. One from before you left cannot be claimed again.',
    ],
  ),
  claimed_before_the_call: unfit(
    ['到场时间早于召集', '到场没有记录。请核对时间后重新上报。'],
    [
      'The arrival is claimed for before the call',
      'It was not recorded. Check the time and send it again.',
    ],
  ),
  no_proof_counts: unfit(
    [
      '没有有效的到场证明',
      '到场没有记录（{reasons}）。请扫现场码，或请指挥员确认；也可以重新定位、补拍现场照片。',
    ],
    [
      'No proof of arrival counts',
      'It was not recorded ({reasons}). Scan the scene code, or take a new position or a photo and have the commander confirm it.',
    ],
  ),
  no_doubtful_arrival: conflict(
    ['此人没有待确认的到场', '什么都没有改变。可能已经确认，或尚未上报到场。'],
    [
      'No arrival of this person waits for confirmation',
      'Nothing changed. It was decided already, or has not been reported.',
    ],
  ),
  confirmed_outside_the_claim: unfit(
    ['确认的时间不在可确认的范围内', '到场仍待确认。请填写自报时间与收到时间之间的时刻。'],
    [
      'The confirmed time lies outside the claim',
      'The arrival still waits. Name a moment between the time claimed and the time received.',
    ],
  ),
  somebody_came: conflict(
    [
      '已有人到场',
      '什么都没有改变。有人到场（含待确认）以后不能取消召集或撤回吹哨；有人在场时不能记未报到。',
    ],
    [
      'Somebody has come',
      'Nothing changed. Once anybody came, doubtful arrivals included, there is no standing down or withdrawing, and no default while anybody is there.',
    ],
  ),
  arrival_was_due: conflict(
    ['到场时限已过', '召集仍然有效。过了到场时限不能取消召集。'],
    [
      'The arrival was due already',
      'The summons stands. A department is stood down only before its arrival is due.',
    ],
  ),
  arrival_not_due: conflict(
    ['到场时限未到', '没有记未报到。请在到场时限过后、各级通知用尽后再记；经同意离场的不算。'],
    [
      'No arrival is overdue',
      'No default was recorded. It can be once an arrival is overdue and its ladder is climbed; whoever left with leave is not awaited.',
    ],
  ),
  ladder_not_climbed: conflict(
    ['逐级通知尚未用尽', '没有记未报到。最后一级通知发出以后才能记。'],
    [
      'The ladder is not climbed yet',
      'No default was recorded. It can be after the last step of the ladder.',
    ],
  ),
  nothing_to_acknowledge: conflict(
    ['此人没有待确认的返回通知', '什么都没有改变。'],
    ['This person has nothing to acknowledge', 'Nothing changed.'],
  ),
} satisfies PartOfTable
