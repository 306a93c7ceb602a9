import { defineWords } from '../../i18n/words.ts'

export const boardWords = defineWords('board', {
  'zh-CN': {
    title: '正在吹哨',
    empty: '没有正在吹的哨',
    emptyLead: '有人吹哨时，这里会自己出现。',
  },
  en: {
    title: 'Sounding now',
    empty: 'No whistle is sounding',
    emptyLead: 'When somebody blows one, it appears here by itself.',
  },
})
