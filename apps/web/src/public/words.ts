import { defineWords } from '../i18n/words.ts'

export const publicWords = defineWords('public', {
  'zh-CN': {
    title: '身边的事，说一声',
    lead: '说清在哪里、是什么，附一张照片。不用注册，三步就好。',
    report: '反映问题',
    goOn: '接着写没写完的',
    follow: '查进展',
    followLead: '凭编号和查询码，看办到哪一步，说一声解决没有。',
    map: '办了什么',
    mapLead: '附近办结的事：谁到场，多久到。',
    figures: '开放数据',
    figuresLead: '按街乡、部门、问题类型，可下载。',
    danger: '有人受伤、着火或正在发生违法犯罪，请先拨打 120、119、110。',
  },
  en: {
    title: 'Something wrong near you? Say so',
    lead: 'Say where and what, add a photo. No account; three steps.',
    report: 'Report a problem',
    goOn: 'Go on with what you began',
    follow: 'Follow a report',
    followLead: 'By number and code: how far it is, and whether you say that it is solved.',
    map: 'What was done',
    mapLead: 'Matters closed near you: who came, and how soon.',
    figures: 'Open figures',
    figuresLead: 'By street, department and kind of problem, to download.',
    danger:
      'If somebody is hurt, something burns or a crime is going on, call 120, 119 or 110 first.',
  },
})
