import { defineWords } from '../../i18n/words.ts'

export const secretWords = defineWords('secret', {
  'zh-CN': {
    once: '只显示这一次，关闭后无法再看到。',
    copy: '复制',
    copied: '已复制',
    byHand: '浏览器不许复制，请选中后手工复制',
    kept: '已妥善保存',
  },
  en: {
    once: 'It is shown this once; when this is closed nobody can see it again.',
    copy: 'Copy',
    copied: 'Copied',
    byHand: 'The browser does not allow it: select it and copy by hand',
    kept: 'It is in a safe place',
  },
})
