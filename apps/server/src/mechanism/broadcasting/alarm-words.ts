// What is wrong, in words, by the codes under which it is found.
import type { OpenWords } from '../story/words.ts'

export const ALARM_WORDS: OpenWords = {
  monitor_silent: { zh: '外部系统没有按时报到', en: 'an outside system has gone silent' },
  canary_lost: { zh: '例行检测消息没有按时返回', en: 'a canary did not come back in time' },
  jobs_stuck: { zh: '后台任务积压过久', en: 'jobs have waited too long' },
  jobs_dead: { zh: '后台任务已放弃', en: 'jobs were given up' },
  ladder_late: { zh: '应催办督办而未执行', en: 'a step of a ladder is overdue' },
  deadlines_late: { zh: '到期事项没有触发', en: 'deadlines did not fire' },
  call_untold: { zh: '召集了而无人接到通知', en: 'a department was called and nobody was told' },
  pages_untried: { zh: '通知已发起而没有发送', en: 'messages wait without being sent' },
}
