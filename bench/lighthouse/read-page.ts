// One reading of one page by Lighthouse: performance and accessibility, out of a hundred.
import lighthouse, { desktopConfig } from 'lighthouse'

export interface Reading {
  readonly performance: number
  readonly accessibility: number
}

export interface Asked {
  readonly path: string
  readonly preset: 'mobile' | 'desktop'
  readonly person?: string
  /** Of the browser's debugger. */
  readonly port: number
}

const HUNDRED = 100
const CATEGORIES = ['performance', 'accessibility'] as const

/** As the demo's door does it; the session goes along as a header, since storage is emptied before each reading. */
async function cookieOf(url: string, person: string): Promise<string> {
  const answer = await fetch(`${url}/api/public/demo/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ person }),
  })
  const cookie = /muster-session=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
  if (cookie === undefined) throw new Error(`${person} does not get in: ${await answer.text()}`)
  return cookie
}

export async function readPage(url: string, asked: Asked): Promise<Reading> {
  const { path, preset, person, port } = asked
  const cookie = person === undefined ? undefined : await cookieOf(url, person)
  const result = await lighthouse(
    `${url}${path}`,
    {
      port,
      onlyCategories: [...CATEGORIES],
      logLevel: 'error',
      output: 'json',
      ...(cookie === undefined ? {} : { extraHeaders: { cookie } }),
    },
    preset === 'desktop' ? desktopConfig : undefined,
  )
  const scores = result?.lhr.categories
  const score = (name: (typeof CATEGORIES)[number]) =>
    Math.round((scores?.[name]?.score ?? 0) * HUNDRED)
  if (result?.lhr.runtimeError !== undefined) throw new Error(result.lhr.runtimeError.message)
  if (process.env['LIGHTHOUSE_WHY'] === '1') tellWhy(result?.lhr)
  return { performance: score('performance'), accessibility: score('accessibility') }
}

interface Audited {
  readonly audits: Readonly<
    Record<string, { readonly score: number | null; readonly displayValue?: string }>
  >
}

/** What was not whole, for whoever mends it. */
function tellWhy(report: Audited | undefined): void {
  for (const [id, { score, displayValue }] of Object.entries(report?.audits ?? {}))
    if (score !== null && score < 1)
      process.stderr.write(`\n  ${id} ${score} ${displayValue ?? ''}`)
}
