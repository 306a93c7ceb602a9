// What is refused of drafts.
import type { ProblemTable } from '../../platform/http/problems.ts'

export const draftProblems: ProblemTable<'too_many_drafts' | 'draft_too_large'> = {
  too_many_drafts: {
    status: 409,
    zh: ['草稿太多', '这一份没有存到服务器，本机仍保留。请先删除不再需要的草稿。'],
    en: [
      'You have too many drafts',
      'This one was not saved on the server; your browser keeps it. Discard some of the others.',
    ],
  },
  draft_too_large: {
    status: 422,
    zh: ['草稿太大', '这一份没有存到服务器，本机仍保留。附件请在吹哨以后上传。'],
    en: [
      'The draft is too large',
      'It was not saved on the server; your browser keeps it. Attach files after the whistle is blown.',
    ],
  },
}
