// The rules of the mechanism in short, so that a refusal can say which one it keeps.
import type { Bilingual, Rule } from '@muster/domain'

export const RULES = {
  0: { zh: '常理', en: 'Plain sense' },
  1: {
    zh: '持有召集授权的单位都可以吹哨，范围以授权为准',
    en: 'Any organisation with a summon grant may call, over the departments and the place it covers',
  },
  2: {
    zh: '权力来自授权，办理时核验并随事记录',
    en: 'A power comes from a grant; it is checked at the act and recorded with it',
  },
  3: {
    zh: '一次吹哨任何时刻只有一个办公室指挥；系统不代行同意撤离、验收和评价',
    en: 'One office commands a whistle at any moment; the server never releases, accepts or grades',
  },
  4: {
    zh: '部门报告到场和完成，吹哨方确认；同一人不代表两方',
    en: 'The department claims, the caller’s side confirms; nobody acts for both',
  },
  5: {
    zh: '计划类先批后响，应急类先响后审',
    en: 'A planned whistle is approved before it sounds; an emergency sounds first and is reviewed',
  },
  6: {
    zh: '吹哨要写明自己做过什么、缺什么权，对每个部门要求什么',
    en: 'A whistle says what was tried, which power is lacking, and what is asked of each department',
  },
  7: {
    zh: '时限自召集起算，按当时的规则，事后不改；延期须在到期前申请',
    en: 'Clocks run from the call under the rules of that moment; more time is asked for before it is due',
  },
  8: {
    zh: '退回须引清单并指明应承担的单位，时限照走，由有权者裁定，区专班兜底',
    en: 'A return cites the list and names the right unit; no clock stops, and a person rules, coordination last',
  },
  9: {
    zh: '无人应答只对该部门逐级上报，不影响其他部门',
    en: 'Silence is escalated alone, while the others work',
  },
  10: {
    zh: '到场须有两项独立证明，其中至少一项来自现场',
    en: 'An arrival needs two independent proofs, at least one from the scene’s side',
  },
  11: {
    zh: '误召的在到场时限前可取消；未报到须过时限并用尽逐级通知；有人到场后不撤回',
    en: 'Stand-down comes before arrival is due, default after the ladder; nothing is withdrawn once somebody came',
  },
  12: {
    zh: '事不完人不走：换班须接替人到场，离开须经同意',
    en: 'Nobody leaves before it is done: relief needs a successor there, leaving needs leave',
  },
  13: {
    zh: '撤离条件全部签认后，由指挥同意撤离',
    en: 'The commander releases, after the release blocks are signed',
  },
  14: {
    zh: '措施是部门自己的行为，有类型、有依据、有后果',
    en: 'A measure is the department’s own act, with its type, legal item and outcome',
  },
  15: {
    zh: '各部门任务都了结才算解决；验收前可否决；结束后不再改动',
    en: 'Resolved when all is settled; a veto comes before acceptance; closed never changes',
  },
  16: {
    zh: '评价逐项说明理由，封存前互不可见，申诉不由评价人裁定',
    en: 'Grades have reasons, stay unseen until sealed, and are never judged by the grader',
  },
  17: {
    zh: '事项并案不循环，跨区须对方同意；并案后在存续事项办理',
    en: 'Cases merge without circles, across districts by consent; the survivor goes on',
  },
  18: {
    zh: '卡住机制的情形要留痕，供改规则',
    en: 'What jams is recorded for those who mend the rules',
  },
  19: {
    zh: '到期只是提醒，是否逾期由规则判断',
    en: 'A deadline is a reminder; the rules alone judge whether something is late',
  },
  20: {
    zh: '系统中断不计过错，时限不变',
    en: 'An outage is taken off the fault, not off the deadline',
  },
  21: {
    zh: '同一操作发多少次都只算一次',
    en: 'The same act counts once, however often it is sent',
  },
  22: {
    zh: '个人信息封存在外，可销毁而不损记录',
    en: 'Personal data is sealed and can be destroyed without harm to the record',
  },
  23: {
    zh: '保密类吹哨不提前公开目标',
    en: 'A confidential whistle does not give its target away',
  },
} as const satisfies Readonly<Record<Rule, Bilingual>>

/** The short text of a rule by its number as the problem document carries it. */
export function findRule(rule: string | undefined): Bilingual | undefined {
  return rule !== undefined && Object.hasOwn(RULES, rule) ? RULES[Number(rule) as Rule] : undefined
}
