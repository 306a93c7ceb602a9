// What log-in, sessions and accounts can refuse: code, status, and words for people in both languages.
import type { ProblemTable } from '../http/problems.ts'

export type IdentityCode =
  | 'session_ended'
  | 'session_expired'
  | 'session_changed'
  | 'office_not_held'
  | 'foreign_request'
  | 'step_up_required'
  | 'token_not_enough'
  | 'log_in_failed'
  | 'log_in_delayed'
  | 'log_in_expired'
  | 'second_factor_wrong'
  | 'second_factor_required'
  | 'password_wrong'
  | 'password_too_short'
  | 'password_too_long'
  | 'password_common'
  | 'passkey_refused'
  | 'totp_exists'
  | 'totp_missing'
  | 'provider_unknown'
  | 'provider_failed'
  | 'provider_person_unknown'
  | 'identity_taken'
  | 'invitation_used'
  | 'account_exists'
  | 'account_disabled'
  | 'unknown_account_person'
  | 'last_administrator'

export const identityProblems = {
  session_ended: {
    status: 401,
    zh: ['登录已结束', '请重新登录；刚才填写的内容仍在页面上。'],
    en: ['The session has ended', 'Log in again; what you filled in is still on the page.'],
  },
  session_expired: {
    status: 401,
    zh: ['登录已过期', '请重新登录；刚才填写的内容仍在页面上。'],
    en: ['The session has expired', 'Log in again; what you filled in is still on the page.'],
  },
  session_changed: {
    status: 409,
    zh: ['此页面属于另一次登录', '什么都没有改变。请重新打开页面后再操作。'],
    en: ['This page belongs to another session', 'Nothing changed. Open the page anew.'],
  },
  office_not_held: {
    status: 403,
    zh: ['您已不担任此职务', '什么都没有改变。请选择您现任的职务。'],
    en: [
      'You do not hold this office any more',
      'Nothing changed. Choose an office that you hold.',
    ],
  },
  foreign_request: {
    status: 403,
    zh: ['请求不是从本站页面发出的', '什么都没有改变。请在本站页面上操作。'],
    en: [
      'The request does not come from a page of this site',
      'Nothing changed. Act on our pages.',
    ],
  },
  step_up_required: {
    status: 403,
    zh: [
      '需要再次确认身份',
      '什么都没有改变。请用密码、动态码或通行密钥确认后，十分钟内重新提交。',
    ],
    en: [
      'Prove again who you are',
      'Nothing changed. Confirm by password, code or passkey, and send it again within ten minutes.',
    ],
  },
  token_not_enough: {
    status: 403,
    zh: ['这件事须登录后本人操作', '什么都没有改变。令牌不能用于这项操作，请登录。'],
    en: [
      'This is done by a person who has logged in',
      'Nothing changed. A token is not enough for this act; log in.',
    ],
  },
  log_in_failed: {
    status: 403,
    zh: ['登录名或密码不正确', '请检查后重试；仍不行时请找本单位管理员。'],
    en: [
      'The log-in name or the password is wrong',
      'Check them and try again; an administrator can help.',
    ],
  },
  log_in_delayed: {
    status: 429,
    zh: ['尝试次数过多', '请在 {retryAfterSeconds} 秒后再试；在常用设备上登录不受影响。'],
    en: [
      'Too many attempts',
      'Try again in {retryAfterSeconds} seconds; devices that you have used before are not affected.',
    ],
  },
  log_in_expired: {
    status: 410,
    zh: ['这次登录已超时', '请从头再登录一次。'],
    en: ['This log-in took too long', 'Begin it again.'],
  },
  second_factor_wrong: {
    status: 403,
    zh: ['验证码不正确', '请输入验证器上现在显示的六位数字；每个码只能用一次。'],
    en: ['The code is wrong', 'Enter the six digits that the app shows now; each code works once.'],
  },
  second_factor_required: {
    status: 403,
    zh: [
      '您的职务要求二次验证',
      '什么都没有改变。请在“我的账号”中绑定验证器或通行密钥；已有的，请先用它确认。',
    ],
    en: [
      'Your office asks for a second factor',
      'Nothing changed. Set up an authenticator app or a passkey under “My account”; if you have one, prove it first.',
    ],
  },
  password_wrong: {
    status: 403,
    zh: ['密码不正确', '什么都没有改变。请重新输入。'],
    en: ['The password is wrong', 'Nothing changed. Enter it again.'],
  },
  password_too_short: {
    status: 422,
    zh: ['密码太短', '至少 8 个字符；可以用一句容易记住的话。'],
    en: ['The password is too short', 'At least 8 characters; a sentence is easy to remember.'],
  },
  password_too_long: {
    status: 422,
    zh: ['密码太长', '最多 128 个字符。'],
    en: ['The password is too long', 'At most 128 characters.'],
  },
  password_common: {
    status: 422,
    zh: ['这个密码太常见', '它出现在已泄露的密码中，或与登录名相同。请另选一个。'],
    en: [
      'The password is too common',
      'It is among those known from breaches, or it is the log-in name. Choose another.',
    ],
  },
  passkey_refused: {
    status: 403,
    zh: ['通行密钥未被接受', '请重试，或用密码登录。'],
    en: ['The passkey was not accepted', 'Try again, or log in by password.'],
  },
  totp_exists: {
    status: 409,
    zh: ['已经绑定了验证器', '什么都没有改变。如要更换，请先解除绑定。'],
    en: ['An authenticator app is set up already', 'Nothing changed. Remove it first.'],
  },
  totp_missing: {
    status: 409,
    zh: ['还没有绑定验证器', '什么都没有改变。请先绑定。'],
    en: ['No authenticator app is set up', 'Nothing changed. Set one up first.'],
  },
  provider_unknown: {
    status: 404,
    zh: ['没有这个统一身份认证', '请从登录页面选择。'],
    en: ['There is no such identity provider', 'Choose one on the log-in page.'],
  },
  provider_failed: {
    status: 502,
    zh: ['统一身份认证没有成功', '请重试；仍不行时请用其他方式登录并告诉管理员。'],
    en: [
      'The identity provider did not confirm who you are',
      'Try again; if it fails again, log in another way and tell an administrator.',
    ],
  },
  provider_person_unknown: {
    status: 403,
    zh: ['这个身份在本系统中没有账号', '请找本单位管理员开通。'],
    en: ['There is no account for this identity', 'Ask an administrator for one.'],
  },
  identity_taken: {
    status: 409,
    zh: ['这个身份或账号已与另一个绑定', '什么都没有改变。'],
    en: ['The identity or the account is linked to another one', 'Nothing changed.'],
  },
  invitation_used: {
    status: 410,
    zh: ['这个链接已用过或已过期', '请管理员另发一个。'],
    en: ['This link was used or has expired', 'Ask an administrator for a new one.'],
  },
  account_exists: {
    status: 409,
    zh: ['已有这个人的账号，或登录名已被占用', '什么都没有改变。'],
    en: ['The person has an account, or the log-in name is taken', 'Nothing changed.'],
  },
  account_disabled: {
    status: 409,
    zh: ['账号已停用', '什么都没有改变。请先启用。'],
    en: ['The account is disabled', 'Nothing changed. Enable it first.'],
  },
  unknown_account_person: {
    status: 422,
    zh: ['通讯录中没有这个人', '什么都没有改变。请先在通讯录中登记。'],
    en: [
      'The directory does not know this person',
      'Nothing changed. Enter the person there first.',
    ],
  },
  last_administrator: {
    status: 409,
    zh: ['这是最后一位管理员', '什么都没有改变。请先指定另一位管理员。'],
    en: ['This is the last administrator', 'Nothing changed. Appoint another one first.'],
  },
} as const satisfies ProblemTable<IdentityCode>
