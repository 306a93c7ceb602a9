// Refusals of what a command names and the directory does not know: bad content, whatever the route.
import { conflict, type PartOfTable, unfit } from './entries.ts'

export const directoryProblems = {
  unknown_organisation: unfit(
    ['没有这个单位', '什么都没有保存。请核对单位编号。'],
    ['There is no such organisation', 'Nothing was kept. Check its id.'],
  ),
  unknown_office: unfit(
    ['没有这个办公室', '什么都没有保存。请核对办公室编号。'],
    ['There is no such office', 'Nothing was kept. Check its id.'],
  ),
  unknown_department: unfit(
    ['没有这个部门，或它不能被召集', '什么都没有保存。请核对部门编号。'],
    [
      'There is no such department to summon',
      'Nothing was kept. Check its id, and that it can be summoned.',
    ],
  ),
  unknown_person: unfit(
    ['没有这个人', '什么都没有保存。请核对人员编号。'],
    ['There is no such person', 'Nothing was kept. Check their id.'],
  ),
  unknown_area: unfit(
    ['没有这个区域', '什么都没有保存。请核对区域代码。'],
    ['There is no such area', 'Nothing was kept. Check its code.'],
  ),
  unknown_problem_type: unfit(
    ['没有这种问题类型', '什么都没有保存。请在权责清单的问题类型中选择。'],
    [
      'There is no such problem type',
      'Nothing was kept. Choose one that the responsibility list names.',
    ],
  ),
  place_outside_territory: unfit(
    ['地点不在本市范围内', '什么都没有保存。请核对坐标，经度在前，纬度在后。'],
    [
      'The place lies outside the territory',
      'Nothing was kept. Check the coordinates: longitude first, then latitude.',
    ],
  ),
  caller_without_head: conflict(
    ['吹哨单位没有负责人办公室，或没有对应的区专班', '什么都没有保存。请先在名录中补全，再吹哨。'],
    [
      'The calling organisation has no head’s office, or no district coordination',
      'Nothing was kept. The directory needs both before it can call.',
    ],
  ),
} satisfies PartOfTable
