// Pages that were built beforehand, and their files: served as they lie there, compressed before.
import { globSync, readFileSync } from 'node:fs'
import { dirname, extname, join, sep } from 'node:path'
import { LANGUAGE_TAG } from './language.ts'
import { sendPage } from './security-headers.ts'
import type { FastifyReply, FastifyRequest, HttpApp } from './types.ts'

export interface BuiltPages {
  /** Where the build lies. */
  readonly folder: string
  /** By HTML file: the addresses at which it is shown; one that ends in `/*` covers what is below it. */
  readonly pages: Readonly<Record<string, readonly string[]>>
  /** What every page is told about this server. */
  readonly settings: Readonly<Record<string, string | boolean>>
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.geojson': 'application/geo+json; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.pbf': 'application/x-protobuf',
  '.pmtiles': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

/** As the pages are written; who reads another language gets that one. */
const LANGUAGE = 'lang="zh-CN"'

/** A file whose name changes with its content is asked for once. */
const HASHED = /^\/assets\//
const YEAR = 'public, max-age=31536000, immutable'
const EACH_TIME = 'no-cache'

/** It may also answer for the address of its folder itself. */
const SERVICE_WORKER = /\/sw\.js$/

const PUBLIC = { config: { access: 'public', isStatic: true }, schema: { hide: true } } as const

/** The policy of a worker is that of its own answer: it fetches from here, and runs nothing else. */
const SCRIPT_POLICY =
  "default-src 'none'; script-src 'self'; connect-src 'self'; frame-ancestors 'none'"

export function builtPageRoutes(app: HttpApp, { folder, pages, settings }: BuiltPages): void {
  const said = escaped(JSON.stringify(settings))
  for (const [file, addresses] of Object.entries(pages)) {
    const html = readFileSync(join(folder, file), 'utf8').replaceAll('__SETTINGS__', said)
    const [head = '', ...parts] = html.split('__NONCE__')
    const show = (request: FastifyRequest, reply: FastifyReply) =>
      sendPage(reply, nonce =>
        [head.replace(LANGUAGE, `lang="${LANGUAGE_TAG[request.language]}"`), ...parts].join(nonce),
      )
    for (const address of addresses) app.get(address, PUBLIC, show)
  }
  for (const file of filesOf(folder)) fileRoute(app, folder, file)
}

function filesOf(folder: string): readonly string[] {
  return globSync('**/*', { cwd: folder, exclude: name => name.startsWith('.') })
    .map(file => file.split(sep).join('/'))
    .filter(file => TYPES[extname(file)] !== undefined)
}

/** Read when first asked for, and kept: few files are asked for, and those by everybody. */
function fileRoute(app: HttpApp, folder: string, file: string): void {
  const type = TYPES[extname(file)] ?? 'application/octet-stream'
  const kept = new Map<string, Buffer>()
  const read = (suffix: string): Buffer => {
    const known = kept.get(suffix)
    if (known !== undefined) return known
    const bytes = readFileSync(join(folder, file + suffix))
    kept.set(suffix, bytes)
    return bytes
  }
  const forms = new Set(globSync(`${file}.{br,gz}`, { cwd: folder }).map(name => extname(name)))
  app.get(`/${file}`, PUBLIC, (request, reply) => {
    const form = formFor(request.headers['accept-encoding'] ?? '', forms)
    reply.header('cache-control', HASHED.test(`/${file}`) ? YEAR : EACH_TIME)
    if (SERVICE_WORKER.test(file)) reply.header('service-worker-allowed', `/${dirname(file)}`)
    if (type.startsWith('text/javascript')) reply.header('content-security-policy', SCRIPT_POLICY)
    if (forms.size > 0) reply.header('vary', 'accept-encoding')
    if (form !== undefined) reply.header('content-encoding', ENCODINGS[form])
    return reply.type(type).send(read(form ?? ''))
  })
}

const ENCODINGS = { '.br': 'br', '.gz': 'gzip' } as const

function formFor(accepted: string, forms: ReadonlySet<string>): keyof typeof ENCODINGS | undefined {
  if (forms.has('.br') && /\bbr\b/.test(accepted)) return '.br'
  return forms.has('.gz') && /\bgzip\b/.test(accepted) ? '.gz' : undefined
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')
}
