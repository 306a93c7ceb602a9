import { defineWords } from '../i18n/words.ts'

export const periodWords = defineWords('period', {
  'zh-CN': {
    period: '时段',
    week: '近 7 天',
    month: '本月',
    lastMonth: '上月',
    since: '自 {{from}} 起',
    between: '{{from}} 至 {{to}}',
  },
  en: {
    period: 'Period',
    week: 'Last 7 days',
    month: 'This month',
    lastMonth: 'Last month',
    since: 'Since {{from}}',
    between: '{{from}} to {{to}}',
  },
})
