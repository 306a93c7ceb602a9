// The story of a supervision order.
import type { SupervisionEvent } from '@muster/domain'
import { dueEn, dueZh, overEn, overZh } from './clock-phrases.ts'
import type { Tellings } from './say.ts'
import { SUPERVISION_VERDICT_WORDS } from './words.ts'

export const supervision: Tellings<SupervisionEvent> = {
  SupervisionOpened: {
    zh: ({ order, answer, by }, say) => {
      const cause = order.cause === 'default' ? '未报到' : '交办'
      return `${say.actor(by)}对${say.department(order)}发出督办（${cause}），说明${dueZh(answer, say)}：${say.text(order.reason)}`
    },
    en: ({ order, answer, by }, say) => {
      const cause = order.cause === 'default' ? 'for not coming' : 'by order'
      return `${say.actor(by)} opened supervision of ${say.department(order)} ${cause}; its account is due ${dueEn(answer, say)}: ${say.text(order.reason)}`
    },
  },
  SupervisionOverdue: {
    zh: (e, say) => `督办未按时说明（应于 ${say.time(e.dueAt)} 前${overZh(e, say)}）`,
    en: (e, say) =>
      `The account asked for by supervision was due by ${say.time(e.dueAt)}${overEn(e, say)}`,
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
