// What people are told to do or to know, in a few words.
import type { BroadcastAct, PageAct } from '@muster/domain'
import type { OpenWords, WordsOf } from './words.ts'

export const PAGE_ACT_WORDS = {
  call: { zh: '吹哨召集，请签收', en: 'You are called: sign' },
  urge: { zh: '催办', en: 'Reminder' },
  page: { zh: '逾期提醒', en: 'Overdue' },
  supervise: { zh: '提请督办', en: 'Supervision is asked for' },
  approve: { zh: '请审批', en: 'Approval is asked for' },
  review: { zh: '请复核', en: 'Review is asked for' },
  rule: { zh: '请裁定退回', en: 'A return waits for your ruling' },
  confirm_arrival: { zh: '到场存疑，请核实', en: 'A doubtful arrival waits for you' },
  come_back: { zh: '现场无人，请派人到场', en: 'Nobody is on the scene: come back' },
  stand_down: { zh: '撤回，请确认已知', en: 'Stand down, and say that you know' },
  called_off: { zh: '召集已撤销', en: 'The call is off' },
  next_session: { zh: '请参加下一次集中处置', en: 'Come to the next session' },
  return_stands: { zh: '退回未获支持，请继续承担', en: 'Your return was overruled' },
  ask_widened: { zh: '任务有增加', en: 'More is asked of you' },
  judge_extension: { zh: '请答复延期申请', en: 'An extension waits for your answer' },
  extension_answered: { zh: '延期申请已答复', en: 'Your extension was answered' },
  done_claimed: { zh: '报告完成，请核对', en: 'Done is claimed: check it' },
  released: { zh: '已同意撤离', en: 'You are released' },
  defaulted: { zh: '已认定失约', en: 'A default was declared' },
  accept: { zh: '请验收', en: 'Acceptance is asked for' },
  rehearse: { zh: '演练：请确认收到', en: 'Drill: say that you got this' },
  canary: { zh: '例行检测，不必处理', en: 'A routine check; nothing to do' },
  alarm: { zh: '系统告警', en: 'An alarm of the system' },
  notice: { zh: '值班表通知', en: 'News of a roster' },
} as const satisfies WordsOf<PageAct | BroadcastAct>

export const CHANNEL_WORDS: OpenWords = {
  inbox: { zh: '站内消息', en: 'the inbox' },
  email: { zh: '电子邮件', en: 'e-mail' },
  push: { zh: '推送', en: 'push' },
  web_push: { zh: '推送', en: 'push' },
  sms: { zh: '短信', en: 'SMS' },
  webhook: { zh: '系统对接', en: 'webhook' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  feishu: { zh: '飞书', en: 'Feishu' },
}

/** Why a message did not get there, by the codes of the channels. */
export const SEND_REASON_WORDS: OpenWords = {
  no_receipt: { zh: '没有收到送达回执', en: 'no receipt came' },
  provider_gave_up: { zh: '服务商报告未送达', en: 'the provider gave up' },
  timed_out: { zh: '渠道没有按时答复', en: 'the channel did not answer in time' },
  channel_fault: { zh: '渠道故障', en: 'the channel failed' },
  channel_not_set_up: { zh: '渠道未开通', en: 'the channel is not set up' },
  contact_gone: { zh: '联系方式已失效', en: 'the contact is gone' },
  outcome_unknown: {
    zh: '发送中断，是否送出不明',
    en: 'it was cut off; whether it left is not known',
  },
}
