// Why an address could not be proved.
import type { ProblemTable } from '../../platform/http/problems.ts'

export const codeProblems: ProblemTable<
  'contact_code_wrong' | 'contact_code_not_sent' | 'channel_not_set_up'
> = {
  contact_code_wrong: {
    status: 422,
    zh: ['验证码不对', '请核对后再试；错五次后需要重新获取。'],
    en: ['That is not the code', 'Look again; after five wrong ones another has to be sent.'],
  },
  contact_code_not_sent: {
    status: 503,
    zh: ['验证码没有发出', '请核对地址，一分钟后再试。'],
    en: ['The code could not be sent', 'Check the address and try again in a minute.'],
  },
  channel_not_set_up: {
    status: 409,
    zh: ['这里没有开通这个渠道', '请换一种联系方式，或联系管理员。'],
    en: ['This channel is not set up here', 'Choose another one, or ask the administrator.'],
  },
}
