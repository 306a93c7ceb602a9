// Writes docs/guides/settings.md from the list of settings: node apps/server/src/settings-table.ts
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { settings } from './settings.ts'

export const SETTINGS_PAGE = resolve(import.meta.dirname, '../../../docs/guides/settings.md')

/** The whole page. A test keeps the committed one equal to it. */
export function settingsPage(): string {
  const rows = Object.entries(settings).map(
    ([name, { fallback, example, zh, en }]) =>
      `| \`${name}\` | ${code(fallback)} | ${zh}<br>${en} | ${code(example)} |`,
  )
  return `# Settings 设置

Read from the environment when the server starts, nowhere else. A wrong value, or a \`MUSTER_\` name that does not exist, stops the start with a message that names it (exit code 78). So does a database server that refuses \`DATABASE_URL\`; one that cannot be reached just now stops it with exit code 75, and starting again later may help. Everything else that stops a start is exit code 1.
服务启动时从环境变量读取；写错的值或不存在的 \`MUSTER_\` 名称会使启动停止，并指出是哪一项（退出码 78）；数据库服务器拒绝 \`DATABASE_URL\` 时也是如此。暂时连不上数据库时退出码为 75，稍后再启动即可。其他启动失败的退出码为 1。

| name 名称 | default 默认 | meaning 含义 | example 示例 |
|---|---|---|---|
${rows.join('\n')}

This page is written by \`node apps/server/src/settings-table.ts\`; change \`apps/server/src/settings.ts\` instead.
`
}

function code(value: string): string {
  return value === '' ? '' : `\`${value}\``
}

if (import.meta.main) writeFileSync(SETTINGS_PAGE, settingsPage())
