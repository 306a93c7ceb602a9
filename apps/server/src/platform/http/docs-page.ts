// /docs: the API document rendered in the browser; nothing is asked from any other host.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { HttpApp } from './types.ts'

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  // The renderer styles itself from script.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

const PAGE = `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>吹哨报到 API · Muster</title>
<link rel="icon" href="data:,">
<script type="module" src="/docs/rapidoc.js"></script>
<rapi-doc spec-url="/openapi.json" load-fonts="false" render-style="read" show-header="false"
  allow-server-selection="false" allow-spec-url-load="false" allow-spec-file-load="false"
  schema-style="table" default-schema-tab="schema" persist-auth="false" theme="light"
  regular-font="system-ui, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
  mono-font="ui-monospace, monospace" primary-color="#c8401f"></rapi-doc>
<noscript>This page needs JavaScript; the document itself is at /openapi.json.</noscript>
</html>
`

export function docsRoutes(app: HttpApp): void {
  const bundle = createRequire(import.meta.url).resolve('rapidoc/dist/rapidoc-min.js')
  const compressed = readFileSync(`${bundle}.gz`)
  const options = { config: { access: 'public' }, schema: { hide: true } } as const
  app.get('/docs', options, (_request, reply) =>
    reply.header('content-security-policy', POLICY).type('text/html; charset=utf-8').send(PAGE),
  )
  app.get('/docs/rapidoc.js', options, (_request, reply) =>
    reply
      .header('content-encoding', 'gzip')
      .header('cache-control', 'public, max-age=86400')
      .type('text/javascript; charset=utf-8')
      .send(compressed),
  )
}
