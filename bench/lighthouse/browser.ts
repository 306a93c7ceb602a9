// A Chromium of its own, which Lighthouse reaches by the debugger's port.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { findChromium } from '../../tools/browser/find-chromium.ts'

export interface Browser {
  readonly port: number
  stop(): Promise<void>
}

const PATIENCE_MS = 30_000

function announcedPort(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('the browser did not start')), PATIENCE_MS)
    let said = ''
    child.once('exit', () => reject(new Error(`the browser ended: ${said}`)))
    child.stderr?.on('data', chunk => {
      said += String(chunk)
      const port = /DevTools listening on ws:\/\/[^:]+:(\d+)\//.exec(said)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      resolve(Number(port))
    })
  })
}

export async function startBrowser(folder: string): Promise<Browser> {
  const program = findChromium()
  if (program === undefined) throw new Error('there is no Chromium on this machine')
  const child = spawn(
    program,
    [
      '--headless=new',
      '--no-sandbox',
      '--no-first-run',
      '--disable-background-networking',
      '--remote-debugging-port=0',
      `--user-data-dir=${join(folder, 'browser')}`,
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const port = await announcedPort(child)
  return {
    port,
    stop: () =>
      new Promise(resolve => {
        child.once('exit', () => resolve())
        child.kill()
      }),
  }
}
