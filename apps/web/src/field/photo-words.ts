// Words of photos and videos, from the camera to the server.
import { defineWords } from '../i18n/words.ts'

export const photoWords = defineWords('field-photo', {
  'zh-CN': {
    photoTaken: '已拍 {{count}} 张',
    photoTitle: '取证',
    takePhoto: '拍照',
    takeVideo: '录像',
    chooseFile: '选文件',
    fileKept: '已存在手机上，会自动上传；原件一字不改。',
    fileTooLarge: '文件超过 {{megabytes}} MB，没有保存。',
    fileUnread: '这个文件读不出来，没有保存。',
    storageFull: '手机空间不够，没有保存。请腾出空间再拍。',
    fileProgress: '已传 {{percent}}%',
    fileWaiting: '待传',
    fileRefused: '没有被接受：{{why}}',
  },
  en: {
    photoTaken: '{{count}} taken',
    photoTitle: 'Evidence',
    takePhoto: 'Photo',
    takeVideo: 'Video',
    chooseFile: 'Choose a file',
    fileKept: 'Kept on the phone and sent by itself; the original stays as it is.',
    fileTooLarge: 'The file is larger than {{megabytes}} MB and was not kept.',
    fileUnread: 'This file cannot be read and was not kept.',
    storageFull: 'No room on the phone: it was not kept. Make room and take it again.',
    fileProgress: '{{percent}}% sent',
    fileWaiting: 'to be sent',
    fileRefused: 'Not accepted: {{why}}',
  },
})
