// Every setting of the server: name, default, meaning in both languages, and how it is read.
// The table in docs/guides/settings.md is written from this list.
import { isIP } from 'node:net'
import { z } from 'zod'
import { readSecondFactor, SECOND_FACTOR_WORDS } from './mechanism/second-factor.ts'
import { DATUMS } from './platform/geo/datum.ts'
import { readTrustedProxies } from './platform/http/client-address.ts'
import { readRateLimits } from './platform/http/rate-limits.ts'
import { readAllowed } from './platform/outgoing/allowed.ts'

export interface Setting<T> {
  readonly schema: z.ZodType<T, string | undefined>
  readonly fallback: string
  readonly example: string
  readonly zh: string
  readonly en: string
}

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, `a whole number from ${min} to ${max}`)
    .transform(Number)
    .refine(value => value >= min && value <= max, `a whole number from ${min} to ${max}`)

const flag = z.enum(['0', '1'], { error: '0 or 1' }).transform(value => value === '1')

const timeZone = z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai')

const databaseUrl = z
  .string()
  .regex(/^postgres(?:ql)?:\/\/\S+$/, 'an address that begins with postgres:// or postgresql://')
  .refine(value => URL.canParse(value), 'a whole address, with a port below 65536 if it names one')
  .optional()

const webAddress = z.url({ protocol: /^https?$/, error: 'an http or https address' })
const withoutSlash = (value: string) => value.replace(/\/$/, '')

