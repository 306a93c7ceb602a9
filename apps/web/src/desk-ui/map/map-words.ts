import { defineWords } from '../../i18n/words.ts'

export const mapWords = defineWords('map', {
  'zh-CN': {
    canvas: '地图，方向键移动，加减键缩放',
    zoomIn: '放大',
    zoomOut: '缩小',
    broken: '地图画不出来；左边的列表照常可用。',
  },
  en: {
    canvas: 'Map: arrows move it, plus and minus zoom',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    broken: 'The map cannot be drawn; the list works as before.',
  },
})
