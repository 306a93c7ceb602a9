// Refusals of rehearsals and of what else people are told outside of whistles.
import { conflict, forbidden, type PartOfTable, unfit, unknown } from './entries.ts'

export const broadcastProblems = {
  unknown_broadcast: unknown(
    ['没有这次群呼', '请核对编号。'],
    ['There is no such broadcast', 'Check its id.'],
  ),
  broadcast_exists: conflict(
    ['这次群呼已经发起过', '什么都没有改动。'],
    ['This broadcast was begun before', 'Nothing was changed.'],
  ),
  broadcast_over: conflict(
    ['这次群呼已经结束', '什么都没有改动。'],
    ['This broadcast is over', 'Nothing was changed.'],
  ),
  rank_may_not_rehearse: forbidden(
    ['演练由单位负责人或值班室发起', '您可以请他们安排。'],
    ['Rehearsals are planned by heads, deputies and duty desks', 'Ask one of them.'],
  ),
  window_in_the_past: unfit(
    ['结束时间已经过去', '什么都没有保存。请另定时间。'],
    ['It would be over before it began', 'Nothing was kept. Choose a later end.'],
  ),
  window_too_long: unfit(
    ['演练时间最长三天', '什么都没有保存。'],
    ['A rehearsal lasts three days at most', 'Nothing was kept.'],
  ),
  confidential_drill: unfit(
    ['保密类型的哨不用于演练', '什么都没有保存。请换一种类型。'],
    ['A confidential kind is never rehearsed', 'Nothing was kept. Take another kind.'],
  ),
} satisfies PartOfTable
