// Messages in Chinese.
import type { ClockName, SummonsStatus } from '@muster/domain'
import { type FrameWords, lines, type MessageFacts, type MessageWords } from './message-words.ts'

const UNDONE: Readonly<Record<ClockName, string>> = {
  sign: '还没有签收',
  contact: '还没有与吹哨单位联系',
  arrive: '还没有到场',
  measures: '还没有提出处置措施',
  finish: '还没有办结',
  approval: '等待审批',
  review: '等待复核',
  ruling: '的退回等待裁定',
  grade: '等待评价',
  appeal: '的申诉等待答复',
}

const OVERDUE: Readonly<Record<ClockName, string>> = {
  sign: '逾期未签收',
  contact: '逾期未与吹哨单位联系',
  arrive: '逾期未到场',
  measures: '逾期未提出处置措施',
  finish: '逾期未办结',
  approval: '审批逾期',
  review: '复核逾期',
  ruling: '的退回逾期未裁定',
  grade: '评价逾期',
  appeal: '的申诉逾期未答复',
}

function state(words: Readonly<Record<ClockName, string>>, f: MessageFacts): string {
  const who = f.department === '' ? '本哨' : f.department
  return `${who}${f.clock === undefined ? '有事项待办' : words[f.clock]}`
}

const due = (f: MessageFacts, verb = '') => (f.due === '' ? '' : `${verb}时限 ${f.due}`)
const before = (f: MessageFacts) => (f.due === '' ? '尽快' : `在 ${f.due} 前`)
const whistle = (f: MessageFacts) => `${f.caller}吹哨：${f.subject}`
const gather = (f: MessageFacts) => `集合：${f.assembly}`
const ask = (f: MessageFacts) => (f.ask === '' ? '' : `要求：${f.ask}`)

const ENDED: Readonly<Partial<Record<SummonsStatus, string>>> = {
  stood_down: '指挥员已撤销对你单位的召集',
  excused: '经裁定，此事不由你单位承担',
  replaced: '经裁定，此事改由其他单位承担',
}

const ended = (f: MessageFacts) => (f.status && ENDED[f.status]) ?? '本哨已撤回，不必再去'

