// What is refused of printing.
import type { ProblemTable } from '../http/problems.ts'

export const printingProblems: ProblemTable<
  'printing_not_installed' | 'printing_busy' | 'printing_failed'
> = {
  printing_not_installed: {
    status: 409,
    zh: ['这台服务器不能生成 PDF', '没有安装 Chromium，或已停用。请用浏览器打开同一张单子打印。'],
    en: [
      'This server makes no PDF',
      'Chromium is not installed here, or is switched off. Open the same sheet in a browser and print it.',
    ],
  },
  printing_busy: {
    status: 503,
    zh: ['正在打印的单子太多', '请稍后再试，或用浏览器打印。'],
    en: ['Too many sheets are being printed', 'Try again in a moment, or print from a browser.'],
  },
  printing_failed: {
    status: 503,
    zh: ['这次没有打印出来', '什么都没有改变。请再试一次，或用浏览器打印。'],
    en: ['It was not printed this time', 'Nothing changed. Try again, or print from a browser.'],
  },
}
