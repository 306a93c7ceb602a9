// The story of a supervision order.
import type { SupervisionEvent } from '@muster/domain'
import { dueEn, dueZh, overEn, overZh } from './clock-phrases.ts'
import type { Tellings } from './say.ts'
import { SUPERVISION_VERDICT_WORDS } from './words.ts'

export const supervision: Tellings<SupervisionEvent> = {
  SupervisionOpened: {
    zh: ({ order, answer, by }, say) => {
      const cause = order.cause === 'default' ? '未报到' : '交办'
      return `${say.actor(by)}对${say.department(order)}发出${order.drill ? '演练' : ''}督办（${cause}），说明${dueZh(answer, say)}：${say.text(order.reason)}`
    },
    en: ({ order, answer, by }, say) => {
      const cause = order.cause === 'default' ? 'for not coming' : 'by order'
      return `${say.actor(by)} opened ${order.drill ? 'a drill’s ' : ''}supervision of ${say.department(order)} ${cause}; its account is due ${dueEn(answer, say)}: ${say.text(order.reason)}`
    },
  },
  SupervisionOverdue: {
    zh: (e, say) => `督办未按时说明（应于 ${say.time(e.dueAt)} 前${overZh(e, say)}）`,
    en: (e, say) =>
      `The account asked for by supervision was due by ${say.time(e.dueAt)}${overEn(e, say)}`,
  },
  SupervisionClockMoved: {
    zh: (e, say) =>
      `依据节假日通知「${e.notice}」，督办说明期限由 ${say.time(e.from)} 改为 ${say.time(e.to)}`,
    en: (e, say) =>
      `By the calendar notice “${e.notice}”, the time for the account moved from ${say.time(e.from)} to ${say.time(e.to)}`,
  },
  SupervisionAnswered: {
    zh: (e, say) => `${say.organisation(e.by.organisation)}就督办作出说明：${say.text(e.text)}`,
    en: (e, say) => `${say.organisation(e.by.organisation)} gave its account: ${say.text(e.text)}`,
  },
  SupervisionConcluded: {
    zh: (e, say) =>
      `${say.actor(e.by)}办结督办（${say.word(SUPERVISION_VERDICT_WORDS, e.verdict)}），理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} concluded the supervision (${say.word(SUPERVISION_VERDICT_WORDS, e.verdict)}): ${say.text(e.reason)}`,
  },
}
