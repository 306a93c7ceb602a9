import { defineWords } from '../i18n/words.ts'

export const publicWords = defineWords('public', {
  'zh-CN': {
    title: '身边的事，说一声',
    lead: '说清在哪里、是什么，附一张照片。不用注册。',
  },
  en: {
    title: 'Something wrong near you? Say so',
    lead: 'Say where and what, add a photo. You need no account.',
  },
})
