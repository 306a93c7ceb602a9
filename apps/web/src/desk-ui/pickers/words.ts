import { defineWords } from '../../i18n/words.ts'

export const pickerWords = defineWords('pickers', {
  'zh-CN': {
    organisation: '按名称、拼音或编号查找单位',
    office: '按名称、拼音或编号查找岗位',
    person: '按姓名、拼音或编号查找人员',
    area: '按名称、拼音或编号查找区域',
    none: '没有找到',
    failed: '没有查到：请检查网络后再输入一次',
    erased: '姓名已清除',
    ended: '已撤销',
    from: '自',
    until: '至',
    noEnd: '留空为长期',
  },
  en: {
    organisation: 'Find an organisation by name, pinyin or id',
    office: 'Find an office by name, pinyin or id',
    person: 'Find a person by name, pinyin or id',
    area: 'Find an area by name, pinyin or id',
    none: 'Nothing found',
    failed: 'The search did not work: check the network and type again',
    erased: 'name erased',
    ended: 'ended',
    from: 'From',
    until: 'Until',
    noEnd: 'Empty: without end',
  },
})
