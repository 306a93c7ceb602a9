// Refusals of what is written into a duty roster, and of what is done with the messages that it leads to.
import { conflict, forbidden, type PartOfTable, unfit, unknown } from './entries.ts'

export const rosterProblems = {
  unknown_roster: unknown(
    ['没有这张值班表', '请核对编号。'],
    ['There is no such roster', 'Check its id.'],
  ),
  roster_exists: conflict(
    ['这张值班表已经建过', '什么都没有改动。请直接修改原来的值班表。'],
    ['This roster exists already', 'Nothing was changed. Change the one that is there.'],
  ),
  rank_may_not_roster: forbidden(
    ['值班表由本单位负责人或值班室编排', '本人的请假和换班可以自己提出。'],
    [
      'A roster is written by the organisation’s head, deputies or duty desk',
      'Your own leave and swaps are yours to enter.',
    ],
  ),
  rotation_without_people: unfit(
    ['轮班里没有人', '什么都没有保存。至少写一个人。'],
    ['Nobody is in the rotation', 'Nothing was kept. Name at least one person.'],
  ),
  turn_not_positive: unfit(
    ['每班的时长必须是正整数', '什么都没有保存。'],
    ['A turn lasts a whole number of hours, days or weeks, at least one', 'Nothing was kept.'],
  ),
  shift_twice: unfit(
    ['同一个班次编号出现了两次', '整张表都没有保存。请改正后重新提交。'],
    ['One shift id stands there twice', 'None of the table was kept. Mend it and send it again.'],
  ),
  override_by_oneself: unfit(
    ['替班的人就是原来值班的人', '什么都没有保存。'],
    ['The one who covers is the one who is covered', 'Nothing was kept.'],
  ),
  not_in_the_roster: unknown(
    ['值班表里没有这一项', '可能已经被删除。'],
    ['The roster has no such entry', 'It may have been removed.'],
  ),
  unknown_swap: unknown(
    ['没有这个换班申请', '请核对编号。'],
    ['There is no such swap', 'Check its id.'],
  ),
  swap_exists: conflict(
    ['这个换班申请已经提过', '什么都没有改动。'],
    ['This swap was proposed before', 'Nothing was changed.'],
  ),
  swap_decided: conflict(
    ['这个换班申请已有结果', '如需再换，请重新提出。'],
    ['This swap is settled already', 'To change duty again, propose another.'],
  ),
  swap_in_the_past: conflict(
    ['要换的班已经开始', '什么都没有改动。可以由值班室安排替班。'],
    ['The duty to give away has begun', 'Nothing was changed. The duty desk can enter a cover.'],
  ),
  swap_of_one_time: unfit(
    ['两段班的时间重叠', '什么都没有保存。换出和换入的时间不能重叠。'],
    ['Both pieces lie at the same time', 'Nothing was kept. Give and take different hours.'],
  ),
  swap_with_oneself: unfit(
    ['不能和自己换班', '什么都没有保存。'],
    ['Nobody swaps with themselves', 'Nothing was kept.'],
  ),
  not_asked_to_swap: forbidden(
    ['这个换班没有问到您', '同意与否只能由被请求的本人答复。'],
    ['This swap does not ask you', 'Only the person who was asked can agree or decline.'],
  ),
  unknown_page: unknown(
    ['没有这条通知', '请核对编号。'],
    ['There is no such message', 'Check its id.'],
  ),
  page_exists: conflict(
    ['这条通知已经发起过', '什么都没有改动。'],
    ['This message was begun before', 'Nothing was changed.'],
  ),
  page_settled: conflict(
    ['这条通知已经了结', '无需再答复。'],
    ['This message is settled', 'It needs no answer any more.'],
  ),
  page_not_failed: conflict(
    ['这条通知没有失败', '只有发送失败的通知才能重发。'],
    ['This message did not fail', 'Only one that failed can be sent again.'],
  ),
  page_without_contact: conflict(
    ['这个人没有可用的联系方式', '请先补上联系方式，再重发。'],
    ['There is no way to reach this person', 'Enter one first, then send again.'],
  ),
} satisfies PartOfTable
