// Refusals of grades, appeals and supervision (rules 9, 11, 16).
import { conflict, type PartOfTable, unfit, unknown } from './entries.ts'

export const judgingProblems = {
  unknown_grading: unknown(
    ['没有找到这次评价', '什么都没有改变。吹哨结束以后才开始评价；请核对编号。'],
    [
      'There is no such grading',
      'Nothing changed. Grading opens when a whistle closes; check the id.',
    ],
  ),
  grading_exists: conflict(
    ['评价已经开始', '已有的评价没有变动。'],
    ['Grading is open already', 'It stays as it is.'],
  ),
  whistle_not_closed: conflict(
    ['吹哨尚未结束', '评价没有开始。结束以后会自动开始。'],
    ['The whistle is not closed', 'Grading was not opened. It opens when the whistle closes.'],
  ),
  not_to_be_graded: unknown(
    [
      '该部门这一轮不在评价范围',
      '什么都没有保存。免除、改派和取消召集的不评价；请核对部门和轮次。',
    ],
    [
      'This round is not graded',
      'Nothing was kept. Excused, replaced and stood down are not graded; check department and round.',
    ],
  ),
  already_graded: conflict(
    ['已经评价过', '此前的评价有效，这一次没有保存。有异议由部门申诉。'],
    [
      'Already graded',
      'The grade that was given stands; this one was not kept. The department can appeal.',
    ],
  ),
  grades_sealed: conflict(
    ['评价已封存', '什么都没有保存。评价期已过或已全部评完。'],
    ['The grades are sealed', 'Nothing was kept. All were given, or the time for it is over.'],
  ),
  grades_not_sealed: conflict(
    ['评价尚未封存', '申诉没有保存。封存公开以后才能申诉。'],
    ['The grades are not sealed yet', 'No appeal was kept. It can be lodged once they are shown.'],
  ),
  dimension_twice: unfit(
    ['同一项评价写了两次', '什么都没有保存。每项只写一次。'],
    ['A dimension is scored twice', 'Nothing was kept. Score each one once.'],
  ),
  dimension_missing: unfit(
    ['有一项没有评价', '什么都没有保存。尚缺：{dimension}。'],
    ['A dimension is missing', 'Nothing was kept. Still to be scored: {dimension}.'],
  ),
  unknown_dimension: unfit(
    ['有不认识的评价项', '什么都没有保存。请只填写评价标准中的各项。'],
    [
      'There is a dimension that the rubric lacks',
      'Nothing was kept. Score those of the rubric only.',
    ],
  ),
  points_out_of_range: unfit(
    ['分数超出范围', '什么都没有保存。{dimension}：0 至 {max}。'],
    ['The points are out of range', 'Nothing was kept. For {dimension}: 0 to {max}.'],
  ),
  no_grade_to_appeal: conflict(
    ['没有可申诉的评价', '什么都没有保存。该部门这一轮没有得到评价。'],
    ['There is no grade to appeal', 'Nothing was kept. This round was not graded.'],
  ),
  already_appealed: conflict(
    ['已经申诉过', '此前的申诉有效，这一次没有保存。'],
    ['Already appealed', 'The earlier appeal counts; this one was not kept.'],
  ),
  too_late_to_appeal: conflict(
    ['申诉期已过', '评价不变。'],
    ['The time for appeals is over', 'The grade stands.'],
  ),
  no_appeal_pending: conflict(
    ['没有待裁定的申诉', '评价不变。可能已经裁定。'],
    ['No appeal waits for a decision', 'The grade stands. It may have been decided already.'],
  ),
  unknown_supervision: unknown(
    ['没有找到这个督办', '什么都没有改变。它不存在，或者您看不到它；请核对编号。'],
    [
      'There is no such supervision order',
      'Nothing changed. It does not exist, or you cannot see it; check its id.',
    ],
  ),
  supervision_exists: conflict(
    ['这个编号已用于另一个督办', '已有的督办没有变动，这一个没有保存。请换一个编号。'],
    [
      'This id belongs to another supervision order',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  supervision_answered: conflict(
    ['已经作出说明', '此前的说明有效，这一次没有保存。'],
    ['The account was given already', 'The earlier one counts; this one was not kept.'],
  ),
  supervision_concluded: conflict(
    ['督办已办结', '结论不变。'],
    ['The supervision is concluded', 'Its verdict stands.'],
  ),
} satisfies PartOfTable
