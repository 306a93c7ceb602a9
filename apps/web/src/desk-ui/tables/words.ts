import { defineWords } from '../../i18n/words.ts'

export const tableWords = defineWords('tables', {
  'zh-CN': {
    more: '显示更多',
    askingMore: '正在取更多',
    moreFailed: '没有取到更多：{{why}}',
    all_one: '共 {{count}} 条',
    all_other: '共 {{count}} 条',
    some_one: '已显示 {{count}} 条',
    some_other: '已显示 {{count}} 条',
    sortedPart: '只在已显示的各条中排序',
  },
  en: {
    more: 'Show more',
    askingMore: 'Fetching more',
    moreFailed: 'More could not be fetched: {{why}}',
    all_one: '{{count}} row',
    all_other: '{{count}} rows',
    some_one: '{{count}} row so far',
    some_other: '{{count}} rows so far',
    sortedPart: 'sorted among those shown',
  },
})
