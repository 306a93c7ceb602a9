// Refusals of cases: reports, links, closing, rechecks and mergers (rules 14, 15, 17).
import { conflict, type PartOfTable, unfit, unknown } from './entries.ts'

export const caseProblems = {
  unknown_case: unknown(
    ['没有找到这个事项', '什么都没有改变。它不存在，或者您看不到它；请核对编号。'],
    [
      'There is no such case',
      'Nothing changed. It does not exist, or you cannot see it; check its id.',
    ],
  ),
  case_exists: conflict(
    ['这个编号已用于另一个事项', '已有的事项没有变动，这一个没有保存。请换一个编号。'],
    [
      'This id belongs to another case',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  case_closed: conflict(
    ['事项已结案', '什么都没有改变。问题反复时，请通过回头看或居民反馈重新办理。'],
    [
      'The case is closed',
      'Nothing changed. A recheck or a resident’s word reopens it when the problem is back.',
    ],
  ),
  case_merged: conflict(
    ['事项已并入另一事项', '什么都没有改变。请在 {survivor} 中继续办理。'],
    ['The case was merged into another', 'Nothing changed. Go on in {survivor}.'],
  ),
  report_exists: conflict(
    ['这条线索已在事项中', '此前的线索有效，这一次没有保存。'],
    ['This report is in the case already', 'The earlier one counts; this one was not kept.'],
  ),
  whistle_open: conflict(
    ['还有未终了的吹哨', '什么都没有改变。请先结束或撤回进行中的吹哨。'],
    ['A whistle is still open', 'Nothing changed. Close or withdraw it first.'],
  ),
  whistle_not_of_case: conflict(
    ['这次吹哨不属于本事项，或已终了', '什么都没有改变。请核对吹哨编号。'],
    ['Not an open whistle of this case', 'Nothing changed. Check the id of the whistle.'],
  ),
  no_whistle_blown: unfit(
    ['本事项没有吹过哨', '事项没有结案。请选择其他办理结果。'],
    ['No whistle was raised for this case', 'It stays open. Choose another outcome.'],
  ),
  no_word_to_judge: conflict(
    ['没有待核实的居民反馈', '什么都没有改变。'],
    ['No resident’s word waits to be judged', 'Nothing changed.'],
  ),
  recheck_in_the_past: unfit(
    ['回头看的时间已经过去', '没有安排。请填写以后的时间。'],
    ['The recheck lies in the past', 'It was not planned. Name a time that is yet to come.'],
  ),
  recurs_from_itself: unfit(
    ['事项不能是自身的再次发生', '什么都没有保存。请填写此前的另一个事项。'],
    ['A case cannot recur from itself', 'Nothing was kept. Name the earlier case.'],
  ),
  recurrence_known: conflict(
    ['已经关联过该事项', '此前的关联有效，无需重复。'],
    ['This recurrence is known already', 'The earlier link counts; nothing more is needed.'],
  ),
  nothing_to_import: unfit(
    ['没有可导入的内容', '什么都没有保存。请至少提供一条此前的办理情况。'],
    ['There is nothing to import', 'Nothing was kept. Give at least one record.'],
  ),
  not_a_live_case: conflict(
    ['对方事项不存在或已并案', '两个事项都没有变动。请选择办理中或已结案的事项。'],
    [
      'The other case does not exist or was merged',
      'Neither case changed. Name one that is open or closed.',
    ],
  ),
  merge_with_itself: unfit(
    ['事项不能并入自身', '什么都没有改变。请填写另一个事项。'],
    ['A case cannot be merged into itself', 'Nothing changed. Name another case.'],
  ),
  merge_already_offered: conflict(
    ['已经提请过并案', '此前的提请有效，待接收方同意。'],
    ['The merger is offered already', 'The earlier offer waits for the receiving side.'],
  ),
  merge_not_offered: conflict(
    ['跨区并案尚未提请', '两个事项都没有变动。请先由来源方提请并案，再由接收方同意。'],
    [
      'The merger was not offered',
      'Neither case changed. Across districts the one side offers it first, then the other consents.',
    ],
  ),
} satisfies PartOfTable
