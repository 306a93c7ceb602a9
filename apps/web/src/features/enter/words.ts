import { defineWords } from '../../i18n/words.ts'

export const enterWords = defineWords('enter', {
  'zh-CN': {
    title: '选一个人，进去看看',
    lead: '这是一座演示城市，人和事都是虚构的。点一个人，就以其身份登录。',
    byPassword: '用登录名和密码登录',
    other: '其他人：登录名见启动时的控制台输出',
    administrator: '系统管理员',
  },
  en: {
    title: 'Choose somebody, and look around',
    lead: 'This is a demo city; people and events are invented. One click logs you in as that person.',
    byPassword: 'Log in by name and password',
    other: 'Others: their log-in names stand in the output of the start',
    administrator: 'Administrator',
  },
})
