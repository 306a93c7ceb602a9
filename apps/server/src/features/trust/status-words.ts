// The words of the status page.
const zh = {
  title: '系统状态',
  level: { good: '正常', degraded: '部分异常', bad: '异常' },
  explained: {
    good: '通知可以送达，时限按时触发。',
    degraded: '通知可以送达，有事项需要留意。',
    bad: '可能有通知没有送达，或有时限没有按时触发。',
  },
  at: '截至',
  alarms: '告警',
  noAlarms: '没有告警。',
  since: '自',
  channels: '通知渠道（最近一小时）',
  channel: '渠道',
  state: '状况',
  taken: '已接收',
  failed: '未接收',
  states: { good: '正常', failing: '多数失败', untried: '未使用' },
  jobs: '待发任务',
  queue: '队列',
  priority: '优先级',
  priorities: { urgent: '紧急', calm: '普通' },
  waiting: '等待',
  oldest: '最早等待',
  canaries: '例行检测',
  noCanaries: '没有设置例行检测。',
  runs: { waiting: '等待返回', returned: '已返回', lost: '未按时返回' },
  took: '用时',
  heartbeat: '对外心跳',
  noHeartbeat: '没有设置对外心跳。',
  heartbeatOk: '对方已接收',
  heartbeatFailed: '对方没有接收',
  heartbeatNone: '尚未发送',
  lateness: '到期事项',
  noneLate: '没有到期而未触发的事项。',
  late: (count: number, oldest: string) => `${count} 项到期未触发，最久 ${oldest}。`,
  clock: '时钟',
  clockGood: '时钟可信，时限照常触发。',
  clockBad: (apart: string) => `时钟相差 ${apart}，已暂停触发时限。`,
  outages: '中断记录（最近三十天）',
  noOutages: '没有中断。',
  invented: '演示城市：人员和事件均为虚构。',
  logIn: '登录查看全部',
} as const

type Deep<T> = {
  readonly [K in keyof T]: T[K] extends string
    ? string
    : T[K] extends (...args: infer A) => string
      ? (...args: A) => string
      : Deep<T[K]>
}

export type StatusWords = Deep<typeof zh>

const en: StatusWords = {
  title: 'Status',
  level: { good: 'All well', degraded: 'Something is missing', bad: 'Something is wrong' },
  explained: {
    good: 'Messages arrive and deadlines fire in time.',
    degraded: 'Messages arrive; something should be looked at.',
    bad: 'Messages may not have arrived, or deadlines may not have fired.',
  },
  at: 'As of',
  alarms: 'Alarms',
  noAlarms: 'No alarms.',
  since: 'since',
  channels: 'Channels, last hour',
  channel: 'Channel',
  state: 'State',
  taken: 'Taken',
  failed: 'Not taken',
  states: { good: 'Well', failing: 'Mostly failing', untried: 'Not used' },
  jobs: 'Waiting to be sent',
  queue: 'Queue',
  priority: 'Priority',
  priorities: { urgent: 'Urgent', calm: 'Ordinary' },
  waiting: 'Waiting',
  oldest: 'Oldest',
  canaries: 'Canaries',
  noCanaries: 'No canary is set up.',
  runs: { waiting: 'On its way', returned: 'Back', lost: 'Not back in time' },
  took: 'took',
  heartbeat: 'Heartbeat to the outside',
  noHeartbeat: 'No heartbeat is set up.',
  heartbeatOk: 'was taken',
  heartbeatFailed: 'was not taken',
  heartbeatNone: 'none was sent yet',
  lateness: 'Deadlines',
  noneLate: 'None is late.',
  late: (count, oldest) => `${count} are due and have not fired, the oldest for ${oldest}.`,
  clock: 'Clock',
  clockGood: 'The clock is trusted; deadlines fire.',
  clockBad: apart => `Clocks are ${apart} apart; deadlines are paused.`,
  outages: 'Outages, last thirty days',
  noOutages: 'None.',
  invented: 'Demo city: people and events are invented.',
  logIn: 'Log in to see all of it',
}

export const STATUS_WORDS = { zh, en } as const
