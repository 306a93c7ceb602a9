// Refusals of changes to the directory: organisations, offices, appointments, areas.
import { conflict, forbidden, type PartOfTable, unfit } from './entries.ts'

export const organisingProblems = {
  office_not_held: forbidden(
    ['您现在不担任这个职务', '什么都没有改变。任职已经结束或尚未开始；请换一个您担任的职务。'],
    [
      'You do not hold this office now',
      'Nothing changed. The appointment has ended or not begun; act in an office that you hold.',
    ],
  ),
  organisation_exists: conflict(
    ['这个编号已用于另一个单位', '已有的单位没有变动，这一个没有保存。请换一个编号。'],
    [
      'This id belongs to another organisation',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  organisation_in_itself: unfit(
    ['单位不能隶属于自己或自己的下级', '什么都没有保存。请核对上级单位。'],
    ['An organisation is not part of itself', 'Nothing was kept. Check its parent.'],
  ),
  organisation_in_use: conflict(
    [
      '单位还在使用，不能撤销',
      '什么都没有改变。还有 {inUse} 个下级单位、办公室或未结束的吹哨；请先处理。',
    ],
    [
      'The organisation is still in use',
      'Nothing changed. {inUse} parts, offices or open whistles lean on it; end those first.',
    ],
  ),
  office_exists: conflict(
    ['这个编号已用于另一个办公室', '已有的办公室没有变动，这一个没有保存。请换一个编号。'],
    [
      'This id belongs to another office',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  office_in_use: conflict(
    [
      '办公室还在使用，不能撤销',
      '什么都没有改变。还有 {inUse} 项任职、授权或指挥中的吹哨；请先结束任职并收回授权。',
    ],
    [
      'The office is still in use',
      'Nothing changed. {inUse} appointments, grants or commanded whistles lean on it; end and revoke those first.',
    ],
  ),
  person_exists: conflict(
    ['这个编号已用于另一个人', '已有的人员没有变动，这一个没有保存。请换一个编号。'],
    [
      'This id belongs to another person',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  already_appointed: conflict(
    ['此人在这段时间已担任这个职务', '原有的任职没有变动。'],
    ['The person holds this office in that time already', 'The appointment there is stands.'],
  ),
  not_appointed: conflict(
    ['此人没有担任这个职务', '什么都没有改变。'],
    ['The person does not hold this office', 'Nothing changed.'],
  ),
  area_exists: conflict(
    ['这个编号已用于另一个区域', '已有的区域没有变动，这一个没有保存。请换一个编号。'],
    [
      'This id belongs to another area',
      'The one there is stays as it is; this one was not kept. Use another id.',
    ],
  ),
  area_in_itself: unfit(
    ['区域不能在自己或自己的下级之内', '什么都没有保存。请核对上级区域。'],
    ['An area does not lie in itself', 'Nothing was kept. Check its parent.'],
  ),
  area_in_use: conflict(
    ['区域还在使用，不能撤销', '什么都没有改变。还有 {inUse} 个下级区域、单位或授权；请先处理。'],
    [
      'The area is still in use',
      'Nothing changed. {inUse} areas, organisations or grants lean on it; end those first.',
    ],
  ),
} satisfies PartOfTable
