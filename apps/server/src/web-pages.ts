// The pages for people: which of the built entries is shown at which address.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { type BuiltPages, builtPageRoutes } from './platform/http/built-pages.ts'
import type { HttpApp } from './platform/http/types.ts'

/** First words of the desk's addresses; apps/web/src/desk/routes.tsx has the pages behind them. */
const DESK = [
  'board',
  'blow',
  'whistles',
  'cases',
  'department',
  'district',
  'leader',
  'me',
  'people',
  'settings',
]

const withBelow = (path: string) => [path, `${path}/*`]

const PAGES: BuiltPages['pages'] = {
  'desk.html': ['/', ...DESK.flatMap(word => withBelow(`/${word}`))],
  'field.html': withBelow('/field'),
  'public.html': withBelow('/public'),
}

const DIST = join(import.meta.dirname, '../../web/dist')

/** Undefined where the pages were never built: the server is then an API without pages. */
function findBuild(): string | undefined {
  const current = join(DIST, 'current.json')
  if (!existsSync(current)) return undefined
  const { folder } = JSON.parse(readFileSync(current, 'utf8')) as { readonly folder: string }
  return join(DIST, folder)
}

export function webPageRoutes(app: HttpApp, { isDemo, demoAt, timeZone }: Config): void {
  const folder = findBuild()
  if (folder === undefined) return
  const settings = { isDemo, timeZone, isTimeRunning: demoAt === undefined }
  builtPageRoutes(app, { folder, pages: PAGES, settings })
}
