// The story of grades: the window, sealing, appeals. It never tells a score before all are sealed.
import type { GradeSubject, GradingEvent } from '@muster/domain'
import type { Say, Tellings } from './say.ts'
import { APPEAL_VERDICT_WORDS } from './words.ts'

function subjects(of: readonly GradeSubject[], say: Say): string {
  return say.list(of.map(subject => say.department(subject)))
}

export const grades: Tellings<GradingEvent> = {
  GradingOpened: {
    zh: ({ opening }, say) =>
      opening.subjects.length === 0
        ? '本次吹哨没有需要评价的部门'
        : `评价开始，限 ${say.amount(opening.window)}，${say.time(opening.window.dueAt)} 前：${subjects(opening.subjects, say)}`,
    en: ({ opening }, say) =>
      opening.subjects.length === 0
        ? 'No department is to be graded'
        : `Grading opened for ${subjects(opening.subjects, say)}, within ${say.amount(opening.window)}, by ${say.time(opening.window.dueAt)}`,
  },
  GradeGiven: {
    zh: (e, say) => `${say.actor(e.by)}已评价${say.department(e)}，封存前互不可见`,
    en: (e, say) => `${say.actor(e.by)} graded ${say.department(e)}; unseen until all are sealed`,
  },
  GradesSealed: {
    zh: (e, say) => {
      const missing = e.ungraded.length === 0 ? '' : `；未评价：${subjects(e.ungraded, say)}`
      return `评价封存并公开${missing}；${say.time(e.appeal.dueAt)} 前可申诉（${say.amount(e.appeal)}）`
    },
    en: (e, say) => {
      const missing = e.ungraded.length === 0 ? '' : `; not graded: ${subjects(e.ungraded, say)}`
      return `Grades were sealed and shown${missing}; appeals until ${say.time(e.appeal.dueAt)} (${say.amount(e.appeal)})`
    },
  },
  GradingClockMoved: {
    zh: (e, say) =>
      `依据节假日通知「${e.notice}」，${e.clock === 'grade' ? '评价' : '申诉'}期限由 ${say.time(e.from)} 改为 ${say.time(e.to)}`,
    en: (e, say) =>
      `By the calendar notice “${e.notice}”, the time for ${e.clock === 'grade' ? 'grades' : 'appeals'} moved from ${say.time(e.from)} to ${say.time(e.to)}`,
  },
  AppealLodged: {
    zh: (e, say) => `${say.department(e)}对评价提出申诉，理由：${say.text(e.reason)}`,
    en: (e, say) => `${say.department(e)} appealed against its grade: ${say.text(e.reason)}`,
  },
  AppealDecided: {
    zh: (e, say) =>
      `${say.actor(e.by)}就${say.department(e)}的申诉作出裁定：${say.word(APPEAL_VERDICT_WORDS, e.verdict)}，理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `${say.actor(e.by)} decided the appeal of ${say.department(e)}: ${say.word(APPEAL_VERDICT_WORDS, e.verdict)}, ${say.text(e.reason)}`,
  },
}
