import { defineWords } from '../../i18n/words.ts'

export const mapWords = defineWords('map', {
  'zh-CN': {
    zoomIn: '放大',
    zoomOut: '缩小',
    broken: '地图画不出来；左边的列表照常可用。',
  },
  en: {
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    broken: 'The map cannot be drawn; the list works as before.',
  },
})
