// The story of the end: blocks, release, stand-down, default, veto, and the close.
import type { WhistleEvent } from '@muster/domain'
import type { Tellings } from './say.ts'
import { BLOCK_WORDS, JAM_WORDS } from './words.ts'

export type EndingEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'ReleaseBlockSigned'
      | 'SummonsReleased'
      | 'SummonsStoodDown'
      | 'SummonsDefaulted'
      | 'DoneVetoed'
      | 'MechanismJammed'
      | 'WhistleResolved'
      | 'WhistleAccepted'
      | 'WhistleClosed'
      | 'WhistleWithdrawn'
  }
>

export const ending: Tellings<EndingEvent> = {
  ReleaseBlockSigned: {
    zh: (e, say) =>
      `${say.actor(e.by)}为${say.department(e)}签认：${say.openWord(BLOCK_WORDS, e.block)}`,
    en: (e, say) =>
      `${say.actor(e.by)} signed for ${say.department(e)}: ${say.openWord(BLOCK_WORDS, e.block)}`,
  },
  SummonsReleased: {
    zh: (e, say) => `${say.actor(e.by)}同意${say.department(e)}撤离`,
    en: (e, say) => `${say.actor(e.by)} released ${say.department(e)}`,
  },
  SummonsStoodDown: {
    zh: (e, say) =>
      `${say.actor(e.by)}取消对${say.department(e)}的召集，理由：${say.text(e.reason)}`,
    en: (e, say) => `${say.actor(e.by)} stood down ${say.department(e)}: ${say.text(e.reason)}`,
  },
  SummonsDefaulted: {
    zh: (e, say) =>
      `${say.actor(e.by)}记${say.department(e)}${e.cameBefore ? '离场后未再返回，按未报到处理' : '未报到'}，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} recorded ${say.department(e)} as defaulted${e.cameBefore ? ', gone and not come back' : ''}: ${say.text(e.reason)}`,
  },
  DoneVetoed: {
    zh: (e, say) =>
      `${say.actor(e.by)}否决${say.list(e.departments.map(d => say.organisation(d)))}的完成报告，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} vetoed what ${say.list(e.departments.map(d => say.organisation(d)))} called done: ${say.text(e.reason)}`,
  },
  MechanismJammed: {
    zh: (e, say) =>
      `机制卡点：${say.organisation(e.department)}，${say.word(JAM_WORDS, e.cause)}，已记入规则改进`,
    en: (e, say) =>
      `The mechanism jammed at ${say.organisation(e.department)} (${say.word(JAM_WORDS, e.cause)}); noted for those who mend the rules`,
  },
  WhistleResolved: {
    zh: (e, say) => `${say.actor(e.by)}宣布问题解决：${say.text(e.result)}`,
    en: (e, say) => `${say.actor(e.by)} declared it resolved: ${say.text(e.result)}`,
  },
  WhistleAccepted: {
    zh: (e, say) => `${say.actor(e.by)}验收通过`,
    en: (e, say) => `${say.actor(e.by)} accepted the result`,
  },
  WhistleClosed: {
    zh: (e, say) => `${say.actor(e.by)}结束本次吹哨，进入评价`,
    en: (e, say) => `${say.actor(e.by)} closed the whistle; grading begins`,
  },
  WhistleWithdrawn: {
    zh: (e, say) => `${say.actor(e.by)}撤回吹哨，理由：${say.text(e.reason)}`,
    en: (e, say) => `${say.actor(e.by)} withdrew the whistle: ${say.text(e.reason)}`,
  },
}
