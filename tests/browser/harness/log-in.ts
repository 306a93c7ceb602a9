// Ways in to the demo city, for people at a browser and for programs beside them.
import type { Page } from 'playwright-core'
import type { DemoServer } from '../../harness/demo-server.ts'

/** By the name that passkeys are bound to. */
export function addressOf(server: DemoServer): string {
  return server.url.replace('127.0.0.1', 'localhost')
}

/** What the console of the demo prints for everybody. */
export function passwordOf(server: DemoServer): string {
  const password = /密码 password\s+(\S+)/.exec(server.output())?.[1]
  if (password === undefined) throw new Error('the demo printed no password')
  return password
}

/** Fills in the log-in page that is open. */
export async function fillLogIn(page: Page, name: string, password: string): Promise<void> {
  await page.fill('#log-in [name=loginName]', name)
  await page.fill('#log-in [name=password]', password)
  await page.click('#log-in button')
}

/** Opens the own account's page as somebody. */
export async function enter(page: Page, server: DemoServer, name: string): Promise<void> {
  await page.goto(`${addressOf(server)}/log-in?return=/account`)
  await fillLogIn(page, name, passwordOf(server))
  await page.waitForSelector('body[data-ready]')
}

export interface Program {
  readonly cookie: string
  ask(method: string, path: string, body?: object): Promise<Response>
}

/** Logs in without a browser. */
export async function enterByProgram(server: DemoServer, name: string): Promise<Program> {
  const answer = await fetch(`${server.url}/api/public/log-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ loginName: name, password: passwordOf(server) }),
  })
  const cookie = /muster-session=([^;]+)/.exec(answer.headers.get('set-cookie') ?? '')?.[1]
  if (cookie === undefined) throw new Error(`${name} does not get in: ${await answer.text()}`)
  return programWith(server, cookie)
}

/** Whoever holds the cookie, such as a thief. */
export function programWith(server: DemoServer, cookie: string): Program {
  return {
    cookie,
    ask: (method, path, body) =>
      fetch(`${server.url}${path}`, {
        method,
        headers: {
          cookie: `muster-session=${cookie}`,
          origin: server.url,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  }
}