/** Paths are put behind it. */
const publicUrl = webAddress
  .regex(/^[^?#@]*$/, 'an address without log-in, query or fragment')
  .transform(withoutSlash)
  .optional()

const demoAt = z.iso
  .datetime({ offset: true, error: 'a moment in RFC 3339 with offset' })
  .transform(value => Date.parse(value))
  .optional()

/** What looks like an address must be one: no name consists of numbers, and none holds a colon. */
const host = z
  .string()
  .regex(/^[A-Za-z0-9.:_-]{1,253}$/, 'a host name or an IP address')
  .refine(value => isIP(value) !== 0 || !/:|^[\d.]+$/.test(value), 'a host name or an IP address')
const folder = z.string().min(1, 'a folder')

/** Ids of offices, separated by commas. */
const officeList = z
  .string()
  .default('')
  .refine(list => /^[A-Za-z0-9._, -]*$/.test(list), 'ids of offices, separated by commas')
  .transform(list => list.split(',').flatMap(one => one.trim() || []))

/** A list that its own reader understands, or the start stops. */
const listReadBy = (read: (list: string) => unknown, wanted: string) =>
  z
    .string()
    .default('')
    .refine(list => isReadable(read, list), wanted)

function isReadable(read: (list: string) => unknown, list: string): boolean {
  try {
    read(list)
    return true
  } catch {
    return false
  }
}

function isTimeZone(value: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

function setting<T>(
  schema: z.ZodType<T, string | undefined>,
  about: Omit<Setting<T>, 'schema'>,
): Setting<T> {
  return { schema, ...about }
}

export const settings = {
  PORT: setting(wholeNumber(0, 65_535), {
    fallback: '8080',
    example: '8080',
    zh: '对外服务的端口；0 表示任选一个空闲端口',
    en: 'Port of the service; 0 takes any free one',
  }),
  MUSTER_HOST: setting(host, {
    fallback: '127.0.0.1',
    example: '0.0.0.0',
    zh: '监听的网络地址；演示模式只允许本机地址',
    en: 'Address to listen on; the demo allows loopback only',
  }),
  MUSTER_PUBLIC_URL: setting(publicUrl, {
    fallback: '',
    example: 'https://muster.example.gov.cn',
    zh: '使用者看到的网址；不设则为监听地址',
    en: 'The address people use; by default the listening address',
  }),
  MUSTER_DATA_DIR: setting(folder, {
    fallback: '.data',
    example: '/var/lib/muster',
    zh: '内嵌数据库等数据的目录；相对路径以项目目录为准',
    en: 'Folder of the embedded database and other data; relative to the project folder',
  }),
  MUSTER_KEY_DIR: setting(folder.optional(), {
    fallback: '',
    example: '/var/lib/muster-keys',
    zh: '个人信息密钥的目录，不得放进数据库备份；不设则为数据目录下的 keys',
    en: 'Folder of the keys to personal data, never part of a database backup; by default keys inside the data folder',
  }),
  DATABASE_URL: setting(databaseUrl, {
    fallback: '',
    example: 'postgresql://muster@db.example/muster',
    zh: 'PostgreSQL 15 或更新版本的地址；不设则用内嵌数据库',
    en: 'Address of a PostgreSQL 15 or newer; without it the embedded database is used',
  }),
  MUSTER_DATABASE_POOL: setting(wholeNumber(2, 100), {
    fallback: '8',
    example: '16',
    zh: '与 PostgreSQL 的最多连接数',
    en: 'Most connections to PostgreSQL',
  }),
  MUSTER_TIME_ZONE: setting(timeZone, {
    fallback: 'Asia/Shanghai',
    example: 'Asia/Shanghai',
    zh: '工作时间、工作日和显示时间所用的时区（IANA 名称）',
    en: 'Time zone of working hours, working days and shown times (IANA name)',
  }),
  MUSTER_DEMO: setting(flag, {
    fallback: '0',
    example: '1',
    zh: '1 = 演示城市：虚构人员、打印令牌、可拨动的时钟；只能监听本机地址',
    en: '1 = demo city: invented people, printed tokens, a clock that can be moved; loopback only',
  }),
  MUSTER_DEMO_AT: setting(demoAt, {
    fallback: '',
    example: '2017-01-17T08:30:00+08:00',
    zh: '演示时钟停在此刻，只随拨动而走（供测试和故事用）；不设则从现在起照常走',
    en: 'The demo clock stands still at this moment and moves only when told to (for tests and stories); by default it runs from now',
  }),
  MUSTER_LOG_LEVEL: setting(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], {
      error: 'one of fatal, error, warn, info, debug, trace, silent',
    }),
    {
      fallback: 'info',
      example: 'warn',
      zh: '日志级别',
      en: 'How much is logged',
    },
  ),
  MUSTER_METRICS_PORT: setting(
    z.union([z.literal('off'), wholeNumber(0, 65_535)], { error: 'off or a port' }).optional(),
    {
      fallback: '',
      example: 'off',
      zh: '指标（Prometheus）单独监听的端口；不设则为 PORT + 1000；off 关闭，0 任选空闲端口',
      en: 'Port of the metrics (Prometheus), a listener of its own; by default PORT + 1000; off for none, 0 takes any free one',
    },
  ),
  MUSTER_METRICS_HOST: setting(host, {
    fallback: '127.0.0.1',
    example: '10.0.0.5',
    zh: '指标监听的网络地址',
    en: 'Address the metrics listen on',
  }),
  MUSTER_BODY_LIMIT_KB: setting(wholeNumber(16, 10_240), {
    fallback: '256',
    example: '1024',
    zh: '一个请求正文的最大千字节数',
    en: 'Largest request body in kilobytes',
  }),
  MUSTER_FILE_LIMIT_MB: setting(wholeNumber(1, 2000), {
    fallback: '25',
    example: '100',
    zh: '一个上传文件的最大兆字节数',
    en: 'Largest file that may be uploaded, in megabytes',
  }),
  MUSTER_FILES_PER_DAY: setting(wholeNumber(1, 100_000), {
    fallback: '300',
    example: '1000',
    zh: '每人每天最多上传几个文件',
    en: 'Most files that one person may upload in a day',
  }),
  MUSTER_UPLOAD_LIMIT_MB: setting(wholeNumber(1, 10_000), {
    fallback: '300',
    example: '1000',
    zh: '可续传上传（视频等）一个文件的最大兆字节数',
    en: 'Largest file of a resumable upload, such as a video, in megabytes',
  }),
  MUSTER_UPLOADS_OPEN: setting(wholeNumber(1, 10_000), {
    fallback: '40',
    example: '100',
    zh: '每人同时最多有几个未传完的上传',
    en: 'Most uploads that one person may have begun and not finished',
  }),
  MUSTER_UPLOAD_HOURS: setting(wholeNumber(1, 720), {
    fallback: '72',
    example: '168',
    zh: '未传完的上传保留多少小时，之后删除',
    en: 'Hours after which what arrived of an unfinished upload is removed',
  }),
  MUSTER_TRUSTED_PROXIES: setting(
    listReadBy(readTrustedProxies, 'addresses or networks, separated by commas'),
    {
      fallback: '',
      example: '10.0.0.0/8',
      zh: '前置代理的地址或网段（逗号分隔）；只有来自它们的 X-Forwarded-For 与 X-Forwarded-Proto 才被采信',
      en: 'Addresses or networks of the proxies in front, separated by commas; X-Forwarded-For and X-Forwarded-Proto count from these only',
    },
  ),
  MUSTER_RATE_LIMITS: setting(
    z
      .string()
      .default('')
      .refine(text => isReadable(readRateLimits, text), 'off, or limits such as account=3000'),
    {
      fallback: 'account=3000, address=12000, stranger=600, heavy=60',
      example: 'off',
      zh: '每分钟最多请求数：account 每个账号，address 每个网络地址，stranger 每个地址未登录的请求，heavy 每个账号须再次确认身份的事项、导入导出等；未写的不限，off 全部不限',
      en: 'Most requests in a minute: account of each account, address of each address, stranger of each address without log-in, heavy of each account for what asks for a fresh proof, imports, exports and the like; what is not named is not limited, off limits nothing',
    },
  ),
  MUSTER_LIVE_PER_ACCOUNT: setting(wholeNumber(1, 1_000_000), {
    fallback: '20',
    example: '5',
    zh: '每个账号同时打开的实时连接最多几个',
    en: 'Most live streams that one account may hold open',
  }),
  MUSTER_LIVE_PER_ADDRESS: setting(wholeNumber(1, 1_000_000), {
    fallback: '1000',
    example: '200',
    zh: '每个网络地址同时打开的实时连接最多几个',
    en: 'Most live streams that one address may hold open',
  }),
  MUSTER_OUTGOING_ALLOW: setting(
    listReadBy(readAllowed, 'host names, addresses or networks, separated by commas'),
    {
      fallback: '',
      example: 'idp.example.gov.cn, 10.1.0.0/16, 10.2.0.7:8443',
      zh: '服务器对外请求（回调、统一身份认证等）可以访问的内网主机、地址或网段（逗号分隔，可带端口）；其余非公网地址一律拒绝',
      en: 'Hosts, addresses or networks that are not public and that requests of the server itself (webhooks, identity providers) may reach, separated by commas, each with or without a port; all others are refused',
    },
  ),
  MUSTER_CHANNELS: setting(folder.optional(), {
    fallback: '',
    example: '/etc/muster/channels.json',
    zh: '通知渠道（邮件、短信网关、网页推送）的说明文件，见 docs/guides/channels.md；不设则只有站内消息、网页推送、回调和群机器人',
    en: 'File that describes channels (mail, SMS gateway, web push), see docs/guides/channels.md; without it there are the inbox, web push, webhooks and group robots',
  }),
  MUSTER_HEARTBEAT_URL: setting(webAddress.transform(withoutSlash).optional(), {
    fallback: '',
    example: 'https://watch.example.gov.cn/ping/4f0c',
    zh: '对外心跳的网址：服务器按间隔向它报告自己还在，由外部发现本系统停止；不设则没有',
    en: 'Address of the heartbeat: the server reports there at intervals, so that something outside notices when it stops; none by default',
  }),
  MUSTER_HEARTBEAT_SECONDS: setting(wholeNumber(5, 86_400), {
    fallback: '60',
    example: '30',
    zh: '对外心跳的间隔秒数',
    en: 'Seconds between heartbeats',
  }),
  MUSTER_ALARMS_TO: setting(officeList, {
    fallback: '',
    example: '110000-coord.head',
    zh: '后台发现积压、迟到等异常时通知的职务编号（逗号分隔）；不设则只在状态页和指标中显示',
    en: 'Ids of the offices that are told when jobs, ladders or messages are stuck, separated by commas; by default it is shown on the status page and in the metrics only',
  }),
  MUSTER_PUBLIC_STATUS: setting(flag, {
    fallback: '0',
    example: '1',
    zh: '1 = 不登录也能看系统状态的公开部分（/status、/api/public/status）',
    en: '1 = the public part of the status (/status, /api/public/status) needs no log-in',
  }),
  MUSTER_PUBLIC_DOCS: setting(flag.optional(), {
    fallback: '',
    example: '1',
    zh: '1 = 不登录也能看接口文档（/docs、/openapi.json）；不设则只在演示模式如此，0 = 须持令牌',
    en: '1 = the API document (/docs, /openapi.json) needs no token; by default so in the demo only; 0 = a token is needed',
  }),
  MUSTER_PUBLIC_DATUM: setting(z.enum(DATUMS, { error: `one of ${DATUMS.join(', ')}` }), {
    fallback: 'wgs84',
    example: 'gcj02',
    zh: '公众页面与开放数据的坐标系：wgs84、gcj02 或 bd09',
    en: 'Datum of everything public, pages and open data: wgs84, gcj02 or bd09',
  }),
  MUSTER_PUBLIC_ROUNDING_METRES: setting(wholeNumber(50, 5000), {
    fallback: '100',
    example: '250',
    zh: '对外公开的位置取整到多少米的网格',
    en: 'Width in metres of the grid to which public places are rounded',
  }),
  MUSTER_PUBLIC_REPORTS_PER_HOUR: setting(wholeNumber(1, 100_000), {
    fallback: '30',
    example: '10',
    zh: '每个网络地址每小时最多反映几件（不登录）；照片为其四倍',
    en: 'Most reports without an account that one address may bring in an hour; four times as many photos',
  }),
  MUSTER_DELEGATION_DAYS: setting(wholeNumber(1, 366), {
    fallback: '30',
    example: '14',
    zh: '一次委托代行最长多少天',
    en: 'The longest time, in days, for which a power is delegated for an absence',
  }),
  MUSTER_CHROMIUM: setting(z.string().max(300).default(''), {
    fallback: '',
    example: '/usr/bin/chromium',
    zh: '生成 PDF 用的 Chromium 程序；留空则在本机查找，off 为停用。它不联网，有时间和内存上限',
    en: 'The Chromium that makes PDFs; empty: searched for on this machine, off: none. It has no network, and limits of time and memory',
  }),
  MUSTER_SESSION_IDLE_MINUTES: setting(wholeNumber(5, 1440), {
    fallback: '720',
    example: '60',
    zh: '多少分钟没有操作就要重新登录；默认值适合值班席',
    en: 'Minutes without a request after which people log in again; the default suits a duty desk',
  }),
  MUSTER_SESSION_HOURS: setting(wholeNumber(1, 720), {
    fallback: '24',
    example: '12',
    zh: '一次登录最长多少小时，无论是否在用',
    en: 'Hours after which people log in again, whatever they do',
  }),
  MUSTER_LOGIN_PROVIDERS: setting(folder.optional(), {
    fallback: '',
    example: '/etc/muster/login-providers.json',
    zh: '统一身份认证（OIDC、企业微信、钉钉等）的说明文件，见 docs/guides/log-in.md；不设则没有',
    en: 'File that describes identity providers (OIDC, WeCom, DingTalk …), see docs/guides/log-in.md; none by default',
  }),
  MUSTER_SECOND_FACTOR: setting(
    listReadBy(readSecondFactor, `a list of ${SECOND_FACTOR_WORDS.join(', ')}`),
    {
      fallback: '',
      example: 'heavy',
      zh: '谁登录必须用二次验证（验证器或通行密钥）：everyone 所有人；heavy 担任重要职权者，即 rule、audit、keep、administer；或逐项列出职权（lead、summon、approve、command、veto、grade、assess、rule、supervise、audit，keep 为维护规则与名录，administer 为管理账号），逗号分隔；不设则自愿',
      en: 'Whose log-in must have a second factor (authenticator app or passkey): everyone; heavy, which is rule, audit, keep and administer; or powers by name (lead, summon, approve, command, veto, grade, assess, rule, supervise, audit, keep for the registries, administer for accounts), separated by commas; by default it is each person’s choice',
    },
  ),
  MUSTER_TOKEN_HEAVY_ACTS: setting(flag.optional(), {
    fallback: '',
    example: '1',
    zh: '1 = 人员令牌也可办理须再次确认身份的事项（裁定、授权、发令牌等）；不设则只在演示模式如此',
    en: '1 = tokens of people may do what asks people to prove anew who they are (rulings, grants, tokens …); by default so in the demo only',
  }),
  MUSTER_CHECK_ANSWERS: setting(flag, {
    fallback: '0',
    example: '1',
    zh: '1 = 每个回答都按接口文档校验（供测试用，较慢）',
    en: '1 = check every answer against the API document (for tests; slower)',
  }),
  MUSTER_DRAIN_SECONDS: setting(wholeNumber(1, 300), {
    fallback: '10',
    example: '30',
    zh: '停止时等待未完成请求的最长秒数',
    en: 'Longest wait for unfinished requests when stopping, in seconds',
  }),
} as const satisfies Record<string, Setting<unknown>>

export type SettingName = keyof typeof settings
