import { defineWords } from '../i18n/words.ts'

export const deskWords = defineWords('desk', {
  'zh-CN': {
    product: '吹哨报到',
    navigation: '页面',
    board: '态势',
    blow: '吹哨',
    cases: '事项',
    department: '部门值班',
    district: '区专班',
    leader: '一览',
    settings: '管理',
    me: '我的通知',
    actingIn: '当前岗位',
    noOffice: '没有岗位',
    logOut: '退出',
  },
  en: {
    product: 'Muster',
    navigation: 'Pages',
    board: 'Board',
    blow: 'Blow a whistle',
    cases: 'Cases',
    department: 'Department',
    district: 'District',
    leader: 'Overview',
    settings: 'Settings',
    me: 'Notices',
    actingIn: 'Acting as',
    noOffice: 'No office',
    logOut: 'Log out',
  },
})
