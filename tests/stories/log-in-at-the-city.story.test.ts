// People log in at the identity provider of their city; nobody gets an account by it.
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'

const ANNA = 'p-110117006-01'
const BEN = 'p-110117006-03'

/** What a browser holds: cookies of this server, which it sends along. */
class Visitor {
  readonly cookies = new Map<string, string>()
  readonly #url: string

  constructor(url: string) {
    this.#url = url
  }

  async ask(path: string, body?: object): Promise<Response> {
    const answer = await fetch(`${this.#url}${path}`, {
      redirect: 'manual',
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        origin: this.#url,
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  async json(path: string, body?: object): Promise<Record<string, string>> {
    return (await this.ask(path, body)).json() as Promise<Record<string, string>>
  }
}

describe('the identity provider of a city', () => {
  let provider: IdentityProvider
  let corporate: Awaited<ReturnType<typeof startCorporate>>
  let server: DemoServer
  let url: string

  beforeAll(async () => {
    url = `http://localhost:${await freePort()}`
    const callback = `${url}/log-in/from/city`
    const people = { anna: ANNA, 'anna-too': ANNA, ben: BEN, nobody: 'p-unknown' }
    provider = await startIdentityProvider(people, callback)
    corporate = await startCorporate()
    server = await startDemoServer()
    const file = join(server.dataDir, 'providers.json')
    const name = { zh: '市统一认证', en: 'City log-in' }
    const common = { name, clientId: 'muster', clientSecret: 'a-secret-of-the-test-alone' }
    const city = { ...common, id: 'city', kind: 'oidc', issuer: provider.issuer }
    const wecom = { ...common, id: 'wecom', kind: 'oauth2', ...corporate.settings }
    writeFileSync(
      file,
      JSON.stringify([{ ...city, claim: 'employee_number', matches: 'person' }, wecom]),
    )
    server = await server.restart({
      MUSTER_LOGIN_PROVIDERS: file,
      MUSTER_OUTGOING_ALLOW: '127.0.0.1',
      MUSTER_PUBLIC_URL: url,
      PORT: new URL(url).port,
    })
  })
  afterAll(async () => {
    await server?.stop()
    await corporate?.stop()
    await provider?.stop()
  })

  const visitor = () => new Visitor(url)
  const path = (address: string) => address.slice(url.length)

  async function arrive(person: string, who = visitor()) {
    const begun = await who.json('/api/public/log-in/providers/city', {
      returnTo: '/account?from=city',
    })
    const back = await provider.visit(begun['url'] ?? '', person)
    return { who, back, answer: await who.ask(path(back)) }
  }

  it('is offered on the log-in page', async () => {
    const { items } = (await visitor().json('/api/public/log-in/providers')) as never as {
      items: { id: string }[]
    }
    expect(items.map(({ id }) => id)).toEqual(['city', 'wecom'])
  })

  it('lets in who has an account, and leads back to the page they came from', async () => {
    const { who, answer } = await arrive('anna')
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/account?from=city'])
    const session = await who.json('/api/session')
    expect(session).toMatchObject({ person: ANNA, methods: ['provider:city'] })
  })

  it('gives nobody an account, and no account to another identity', async () => {
    for (const person of ['nobody', 'anna-too']) {
      const { who, answer } = await arrive(person)
      expect(answer.headers.get('location')).toBe('/log-in?problem=provider_person_unknown')
      expect((await who.json('/api/session'))['code']).toBe('unauthenticated')
    }
  })

  it('serves the browser that began, once, with its own state', async () => {
    const { who, back, answer } = await arrive('ben')
    expect(answer.headers.get('location')).toBe('/account?from=city')
    const again = await who.ask(path(back))
    expect(again.headers.get('location')).toBe('/log-in?problem=log_in_expired')
    const victim = visitor()
    const planted = await victim.ask(path(back))
    expect(planted.headers.get('location')).toBe('/log-in?problem=log_in_expired')
    expect(victim.cookies.size).toBe(0)
    const other = visitor()
    await other.json('/api/public/log-in/providers/city', {})
    const mixed = await other.ask(path(back))
    expect(mixed.headers.get('location')).toBe('/log-in?problem=provider_failed')
  })

  it('proves anew who somebody is, only themselves', async () => {
    const { who } = await arrive('anna')
    const before = new Map(who.cookies)
    const prove = async (person: string) => {
      const begun = await who.json('/api/session/step-up/providers/city', { returnTo: '/account' })
      const there = begun['url'] ?? ''
      expect(new URL(there).searchParams.get('prompt')).toBe('login')
      return who.ask(path(await provider.visit(there, person)))
    }
    const wrong = await prove('ben')
    expect(wrong.headers.get('location')).toBe('/log-in?problem=session_ended')
    expect((await prove('anna')).headers.get('location')).toBe('/account')
    expect([...who.cookies]).not.toEqual([...before])
    expect((await who.json('/api/session'))['person']).toBe(ANNA)
  })

  it('may be one that never quite followed OAuth, as WeCom', async () => {
    const who = visitor()
    const begun = await who.json('/api/public/log-in/providers/wecom', {})
    const asked = new URL(begun['url'] ?? '')
    expect(asked.searchParams.get('appid')).toBe('muster')
    const state = asked.searchParams.get('state')
    const forged = await who.ask(`/log-in/from/wecom?code=code-of-ben&state=another`)
    expect(forged.headers.get('location')).toBe('/log-in?problem=provider_failed')
    const second = await who.json('/api/public/log-in/providers/wecom', {})
    const right = new URL(second['url'] ?? '').searchParams.get('state')
    expect(right).not.toBe(state)
    const answer = await who.ask(`/log-in/from/wecom?code=code-of-ben&state=${right}`)
    expect(answer.headers.get('location')).toBe('/')
    expect((await who.json('/api/session'))['person']).toBe(BEN)
  })
})

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/** Shaped as WeCom: a token of the application by its secret, then who the code belongs to. */
async function startCorporate() {
  const server = createServer((request, response) => {
    const { pathname, searchParams: asked } = new URL(request.url ?? '', 'http://corporate')
    const isKnown =
      asked.get('corpid') === 'muster' && asked.get('corpsecret') === 'a-secret-of-the-test-alone'
    const isAsked = asked.get('access_token') === 'app-token' && asked.get('code') === 'code-of-ben'
    const answers: Record<string, object> = {
      '/gettoken': isKnown ? { access_token: 'app-token' } : { errcode: 40001 },
      '/getuserinfo': isAsked ? { userid: BEN } : { errcode: 40029 },
    }
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answers[pathname] ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    settings: {
      authorize: {
        url: `${url}/sso`,
        query: { appid: '{clientId}', redirect_uri: '{redirectUri}', state: '{state}' },
      },
      steps: [
        {
          url: `${url}/gettoken`,
          query: { corpid: '{clientId}', corpsecret: '{clientSecret}' },
          keep: { token: 'access_token' },
        },
        { url: `${url}/getuserinfo`, query: { access_token: '{token}', code: '{code}' } },
      ],
      claim: 'userid',
    },
    stop: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
