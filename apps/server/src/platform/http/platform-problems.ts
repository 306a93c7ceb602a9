// What the platform itself can refuse: code, status, and words for people in both languages.
import type { ProblemTable } from './problems.ts'

export type PlatformCode =
  | 'malformed_json'
  | 'duplicate_field'
  | 'malformed_text'
  | 'malformed_url'
  | 'malformed_request'
  | 'invalid_input'
  | 'unknown_field'
  | 'body_too_large'
  | 'header_too_large'
  | 'unsupported_media_type'
  | 'unsupported_content_encoding'
  | 'file_type_refused'
  | 'too_many_files'
  | 'too_many_uploads'
  | 'upload_malformed'
  | 'upload_offset_differs'
  | 'upload_hash_differs'
  | 'unknown_upload'
  | 'unauthenticated'
  | 'token_invalid'
  | 'token_expired'
  | 'token_revoked'
  | 'scope_missing'
  | 'integration_not_allowed'
  | 'scope_unknown'
  | 'life_too_long'
  | 'unknown_token_person'
  | 'not_found'
  | 'no_such_route'
  | 'method_not_allowed'
  | 'idempotency_key_missing'
  | 'idempotency_key_reused'
  | 'version_mismatch'
  | 'precondition_malformed'
  | 'cursor_invalid'
  | 'demo_clock_backwards'
  | 'position_invalid'
  | 'too_many_streams'
  | 'too_many_requests'
  | 'setup_link_used'
  | 'request_timeout'
  | 'overloaded'
  | 'draining'
  | 'unavailable'
  | 'disk_full'
  | 'internal'

