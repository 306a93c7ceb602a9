import { defineWords } from '../i18n/words.ts'

export const frameWords = defineWords('public-frame', {
  'zh-CN': {
    name: '街巷事',
    pages: '页面',
    report: '反映问题',
    follow: '查进展',
    map: '办了什么',
    figures: '开放数据',
    offline: '没有网络。写下的都在这部手机上。',
    invented: '演示城市 · 虚构数据',
    mapLabel: '地图。也可以在列表中查看同样的内容。',
    mapFailed: '地图没有打开，不影响其他操作。',
    zoomIn: '放大',
    zoomOut: '缩小',
  },
  en: {
    name: 'Street Matters',
    pages: 'Pages',
    report: 'Report',
    follow: 'Follow',
    map: 'Done',
    figures: 'Figures',
    offline: 'No network. What you wrote is on this phone.',
    invented: 'Demo city · invented data',
    mapLabel: 'Map. The list shows the same.',
    mapFailed: 'The map did not open; everything else works without it.',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
  },
})
