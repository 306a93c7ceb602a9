// Refusals of grants after they were given, and of delegation for an absence (rules 2 and 3).
import { conflict, forbidden, type PartOfTable, unfit } from './entries.ts'

export const empoweringProblems = {
  not_your_grant: forbidden(
    ['这项授权不是给您的办公室的', '什么都没有改变。只有持有授权的办公室可以委托代行。'],
    [
      'This grant is not held by your office',
      'Nothing changed. Only the office that holds a grant delegates it.',
    ],
  ),
  delegated_to_you: forbidden(
    ['委托来的权力不能再委托', '什么都没有改变。请由原授权的办公室另行委托。'],
    [
      'What was delegated to you is not delegated on',
      'Nothing changed. Ask the office that holds the power itself.',
    ],
  ),
  delegated_to_oneself: unfit(
    ['不能委托给自己的办公室', '什么都没有保存。请写明另一个办公室。'],
    ['An office does not delegate to itself', 'Nothing was kept. Name another office.'],
  ),
  delegation_too_long: unfit(
    ['委托时间太长', '什么都没有保存。委托最长 {days} 天；更长的请由授权单位另行授权。'],
    [
      'The delegation is too long',
      'Nothing was kept. A delegation lasts {days} days at most; for longer, ask for a grant.',
    ],
  ),
  delegation_too_wide: unfit(
    ['委托超出了所持有的授权', '什么都没有保存。部门、区域和期限都不能超出原授权。'],
    [
      'The delegation reaches further than the grant',
      'Nothing was kept. Departments, area and period must lie within those of the grant.',
    ],
  ),
  not_narrower: unfit(
    [
      '没有缩小授权',
      '什么都没有保存。请写明更少的部门、更小的区域或更早的终止时间；扩大须另行授权。',
    ],
    [
      'This does not narrow the grant',
      'Nothing was kept. Name fewer departments, a smaller area or an earlier end; more power needs another grant.',
    ],
  ),
  grant_suspended: conflict(
    ['这项授权已暂停', '什么都没有改变。可以恢复，也可以收回。'],
    ['The grant is suspended already', 'Nothing changed. It can be resumed or revoked.'],
  ),
  grant_not_suspended: conflict(
    ['这项授权没有暂停', '什么都没有改变。'],
    ['The grant is not suspended', 'Nothing changed.'],
  ),
} satisfies PartOfTable
