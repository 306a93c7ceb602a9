// Refusals of what people say about how they can be reached.
import { conflict, forbidden, type PartOfTable, unfit, unknown } from './entries.ts'

export const contactProblems = {
  not_your_contacts: forbidden(
    ['联系方式由本人维护', '什么都没有改动。'],
    ['Everybody keeps their own ways of contact', 'Nothing was changed.'],
  ),
  way_twice: unfit(
    ['同一联系方式编号出现了两次', '什么都没有保存。'],
    ['One way of contact stands there twice', 'Nothing was kept.'],
  ),
  unknown_way: unknown(
    ['没有这个联系方式', '请先保存联系方式，再验证。'],
    ['There is no such way of contact', 'Save it first, then verify it.'],
  ),
  way_verified: conflict(
    ['这个联系方式已经验证过', '无需再验证。'],
    ['This way of contact is verified already', 'Nothing more is needed.'],
  ),
  code_just_sent: conflict(
    ['验证码刚刚发出', '请一分钟后再试。'],
    ['A code was sent just now', 'Wait a minute before asking for another.'],
  ),
  code_over: conflict(
    ['验证码已失效', '请重新获取验证码。'],
    ['The code no longer counts', 'Ask for another one.'],
  ),
} satisfies PartOfTable
