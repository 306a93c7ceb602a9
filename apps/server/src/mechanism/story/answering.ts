// The story of a department's answer: signed, contacted, returned; and of the ruling on a return.
import type { WhistleEvent } from '@muster/domain'
import { dueEn, dueZh } from './clock-phrases.ts'
import type { Tellings } from './say.ts'

export type AnsweringEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'SummonsSigned'
      | 'FirstContactMade'
      | 'SummonsReturned'
      | 'RulingEscalated'
      | 'ReturnOverruled'
      | 'SummonsExcused'
      | 'SummonsReplaced'
      | 'AskWidened'
  }
>

export const answering: Tellings<AnsweringEvent> = {
  SummonsSigned: {
    zh: (e, say) => `${say.department(e)}签收`,
    en: (e, say) => `${say.department(e)} signed`,
  },
  FirstContactMade: {
    zh: (e, say) => `${say.department(e)}与街乡取得联系，联系人：${say.text(e.spokeTo)}`,
    en: (e, say) => `${say.department(e)} made contact and spoke to ${say.text(e.spokeTo)}`,
  },
  SummonsReturned: {
    zh: (e, say) =>
      `${say.department(e)}退回，依据清单「${e.listItem}」，认为应由${say.organisation(e.rightUnit)}承担，理由：${say.text(e.reason)}；待裁定（${dueZh(e.ruling, say)}），时限照走`,
    en: (e, say) =>
      `${say.department(e)} returned it under list item “${e.listItem}”, naming ${say.organisation(e.rightUnit)}: ${say.text(e.reason)}; a ruling is due ${dueEn(e.ruling, say)}, and no clock stops`,
  },
  RulingEscalated: {
    zh: (e, say) =>
      `${say.department(e)}的退回未按时裁定，提请区专班指定（${dueZh(e.ruling, say)}）`,
    en: (e, say) =>
      `The return of ${say.department(e)} was not ruled on in time; district coordination must assign it ${dueEn(e.ruling, say)}`,
  },
  ReturnOverruled: {
    zh: (e, say) =>
      `${say.actor(e.by)}${e.assignedInPerson ? '指定由' : '裁定仍由'}${say.department(e)}承担，时限自原召集起算，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      e.assignedInPerson
        ? `${say.actor(e.by)} assigned it to ${say.department(e)}, with its clocks from the original call: ${say.text(e.reason)}`
        : `${say.actor(e.by)} ruled that the duty of ${say.department(e)} stands, with its clocks from the original call: ${say.text(e.reason)}`,
  },
  SummonsExcused: {
    zh: (e, say) =>
      `${say.actor(e.by)}依据清单「${e.listItem}」裁定：不属${say.department(e)}职责，不计过错，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} ruled under list item “${e.listItem}” that ${say.department(e)} is excused, without fault: ${say.text(e.reason)}`,
  },
  SummonsReplaced: {
    zh: (e, say) =>
      `${say.actor(e.by)}依据清单「${e.listItem}」${e.assignedInPerson ? '指定' : '裁定'}由${say.organisation(e.successor)}接替${say.department(e)}，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} ${e.assignedInPerson ? 'assigned' : 'ruled'} under list item “${e.listItem}” that ${say.organisation(e.successor)} takes the place of ${say.department(e)}: ${say.text(e.reason)}`,
  },
  AskWidened: {
    zh: (e, say) =>
      `${say.department(e)}的任务增加原属${say.organisation(e.takesOverFrom)}的部分：${say.text(e.text)}`,
    en: (e, say) =>
      `${say.department(e)} takes on what was asked of ${say.organisation(e.takesOverFrom)}: ${say.text(e.text)}`,
  },
}
