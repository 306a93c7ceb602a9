// `npm run lighthouse`: what Lighthouse says of each entry of the demo city, the median of five readings each.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startServer } from '../support/server.ts'
import { startBrowser } from './browser.ts'
import { type Reading, readPage } from './read-page.ts'

interface Page {
  readonly name: string
  readonly path: string
  readonly preset: 'mobile' | 'desktop'
  /** The invented person who is logged in. */
  readonly person?: string
  readonly least: Reading
}

const ON_A_PHONE: Reading = { performance: 95, accessibility: 100 }
const AT_A_DESK: Reading = { performance: 90, accessibility: 100 }
const DUTY_DESK = 'p-110117006-04'
const OFFICER = 'p-110117-police-03'

const PAGES: readonly Page[] = [
  { name: 'public', path: '/public', preset: 'mobile', least: ON_A_PHONE },
  { name: 'public report', path: '/public/report', preset: 'mobile', least: ON_A_PHONE },
  { name: 'public figures', path: '/public/figures', preset: 'mobile', least: ON_A_PHONE },
  { name: 'field', path: '/field', preset: 'mobile', person: OFFICER, least: ON_A_PHONE },
  { name: 'desk', path: '/', preset: 'desktop', person: DUTY_DESK, least: AT_A_DESK },
]

const TIMES = 5

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}

async function measure(url: string, port: number, page: Page): Promise<Reading> {
  const readings: Reading[] = []
  for (let time = 0; time < TIMES; time += 1) {
    readings.push(await readPage(url, { ...page, port }))
    process.stderr.write('.')
  }
  return {
    performance: medianOf(readings.map(({ performance }) => performance)),
    // The same each time, or something is wrong: the worst of them counts.
    accessibility: Math.min(...readings.map(({ accessibility }) => accessibility)),
  }
}

function line(cells: readonly (string | number)[]): string {
  const widths = [16, 9, 12, 14]
  return `${cells.map((cell, at) => String(cell).padEnd(widths[at] ?? 0)).join(' ')}\n`
}

async function main(wanted: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'muster-lighthouse-'))
  const server = await startServer({
    dataDir: join(folder, 'data'),
    isDemo: true,
    env: { MUSTER_RATE_LIMITS: 'off' },
  })
  const browser = await startBrowser(folder)
  const rows: string[] = []
  let isBelow = false
  try {
    for (const page of PAGES.filter(({ name }) => wanted.every(word => name.includes(word)))) {
      const { performance, accessibility } = await measure(server.url, browser.port, page)
      const { least } = page
      isBelow ||= performance < least.performance || accessibility < least.accessibility
      rows.push(
        line([
          page.name,
          page.preset,
          `${performance} (≥ ${least.performance})`,
          `${accessibility} (≥ ${least.accessibility})`,
        ]),
      )
    }
  } finally {
    await browser.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  process.stdout.write(`\n${line(['page', 'preset', 'performance', 'accessibility'])}`)
  for (const row of rows) process.stdout.write(row)
  if (isBelow) process.exitCode = 1
}

await main(process.argv.slice(2))