export const ZH: MessageWords = {
  call: {
    title: f => `吹哨：请${f.department}报到`,
    text: f =>
      lines(whistle(f), `请${f.department}${before(f)}签收，并按时到场。`, gather(f), ask(f)),
    sms: f => `${f.caller}吹哨${f.subject}，请${f.department}${before(f)}签收。${gather(f)}`,
  },
  urge: {
    title: f => `催办：${state(UNDONE, f)}`,
    text: f => lines(whistle(f), `${state(UNDONE, f)}，请抓紧办理。`, due(f)),
    sms: f => `催办：${f.subject}，${state(UNDONE, f)}，${due(f) || '请抓紧办理'}`,
  },
  page: {
    title: f => `逾期：${state(OVERDUE, f)}`,
    text: f => lines(whistle(f), `${state(OVERDUE, f)}，请您过问。`, due(f, '原')),
    sms: f => `逾期：${f.subject}，${state(OVERDUE, f)}，请您过问。${due(f, '原')}`,
  },
  supervise: {
    title: f => `请督办：${state(OVERDUE, f)}`,
    text: f => lines(whistle(f), `${state(OVERDUE, f)}，逐级提醒无果，提请督办。`, due(f, '原')),
    sms: f => `提请督办：${f.subject}，${state(OVERDUE, f)}。${due(f, '原')}`,
  },
  approve: {
    title: f => `请审批：${f.caller}拟吹哨`,
    text: f => lines(`${f.caller}拟吹哨：${f.subject}`, `请${before(f)}审批。`, gather(f)),
    sms: f => `请${before(f)}审批：${f.caller}拟吹哨${f.subject}`,
  },
  review: {
    title: f => `请复核：${f.caller}已紧急吹哨`,
    text: f => lines(whistle(f), `情况紧急，已先行吹响。请${before(f)}复核。`, gather(f)),
    sms: f => `${f.caller}已紧急吹哨${f.subject}，请${before(f)}复核`,
  },
  rule: {
    title: f => `请裁定：${f.department}退回报到任务`,
    text: f =>
      lines(
        whistle(f),
        `${f.department}认为不属本单位职责${f.rightUnit === '' ? '' : `，应由${f.rightUnit}承担`}。请${before(f)}裁定；裁定前各项时限照常计算。`,
      ),
    sms: f => `请${before(f)}裁定：${f.department}退回${f.subject}`,
  },
  confirm_arrival: {
    title: f => `请核实到场：${f.department}`,
    text: f => lines(whistle(f), `${f.department}有人报告到场，证明不足，请在现场核实。`),
    sms: f => `请核实：${f.department}有人报告到场，证明不足，${f.subject}`,
  },
  come_back: {
    title: f => `现场无人：请${f.department}派人到场`,
    text: f =>
      lines(
        whistle(f),
        `${f.department}的人员已离开现场，事情还没有完，请立即派人到场。`,
        gather(f),
      ),
    sms: f => `${f.subject}现场已无${f.department}人员，请立即派人到场`,
  },
  stand_down: {
    title: () => '召集已撤销：请返回并确认',
    text: f => lines(whistle(f), `${ended(f)}。您已在途中，请返回，并确认已知。`),
    sms: f => `${f.subject}：${ended(f)}。请返回，并确认已知`,
  },
  called_off: {
    title: f => `召集已撤销：${f.department}`,
    text: f => lines(whistle(f), `${ended(f)}。`),
    sms: f => `${f.subject}：${ended(f)}`,
  },
  next_session: {
    title: f => `下次集中处置：${f.next || f.assembly}`,
    text: f =>
      lines(
        whistle(f),
        `本次集中处置结束。请${f.department}参加下一次。`,
        f.next && `时间：${f.next}`,
      ),
    sms: f => `请${f.department}参加下次集中处置：${f.next || f.assembly}，${f.subject}`,
  },
  return_stands: {
    title: f => `裁定：仍由${f.department}承担`,
    text: f => lines(whistle(f), '退回未获支持，时限自首次召集起算，请立即履职。', gather(f)),
    sms: f => `${f.subject}：退回未获支持，仍由${f.department}承担，请立即履职`,
  },
  ask_widened: {
    title: f => `任务增加：${f.department}`,
    text: f => lines(whistle(f), `经裁定，另一单位的任务并入${f.department}。`, ask(f)),
    sms: f => `${f.subject}：经裁定，另有任务并入${f.department}，请查看`,
  },
  judge_extension: {
    title: f => `请答复延期申请：${f.department}`,
    text: f => lines(whistle(f), `${f.department}申请延长办结时限，请在原时限前答复。`),
    sms: f => `${f.department}就${f.subject}申请延期，请在原时限前答复`,
  },
  extension_answered: {
    title: f => `延期申请已答复：${f.department}`,
    text: f => lines(whistle(f), `${f.department}的延期申请已答复，请查看现在的办结时限。`),
    sms: f => `${f.subject}：延期申请已答复，请查看现在的时限`,
  },
  done_claimed: {
    title: f => `请核对：${f.department}报告处置完成`,
    text: f => lines(whistle(f), `${f.department}报告处置完成，请核对后决定是否同意撤离。`),
    sms: f => `${f.department}报告${f.subject}处置完成，请核对`,
  },
  released: {
    title: f => `已同意撤离：${f.department}`,
    text: f => lines(whistle(f), `指挥员已同意${f.department}撤离，辛苦了。`),
    sms: f => `${f.subject}：已同意${f.department}撤离`,
  },
  defaulted: {
    title: f => `已认定未报到：${f.department}`,
    text: f => lines(whistle(f), `${f.department}始终没有到场，已认定未报到，并转入督办。`),
    sms: f => `${f.subject}：${f.department}已认定未报到，转入督办`,
  },
  accept: {
    title: f => `请验收：${f.caller}的哨`,
    text: f => lines(whistle(f), '各单位任务均已了结，请验收。'),
    sms: f => `${f.subject}：各单位任务均已了结，请验收`,
  },
}

export const ZH_FRAME: FrameWords = {
  drill: '【演练】',
  invented: '【虚构】',
  confidential: kind => `${kind}（具体事项到场后告知）`,
  quoted: title => `“${title}”`,
  gap: '（值班表上无人，因此直接告知您。）',
  gapSms: '（值班无人）',
  outage: (from, to) => `系统 ${from} 至 ${to} 中断，以下通知因此迟到。`,
  several: count => `${count} 件事等您处理`,
  item: (count, sentence) => `${count}. ${sentence}`,
  more: '更多请登录查看。',
  reply: (act, code) =>
    act === 'sign' ? `。回复“签收${code}”即签收` : `。回复“知悉${code}”即确认`,
}
