// The story of a case: reports, whistles, outcomes, rechecks, recurrences and mergers.
import type { CaseEvent } from '@muster/domain'
import { counted, type Tellings } from './say.ts'
import { MEASURE_OUTCOME_WORDS, OUTCOME_WORDS, REOPEN_WORDS } from './words.ts'

export const cases: Tellings<CaseEvent> = {
  CaseOpened: {
    zh: (e, say) =>
      `${say.organisation(e.fields.organisation)}立案：${say.text(e.fields.title)}${e.recursFrom === undefined ? '' : '，系此前事项再次发生'}`,
    en: (e, say) =>
      `${say.organisation(e.fields.organisation)} opened the case: ${say.text(e.fields.title)}${e.recursFrom === undefined ? '' : ', which happened before'}`,
  },
  ReportAdded: {
    zh: (e, say) => `收到线索（${say.time(e.report.receivedAt)}）：${say.text(e.report.text)}`,
    en: (e, say) =>
      `A report came in (${say.time(e.report.receivedAt)}): ${say.text(e.report.text)}`,
  },
  SelfHandlingRecorded: {
    zh: (e, say) => `${say.actor(e.by)}先行处置：${say.text(e.text)}`,
    en: (e, say) => `${say.actor(e.by)} tried this itself: ${say.text(e.text)}`,
  },
  WhistleLinked: {
    zh: (e, say) =>
      `${say.actor(e.by)}为本事项吹哨${e.follows === undefined ? '' : '，接续上一次'}`,
    en: (e, say) =>
      `${say.actor(e.by)} ${e.follows === undefined ? 'raised a whistle' : 'raised another whistle'} for this case`,
  },
  WhistleEnded: {
    zh: e => (e.how === 'closed' ? '本事项的一次吹哨已结束' : '本事项的一次吹哨已撤回'),
    en: e =>
      e.how === 'closed'
        ? 'A whistle of this case was closed'
        : 'A whistle of this case was withdrawn',
  },
  MeasureOutcomeRecorded: {
    zh: (e, say) =>
      `${say.actor(e.by)}补记措施结果（${say.openWord(MEASURE_OUTCOME_WORDS, e.outcome)}）：${say.text(e.text)}`,
    en: (e, say) =>
      `${say.actor(e.by)} recorded what became of a measure (${say.openWord(MEASURE_OUTCOME_WORDS, e.outcome)}): ${say.text(e.text)}`,
  },
  CaseClosed: {
    zh: (e, say) =>
      `${say.actor(e.by)}结案（${say.word(OUTCOME_WORDS, e.outcome)}），依据：${say.text(e.ground)}`,
    en: (e, say) =>
      `${say.actor(e.by)} closed the case (${say.word(OUTCOME_WORDS, e.outcome)}): ${say.text(e.ground)}`,
  },
  RecheckPlanned: {
    zh: (e, say) => `${say.actor(e.by)}安排 ${say.time(e.dueAt)} 前回头看`,
    en: (e, say) => `${say.actor(e.by)} planned a recheck by ${say.time(e.dueAt)}`,
  },
  RecheckDue: {
    zh: (e, say) => `回头看已到期（${say.time(e.dueAt)}）`,
    en: (e, say) => `The recheck is due (${say.time(e.dueAt)})`,
  },
  RecheckMade: {
    zh: (e, say) =>
      `${say.actor(e.by)}回头看：${e.found === 'holds' ? '没有反弹' : '问题反弹'}，${say.text(e.text)}`,
    en: (e, say) =>
      `${say.actor(e.by)} rechecked: ${e.found === 'holds' ? 'it holds' : 'it has come back'}, ${say.text(e.text)}`,
  },
  ResidentSpoke: {
    zh: (e, say) => `居民反馈：${e.solved ? '已解决' : '未解决'}，${say.text(e.text)}`,
    en: (e, say) =>
      `A resident said that it is ${e.solved ? 'solved' : 'not solved'}: ${say.text(e.text)}`,
  },
  WordJudged: {
    zh: (e, say) =>
      `${say.actor(e.by)}核实居民反馈：${e.reopens ? '应重新办理' : '不需重新办理'}，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} judged the resident's word: ${e.reopens ? 'to be taken up again' : 'no new work'}, ${say.text(e.reason)}`,
  },
  CaseReopened: {
    zh: (e, say) => `事项重新办理（${say.word(REOPEN_WORDS, e.cause)}）：${say.text(e.reason)}`,
    en: (e, say) =>
      `The case was reopened (${say.word(REOPEN_WORDS, e.cause)}): ${say.text(e.reason)}`,
  },
  RecurrenceLinked: {
    zh: (e, say) => `${say.actor(e.by)}认定本事项系此前事项再次发生`,
    en: (e, say) => `${say.actor(e.by)} linked this case to an earlier one that it recurs from`,
  },
  HistoryImported: {
    zh: (e, say) => `${say.actor(e.by)}导入此前办理情况 ${e.entries.length} 条`,
    en: (e, say) =>
      `${say.actor(e.by)} imported ${counted(e.entries.length, 'record')} of earlier handling`,
  },
  MergeOffered: {
    zh: (e, say) => `${say.actor(e.by)}提请将另一事项并入本事项，待接收方同意`,
    en: (e, say) =>
      `${say.actor(e.by)} offered another case to be merged into this one, with the consent of its keeper`,
  },
  CaseMerged: {
    zh: (e, say) => `本事项并入${say.area(e.survivorDistrict)}的另一事项，后续在该事项办理`,
    en: (e, say) =>
      `This case was merged into another one in ${say.area(e.survivorDistrict)} and lives on there`,
  },
  CaseAbsorbed: {
    zh: e => `另一事项并入本事项，带来线索 ${e.reports.length} 条、吹哨 ${e.whistles.length} 次`,
    en: e =>
      `Another case was merged into this one, with ${counted(e.reports.length, 'report')} and ${counted(e.whistles.length, 'whistle')}`,
  },
}
