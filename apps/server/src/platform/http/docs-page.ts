// /docs: the API document rendered in the browser; nothing is asked from any other host.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { sendPage } from './security-headers.ts'
import type { HttpApp } from './types.ts'

const render = (nonce: string) => `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>吹哨报到 API · Muster</title>
<link rel="icon" href="data:,">
<script type="module" src="/docs/rapidoc.js"></script>
<rapi-doc spec-url="/openapi.json" load-fonts="false" render-style="focused" show-header="false"
  allow-server-selection="false" allow-spec-url-load="false" allow-spec-file-load="false"
  schema-style="table" default-schema-tab="schema" persist-auth="false" theme="light"
  regular-font="system-ui, 'Noto Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif"
  mono-font="ui-monospace, monospace" primary-color="#c8401f"></rapi-doc>
<script src="/docs/styles.js" nonce="${nonce}"></script>
<noscript>This page needs JavaScript; the document itself is at /openapi.json.</noscript>
</html>
`

/**
 * The renderer writes `style` attributes and `<style>` elements into templates, which the policy of
 * our pages blocks. Here the elements get the nonce of the page; the attributes are parsed under
 * another name, and the same rules are set through style objects, which is no inline style.
 */
const STYLES = String.raw`const { nonce } = document.currentScript
// A telephone has no room beside the operation that is read: there all of them are a list that opens.
if (matchMedia('(max-width: 768px)').matches)
  document.querySelector('rapi-doc').setAttribute('render-style', 'view')
const html = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML')
Object.defineProperty(Element.prototype, 'innerHTML', {
  ...html,
  set(written) {
    const renamed = String(written)
      .replaceAll(/([\s"'])style((?:\$lit\$)?\s*=)/g, '$1data-style$2')
      .replaceAll(/<style(?=[\s>])/g, '<style nonce="' + nonce + '"')
    html.set.call(this, renamed)
  },
})
const createElement = Document.prototype.createElement
Document.prototype.createElement = function (name, options) {
  const made = createElement.call(this, name, options)
  if (/^style$/i.test(name)) made.nonce = nonce
  return made
}
const setAttribute = Element.prototype.setAttribute
Element.prototype.setAttribute = function (name, value) {
  if (name === 'style' && this.style) this.style.cssText = value
  else setAttribute.call(this, name, value)
}
const dress = element => {
  element.style.cssText = element.dataset.style + ';' + element.style.cssText
  delete element.dataset.style
  // The renderer moves this line left of everything around it.
  if (element.id === 'api-info') element.style.marginLeft = '0'
}
const dressIn = node => {
  if (!node.querySelectorAll) return
  if (node.dataset?.style) dress(node)
  for (const each of node.querySelectorAll('[data-style]')) dress(each)
}
const watch = root => {
  const see = seen => {
    for (const { addedNodes } of seen) addedNodes.forEach(dressIn)
  }
  new MutationObserver(see).observe(root, { childList: true, subtree: true })
  return root
}
watch(document)
const attachShadow = Element.prototype.attachShadow
Element.prototype.attachShadow = function (options) {
  return watch(attachShadow.call(this, options))
}
`

export function docsRoutes(app: HttpApp, access: { readonly access?: 'public' }): void {
  const bundle = createRequire(import.meta.url).resolve('rapidoc/dist/rapidoc-min.js')
  const compressed = readFileSync(`${bundle}.gz`)
  const options = { config: access, schema: { hide: true } } as const
  app.get('/docs', options, (_request, reply) => sendPage(reply, render))
  app.get('/docs/styles.js', options, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(STYLES),
  )
  app.get('/docs/rapidoc.js', options, (_request, reply) =>
    reply
      .header('content-encoding', 'gzip')
      .header('cache-control', 'public, max-age=86400')
      .type('text/javascript; charset=utf-8')
      .send(compressed),
  )
}
