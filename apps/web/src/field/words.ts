import { defineWords } from '../i18n/words.ts'

export const fieldWords = defineWords('field', {
  'zh-CN': { title: '我的哨', empty: '现在没有派给您的哨', emptyLead: '派到您时，这里会响。' },
  en: {
    title: 'My calls',
    empty: 'Nothing is asked of you now',
    emptyLead: 'When you are sent, it rings here.',
  },
})
