import { defineWords } from '../i18n/words.ts'

export const settingsWords = defineWords('settings', {
  'zh-CN': {
    title: '管理',
    navigation: '管理的各页',
    group_powers: '权力和规则',
    group_people: '组织和人员',
    group_reach: '通知和演练',
    group_records: '记录和接口',
    grants: '授权',
    kinds: '哨种和政策',
    ladders: '逐级上报预览',
    rosters: '值班表',
    channels: '通知渠道',
    drills: '演练',
    trust: '可靠性',
  },
  en: {
    title: 'Administration',
    navigation: 'Pages of the administration',
    group_powers: 'Powers and rules',
    group_people: 'Organisation and people',
    group_reach: 'Messages and drills',
    group_records: 'Records and interfaces',
    grants: 'Grants',
    kinds: 'Kinds and policies',
    ladders: 'Ladders, ahead',
    rosters: 'Duty rosters',
    channels: 'Channels',
    drills: 'Drills',
    trust: 'Reliability',
  },
})
