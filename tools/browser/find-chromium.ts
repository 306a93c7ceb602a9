// Finds a Chromium on this machine; the tests bring none of their own.
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

/** The program; undefined when there is none. MUSTER_TEST_CHROMIUM names another one. */
export function findChromium(): string | undefined {
  const named = process.env['MUSTER_TEST_CHROMIUM']
  if (named) return named
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(folder => folder !== '')
  const onPath = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  return [...onPath, ...ELSEWHERE].find(file => existsSync(file))
}
