// Refusals of the registries: grants, kinds, calendar, responsibility list, command posts (rules 1 to 3, 7 to 9).
import { conflict, type PartOfTable, unfit, unknown } from './entries.ts'

export const registryProblems = {
  grant_exists: conflict(
    ['这个编号已用于另一项授权', '已有的授权没有变动，这一项没有保存。请换一个编号。'],
    [
      'This id belongs to another grant',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  grant_not_in_force: conflict(
    ['没有这项授权，或已收回', '什么都没有改变。'],
    ['The grant does not exist or was revoked', 'Nothing changed.'],
  ),
  period_reversed: unfit(
    ['结束时间不晚于开始时间', '什么都没有保存。请核对起止时间。'],
    ['The period ends before it begins', 'Nothing was kept. Check both dates.'],
  ),
  successor_needed: conflict(
    [
      '须写明由谁接手',
      '授权仍然有效。{openWhistles} 次未结束的吹哨要靠它指挥、确认或撤回：请写明接手指挥的办公室，或先为本单位另一办公室授权。',
    ],
    [
      'A successor must be named',
      'The grant stands. {openWhistles} open whistles need it to be commanded, accepted or withdrawn: name the office that takes command, or first grant the power to another office of the caller.',
    ],
  ),
  version_exists: conflict(
    ['这个版本号已发布过', '已发布的版本不变，这一个没有保存。请用新的版本号。'],
    [
      'This version was published already',
      'It stays as it is; this one was not kept. Use a new version.',
    ],
  ),
  effective_in_the_past: unfit(
    ['生效时间已经过去', '没有发布。规则不追溯，请填写以后的时间。'],
    [
      'It would take effect in the past',
      'It was not published. Rules do not reach back; name a time that is yet to come.',
    ],
  ),
  weights_not_100: unfit(
    ['评价权重合计不是 100', '没有发布。现合计 {weights}。'],
    ['The weights do not add up to 100', 'It was not published. They add up to {weights}.'],
  ),
  clock_not_positive: unfit(
    ['有时限不大于零', '没有发布。请填写大于零的时限，或去掉这一项。'],
    ['A clock is not above zero', 'It was not published. Give it more than zero, or leave it out.'],
  ),
  ladder_not_in_order: unfit(
    ['逐级通知没有按时间排列', '没有发布。请按先后顺序填写各级。'],
    ['A ladder is not in order', 'It was not published. List its steps from the earliest on.'],
  ),
  notice_exists: conflict(
    ['这个通知已发布过', '已发布的通知不变，这一个没有保存。'],
    ['This notice was published already', 'It stays as it is; this one was not kept.'],
  ),
  notice_is_empty: unfit(
    ['通知没有内容', '没有发布。请至少写明一个日期或办公时间。'],
    ['The notice says nothing', 'It was not published. Name at least one day, or office hours.'],
  ),
  office_hours_overlap: unfit(
    ['办公时段重叠或颠倒', '没有发布。请按先后填写互不重叠的时段。'],
    ['The office hours overlap', 'It was not published. List spans in order, without overlap.'],
  ),
  too_little_working_time: unfit(
    ['工作时间不足，有时限永远不会到期', '没有发布。请缩短时限，或安排更多的工作日和办公时间。'],
    [
      'Too little working time: a clock would never run out',
      'It was not published. Shorten the clocks, or leave more working days and office hours.',
    ],
  ),
  entry_exists: conflict(
    ['这个编号已用于另一清单条目', '已有的条目没有变动，这一条没有保存。请换一个编号。'],
    [
      'This id belongs to another list entry',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  unknown_entry: unknown(
    ['没有找到这个清单条目', '什么都没有改变。请核对编号。'],
    ['There is no such list entry', 'Nothing changed. Check its id.'],
  ),
  proposal_exists: conflict(
    ['这个编号已用于另一条清单建议', '已有的建议没有变动，这一条没有保存。'],
    [
      'This id belongs to another proposal',
      'The one there is stays as it is; this one was not kept.',
    ],
  ),
  unknown_proposal: unknown(
    ['没有找到这条清单建议', '什么都没有改变。请核对编号。'],
    ['There is no such proposal', 'Nothing changed. Check its id.'],
  ),
  proposal_decided: conflict(
    ['这条清单建议已处理', '此前的结论有效。'],
    ['The proposal was decided already', 'The decision that was made stands.'],
  ),
  unknown_post: unknown(
    ['没有找到这个指挥部', '什么都没有改变。它不存在，或者您看不到它；请核对编号。'],
    [
      'There is no such command post',
      'Nothing changed. It does not exist, or you cannot see it; check its id.',
    ],
  ),
  post_exists: conflict(
    ['这个编号已用于另一个指挥部', '已有的指挥部没有变动，这一个没有保存。请换一个编号。'],
    [
      'This id belongs to another command post',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  post_without_members: unfit(
    ['指挥部没有成员单位', '没有成立。请至少写明一个成员单位及其负责人。'],
    [
      'The command post has no members',
      'It was not opened. Name at least one department with its head.',
    ],
  ),
  post_dissolved: conflict(
    ['指挥部已撤销', '什么都没有改变。'],
    ['The command post is dissolved', 'Nothing changed.'],
  ),
  post_period_over: conflict(
    ['不在指挥部的存续期内', '什么都没有保存。请由街乡吹哨，或成立新的指挥部。'],
    [
      'Outside the period of the command post',
      'Nothing was kept. A sub-district can raise the whistle, or a new post be opened.',
    ],
  ),
  whistle_not_of_post: conflict(
    ['这次吹哨不属于该指挥部，或已终了', '什么都没有改变。请核对吹哨编号。'],
    ['Not an open whistle of this command post', 'Nothing changed. Check the id of the whistle.'],
  ),
} satisfies PartOfTable
