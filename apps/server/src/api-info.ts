// What the API document says about itself.
import { readFileSync } from 'node:fs'
import type { ApiInfo } from './platform/http/openapi.ts'

const { version } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8'),
) as { version: string }

export const apiInfo: ApiInfo = {
  title: '吹哨报到 Muster',
  version,
  description: `A sub-district blows the whistle, every responsible department reports in, and nobody leaves before it is done.

- **Token**: every address under \`/api\` asks for \`Authorization: Bearer mus_…\`, or for the cookie of a session that a page of this server opened.
- **Once**: every command asks for an \`Idempotency-Key\` that you make. Send the same key with the same body again whenever you are not sure: it counts once and answers as the first time.
- **Versions**: an answer's \`ETag\` is the version; \`If-Match\` makes a command depend on it.
- **Times** are RFC 3339 with offset, **places** GeoJSON points, longitude first. \`Muster-Time\` of every answer is what time it is for the deadlines: a clock that you show should go by it.
- **Lists** give \`items\` and \`next\`; pass \`next\` as \`cursor\` for the next page.
- **Methods**: what can be read by \`GET\` takes \`HEAD\` too (but for \`/api/live\`); \`OPTIONS\` tells in \`Allow\` what an address takes, and another method is refused with 405 and the same header.
- **Refusals** are \`application/problem+json\` with a stable \`code\`; \`/problems/{code}\` explains it. \`Accept-Language\` chooses 中文 or English.`,
  tags: [
    { name: 'cases', description: '事项 · Matters, their reports and what became of them' },
    { name: 'figures', description: '数字 · What leaders and desks look at, each with its cases' },
    { name: 'gradings', description: '评价 · Grades, blind until sealed, and appeals' },
    {
      name: 'supervisions',
      description: '督办 · Departments that are asked to account for themselves',
    },
    { name: 'command-posts', description: '指挥部 · Temporary bodies that blow whistles' },
    { name: 'registries', description: '规则 · Grants, kinds, calendar and responsibility list' },
    { name: 'directory', description: '通讯录 · Who there is, who is on duty, and where' },
    {
      name: 'places',
      description: '地点 · Names, points and kinds of problems, as they are typed',
    },
    { name: 'drafts', description: '草稿 · What you have begun and not sent' },
    { name: 'public', description: '公众 · For whoever reported, without an account' },
    { name: 'files', description: '文件 · Photos, recordings and papers' },
    { name: 'audit', description: '留痕 · Who did or read what' },
    { name: 'live', description: '实时 · What happens, as it happens' },
    { name: 'session', description: '登录 · Who is logged in, and by what' },
    { name: 'accounts', description: '账号 · Who may log in' },
    { name: 'webhooks', description: '回调 · Systems that are told by signed requests' },
    { name: 'tokens', description: '令牌 · Who may use the API' },
    { name: 'operation', description: '运行状况 · Is the server well?' },
  ],
}