export const platformProblems = {
  malformed_json: {
    status: 400,
    zh: ['正文不是有效的 JSON', '什么都没有保存。请检查正文的写法后重新发送。'],
    en: [
      'The body is not valid JSON',
      'Nothing was kept. Check how the body is written and send it again.',
    ],
  },
  duplicate_field: {
    status: 400,
    zh: ['正文中有重复的或不允许的字段名', '什么都没有保存。每个对象中的字段名只能出现一次。'],
    en: [
      'The body names a field twice, or a forbidden one',
      'Nothing was kept. Each field may appear once in an object.',
    ],
  },
  malformed_text: {
    status: 400,
    zh: ['正文不是有效的 UTF-8 文本', '什么都没有保存。请用 UTF-8 编码发送。'],
    en: ['The body is not valid UTF-8', 'Nothing was kept. Send text encoded as UTF-8.'],
  },
  malformed_url: {
    status: 400,
    zh: ['网址写法不正确', '请检查网址中的编码。'],
    en: ['The address is malformed', 'Check the encoding in the address.'],
  },
  malformed_request: {
    status: 400,
    zh: ['请求写法不正确', '什么都没有保存。请按接口文档检查请求。'],
    en: [
      'The request is malformed',
      'Nothing was kept. Check the request against the API document.',
    ],
  },
  invalid_input: {
    status: 400,
    zh: ['有内容填写不正确', '什么都没有保存。请按 errors 中逐项的说明修改后重新发送。'],
    en: [
      'Something was filled in wrongly',
      'Nothing was kept. Mend what errors lists and send it again.',
    ],
  },
  unknown_field: {
    status: 400,
    zh: ['有不认识的字段', '什么都没有保存。请检查字段名的拼写：{field}。'],
    en: ['There is a field we do not know', 'Nothing was kept. Check the spelling of {field}.'],
  },
  body_too_large: {
    status: 413,
    zh: ['正文太大', '什么都没有保存。请缩短内容；照片和文件请按附件上传。'],
    en: [
      'The body is too large',
      'Nothing was kept. Shorten it; upload photographs and files as attachments.',
    ],
  },
  header_too_large: {
    status: 431,
    zh: ['请求头太大', '请减少请求头的内容。'],
    en: ['The request headers are too large', 'Send less in the headers.'],
  },
  unsupported_media_type: {
    status: 415,
    zh: ['不支持这种正文格式', '什么都没有保存。请以 application/json 发送。'],
    en: ['This kind of body is not supported', 'Nothing was kept. Send application/json.'],
  },
  unsupported_content_encoding: {
    status: 415,
    zh: ['不支持经过编码或压缩的正文', '什么都没有保存。请不压缩正文，也不要带 Content-Encoding。'],
    en: [
      'Encoded or compressed bodies are not supported',
      'Nothing was kept. Send the body as it is, without Content-Encoding.',
    ],
  },
  file_type_refused: {
    status: 422,
    zh: [
      '不接受这种文件',
      '没有保存。可上传 JPEG、PNG、WebP、PDF、MP4 和录音；HEIC 照片请先转为 JPEG。',
    ],
    en: [
      'This kind of file is not taken',
      'It was not kept. Send JPEG, PNG, WebP, PDF, MP4 or a recording; turn HEIC into JPEG first.',
    ],
  },
  too_many_files: {
    status: 429,
    zh: ['今天上传的文件太多', '没有保存。请明天再传，或请管理员调高每日上限。'],
    en: [
      'Too many files for one day',
      'It was not kept. Go on tomorrow, or have the daily limit raised.',
    ],
  },
  too_many_uploads: {
    status: 429,
    zh: ['未传完的上传太多', '没有开始新的。请先传完或删除已开始的上传。'],
    en: [
      'Too many uploads are unfinished',
      'No other was begun. Finish those that were begun, or remove them.',
    ],
  },
  upload_malformed: {
    status: 422,
    zh: [
      '上传请求不符合 tus 1.0.0 协议',
      '没有保存。须有 Tus-Resumable、Upload-Length，以及 Upload-Metadata 中的 sha256（十六进制小写）。',
    ],
    en: [
      'This is not an upload by tus 1.0.0',
      'Nothing was kept. It needs Tus-Resumable, Upload-Length, and in Upload-Metadata the sha256 in lower-case hexadecimal.',
    ],
  },
  upload_offset_differs: {
    status: 409,
    zh: ['续传位置与服务器不一致', '已收到的部分都在。请先用 HEAD 查询位置，再从那里续传。'],
    en: [
      'The upload stands at another place',
      'What arrived before is kept. Ask where it stands with HEAD, and go on from there.',
    ],
  },
  upload_hash_differs: {
    status: 422,
    zh: ['收到的文件与所报的哈希不符', '文件在途中损坏或被改动，没有保存。请重新上传。'],
    en: [
      'What arrived is not what was announced by its hash',
      'It was damaged or changed on the way, and not kept. Upload it anew.',
    ],
  },
  unknown_upload: {
    status: 404,
    zh: ['没有这个上传', '它可能已过期，或不是您开始的。请重新上传。'],
    en: [
      'There is no such upload',
      'It may have expired, or somebody else began it. Upload the file anew.',
    ],
  },
  unauthenticated: {
    status: 401,
    zh: ['需要登录', '请先登录；程序请在请求头中带上 Authorization: Bearer 和令牌。'],
    en: [
      'A log-in is needed',
      'Log in first; programs send their token in the header Authorization: Bearer.',
    ],
  },
  token_invalid: {
    status: 401,
    zh: ['令牌不可用', '请检查是否抄写完整，或请管理员另发一个。'],
    en: [
      'The token does not work',
      'Check that it is complete, or ask an administrator for a new one.',
    ],
  },
  token_expired: {
    status: 401,
    zh: ['令牌已过期', '请管理员另发一个。'],
    en: ['The token has expired', 'Ask an administrator for a new one.'],
  },
  token_revoked: {
    status: 401,
    zh: ['令牌已收回', '如有需要，请管理员另发一个。'],
    en: ['The token was revoked', 'Ask an administrator for a new one if you need it.'],
  },
  scope_missing: {
    status: 403,
    zh: ['没有这项权限', '什么都没有改变。需要的权限：{scope}。'],
    en: ['A scope is missing', 'Nothing changed. The scope needed: {scope}.'],
  },
  integration_not_allowed: {
    status: 403,
    zh: ['这件事只能由人来做', '什么都没有改变。系统对接的令牌不能行使：{scope}。'],
    en: [
      'Only a person may do this',
      'Nothing changed. The token of an integration never holds: {scope}.',
    ],
  },
  scope_unknown: {
    status: 400,
    zh: ['没有这项权限', '没有发出令牌。不存在的权限：{scope}。'],
    en: ['There is no such scope', 'No token was issued. Unknown: {scope}.'],
  },
  life_too_long: {
    status: 400,
    zh: ['令牌有效期太长', '没有发出令牌。最长 366 天。'],
    en: ['The token would last too long', 'No token was issued. At most 366 days.'],
  },
  unknown_token_person: {
    status: 422,
    zh: ['通讯录中没有这个人', '没有发出令牌。请先在通讯录中登记。'],
    en: [
      'The directory does not know this person',
      'No token was issued. Enter the person there first.',
    ],
  },
  not_found: {
    status: 404,
    zh: ['没有找到', '没有这个对象，或者您看不到它。'],
    en: ['Not found', 'It does not exist, or you cannot see it.'],
  },
  no_such_route: {
    status: 404,
    zh: ['没有这个接口', '请在 /docs 查看有哪些接口。'],
    en: ['There is no such address', 'See /docs for those there are.'],
  },
  method_not_allowed: {
    status: 405,
    zh: [
      '这个地址不接受这种请求方法',
      '什么都没有改变。接受哪些方法见应答的 Allow；用途见 /docs。',
    ],
    en: [
      'This address does not take the method',
      'Nothing changed. The header Allow names those it takes, /docs what they do.',
    ],
  },
  idempotency_key_missing: {
    status: 400,
    zh: [
      '缺少 Idempotency-Key',
      '什么都没有保存。请为每次操作生成一个唯一的键（1 至 128 个可见字符），重试时沿用同一个。',
    ],
    en: [
      'Idempotency-Key is missing',
      'Nothing was kept. Make one key for each act (1 to 128 printable characters) and use it again when you retry.',
    ],
  },
  idempotency_key_reused: {
    status: 422,
    rule: '21',
    zh: [
      '这个 Idempotency-Key 已用于另一项内容',
      '第一次的内容已保存，这一次的没有。不同的操作请用不同的键。',
    ],
    en: [
      'This Idempotency-Key was used for something else',
      'What was sent first is kept, this is not. Use another key for another act.',
    ],
  },
  version_mismatch: {
    status: 412,
    zh: ['对象已被别人改动', '什么都没有保存。请重新读取，看过新的内容后再决定。'],
    en: [
      'Someone has changed it meanwhile',
      'Nothing was kept. Read it again and decide on what it says now.',
    ],
  },
  precondition_malformed: {
    status: 400,
    zh: ['If-Match 写法不正确', '请原样填写读取时得到的 ETag。'],
    en: ['If-Match is malformed', 'Send the ETag exactly as it was read.'],
  },
  demo_clock_backwards: {
    status: 422,
    zh: ['时钟不能倒拨', '演示时钟只能往前走；没有任何改变。'],
    en: ['The clock does not go back', 'The demo clock only moves on; nothing was changed.'],
  },
  cursor_invalid: {
    status: 400,
    zh: ['翻页位置不可用', '请从第一页重新开始。'],
    en: ['The cursor does not work', 'Start again from the first page.'],
  },
  position_invalid: {
    status: 400,
    zh: ['续传位置不可用', '请填写收到的最后一个 id；不填则从现在开始。'],
    en: [
      'The position to resume from does not work',
      'Send the last id you received, or none to start from now.',
    ],
  },
  too_many_streams: {
    status: 429,
    zh: ['打开的实时连接太多', '请关闭不用的连接后再试。'],
    en: ['Too many live connections are open', 'Close those you do not need and try again.'],
  },
  too_many_requests: {
    status: 429,
    zh: ['请求太频繁', '什么都没有保存。请在 {retryAfterSeconds} 秒后用同一个键重试。'],
    en: [
      'Too many requests',
      'Nothing was kept. Try again in {retryAfterSeconds} seconds, with the same key.',
    ],
  },
  setup_link_used: {
    status: 410,
    zh: ['这个链接已用过或已过期', '重新启动服务会给出新的链接；如已有管理员，请由其发放令牌。'],
    en: [
      'This link was used or has expired',
      'Restarting the server prints a new one; an administrator who already exists can issue tokens.',
    ],
  },
  request_timeout: {
    status: 408,
    zh: ['请求没有在限定时间内传完', '什么都没有保存。请重新发送。'],
    en: ['The request did not arrive in time', 'Nothing was kept. Send it again.'],
  },
  overloaded: {
    status: 503,
    zh: ['服务繁忙', '什么都没有保存。请稍后用同一个键重试。'],
    en: ['The server is busy', 'Nothing was kept. Try again soon, with the same key.'],
  },
  draining: {
    status: 503,
    zh: ['服务正在停止', '什么都没有保存。请稍后用同一个键重试。'],
    en: ['The server is stopping', 'Nothing was kept. Try again soon, with the same key.'],
  },
  disk_full: {
    status: 503,
    zh: [
      '服务器磁盘已满',
      '不确定是否已保存。请通知运维腾出空间，之后用同一个 Idempotency-Key 重新发送，重复也只算一次。',
    ],
    en: [
      'The disk of the server is full',
      'It is not certain whether this was kept. Tell whoever runs the server to make room, then send it again with the same Idempotency-Key: it counts once.',
    ],
  },
  unavailable: {
    status: 503,
    zh: ['数据库暂时连不上', '不确定是否已保存。请用同一个键重试，重复也只算一次。'],
    en: [
      'The database cannot be reached just now',
      'It is not certain whether this was kept. Try again with the same key: it counts once.',
    ],
  },
  internal: {
    status: 500,
    zh: ['服务出错', '不确定是否已保存。请用同一个键重试；仍不行时请把 instance 告诉管理员。'],
    en: [
      'The server failed',
      'It is not certain whether this was kept. Try again with the same key; if it fails again, give instance to an administrator.',
    ],
  },
} as const satisfies ProblemTable<PlatformCode>
