// Refusals of staying, working and being released (rules 6, 7, 12 to 14).
import { conflict, type PartOfTable, unfit, unknown } from './entries.ts'

export const workingProblems = {
  not_on_scene: conflict(
    ['此人不在现场', '什么都没有改变。只有已证实到场的人员可以换班或离开。'],
    [
      'This person is not on scene',
      'Nothing changed. Only somebody whose arrival was proved can be relieved or leave.',
    ],
  ),
  relieved_by_oneself: unfit(
    ['接替人就是本人', '此人仍在场。请填写另一位已到场的同事。'],
    ['One cannot relieve oneself', 'They are still on scene. Name a colleague who has arrived.'],
  ),
  successor_not_proved: conflict(
    ['接替人尚未证实到场', '原来的人员仍在场。接替人到场证实以后才能换班。'],
    [
      'The successor has not arrived with proof',
      'The one to be relieved stays. Relief ends their presence once the successor is proved there.',
    ],
  ),
  not_arrived: conflict(
    ['该部门尚未到场', '什么都没有保存。到场证实以后再提出措施、报告完成。'],
    [
      'The department has not arrived',
      'Nothing was kept. Measures and done come after a proved arrival.',
    ],
  ),
  done_already_claimed: conflict(
    ['已经报告完成', '此前的报告有效，等待指挥同意撤离。'],
    ['Done was claimed already', 'The earlier claim counts and waits for release.'],
  ),
  evidence_attached_before: conflict(
    ['这份证据已经登记', '此前的登记有效，不必重复。'],
    [
      'This evidence was attached before',
      'The earlier entry counts; there is no need to repeat it.',
    ],
  ),
  unknown_evidence: unfit(
    ['没有登记过这份证据', '措施没有保存。请先登记证据，再在措施中引用。'],
    [
      'No such evidence was attached',
      'The measure was not saved. Attach the evidence first, then refer to it.',
    ],
  ),
  unknown_measure_type: unfit(
    ['没有这种措施类型', '措施没有保存。请在本哨种的措施类型中选择。'],
    ['There is no such type of measure', 'It was not kept. Choose a type that the kind names.'],
  ),
  measure_already_recorded: conflict(
    ['这项措施已记录过', '此前的记录有效，这一次没有保存。新的措施请用新的编号。'],
    [
      'This measure is recorded already',
      'The earlier record counts; this one was not kept. Use a new id for a new measure.',
    ],
  ),
  unknown_measure: unknown(
    ['没有找到这项措施', '什么都没有保存。请核对部门和措施编号。'],
    ['There is no such measure', 'Nothing was kept. Check the department and the id.'],
  ),
  waits_for_another: conflict(
    ['须等另一部门先行', '什么都没有保存。本任务等待 {department} 的措施，等待时间计入对方。'],
    [
      'The ask waits for another department',
      'Nothing was kept. It waits for a measure of {department}, to whom the time is charged.',
    ],
  ),
  no_measures: conflict(
    ['尚未提出或采取措施', '没有记为完成。请先提出或记录措施，再报告完成。'],
    ['No measures yet', 'Done was not recorded. Propose or record a measure first.'],
  ),
  no_finish_clock: conflict(
    ['没有运行中的办结时限', '什么都没有改变。只有办结时限可以延期。'],
    [
      'No finish clock is running',
      'Nothing changed. Only the clock for finishing can be extended.',
    ],
  ),
  too_late_to_extend: conflict(
    ['办结时限已到，不能再申请延期', '期限不变。延期须在到期之前申请。'],
    [
      'Too late to ask for more time',
      'The date stands. An extension is asked for before it is due.',
    ],
  ),
  extension_pending: conflict(
    ['已有一个延期申请待决定', '此前的申请有效，这一次没有保存。'],
    ['An extension is already asked for', 'The earlier request waits; this one was not kept.'],
  ),
  extension_not_later: unfit(
    ['申请的日期不晚于现有期限', '期限不变。请填写更晚的日期。'],
    ['The date asked for is not later', 'The date stands. Name a later one.'],
  ),
  no_extension_asked: conflict(
    ['没有待决定的延期申请', '期限不变。'],
    ['No extension was asked for', 'The date stands.'],
  ),
  unknown_block: unfit(
    ['没有这个撤离条件', '什么都没有签认。请在本哨种的撤离条件中选择。'],
    ['There is no such release block', 'Nothing was signed. Choose a block that the kind names.'],
  ),
  block_already_signed: conflict(
    ['这个撤离条件已签认', '此前的签认有效，无需重复。'],
    ['This block is signed already', 'The earlier signature counts; nothing more is needed.'],
  ),
  done_not_claimed: conflict(
    ['该部门尚未报告完成', '该部门仍在场。请等其报告完成以后再同意撤离。'],
    [
      'The department has not claimed done',
      'It stays. It can be released once it says that it is done.',
    ],
  ),
  blocks_unsigned: conflict(
    ['撤离条件未全部签认', '该部门仍在场。尚缺：{blocks}。'],
    ['Some release blocks are not signed', 'The department stays. Still to be signed: {blocks}.'],
  ),
} satisfies PartOfTable
