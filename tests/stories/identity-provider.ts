// A real OpenID provider on this machine, whose people log in by a form with nothing but a name.
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

export interface IdentityProvider {
  readonly issuer: string
  /** Walks through log-in and consent as a browser would; answers where it is sent back to. */
  visit(url: string, person: string): Promise<string>
  stop(): Promise<void>
}

/** `people` by what they type: the claim `employee_number` that the city keeps of them. */
export async function startIdentityProvider(
  people: Readonly<Record<string, string>>,
  redirectUri: string,
): Promise<IdentityProvider> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'muster',
        client_secret: 'a-secret-of-the-test-alone',
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], profile: ['employee_number'] },
    // Said, so that the provider does not say on the console that nobody said it.
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    pkce: { required: () => true },
    cookies: { keys: ['of the test alone'] },
    findAccount: (_context: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, employee_number: people[id] }),
    }),
  })
  server.on('request', provider.callback())
  return {
    issuer,
    visit: (url, person) => visit(url, { person, issuer }),
    stop: () => stop(server),
  }
}

async function visit(
  url: string,
  { person, issuer }: { readonly person: string; readonly issuer: string },
): Promise<string> {
  const cookies = new Map<string, string>()
  let step: Step = { at: url }
  for (let steps = 0; steps < 20; steps += 1) {
    const answer = await take(step, cookies)
    const location = answer.headers.get('location')
    const at: string = location === null ? step.at : new URL(location, step.at).href
    if (!at.startsWith(issuer)) return at
    step = location === null ? filledIn(await answer.text(), at, person) : { at }
  }
  throw new Error('the provider leads nowhere')
}

interface Step {
  readonly at: string
  readonly form?: Record<string, string>
}

async function take({ at, form }: Step, cookies: Map<string, string>): Promise<Response> {
  const answer = await fetch(at, {
    redirect: 'manual',
    headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    ...(form === undefined ? {} : { method: 'POST', body: new URLSearchParams(form) }),
  })
  for (const each of answer.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
    cookies.set(name, value)
  }
  return answer
}

/** The provider's own page: a form for the name, then one for consent. */
function filledIn(page: string, at: string, person: string): Step {
  const action = /<form[^>]+action="([^"]+)"/.exec(page)?.[1]
  const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
  if (action === undefined || prompt === undefined) throw new Error(`no form at ${at}: ${page}`)
  const named = prompt === 'login' ? { login: person, password: 'any' } : {}
  return { at: new URL(action, at).href, form: { prompt, ...named } }
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
}
