// Speaks with one identity provider: OpenID Connect by openid-client, and OAuth 2 as providers have it
// who never quite followed it.
import type * as oidc from 'openid-client'
import type { JsonObject } from '../event-store/types.ts'
import type { OutgoingFetch } from '../outgoing/outgoing.ts'
import type {
  Oauth2Settings,
  OpenIdConnectSettings,
  ProviderSettings,
} from './provider-settings.ts'
import { newSecret } from './secrets.ts'

export interface Journey {
  /** Where the browser comes back to. */
  readonly redirectUri: string
  /** The person has to prove who they are there, even if they are logged in there. */
  readonly isFresh: boolean
}

export interface Identity {
  readonly subject: string
  readonly claim: string | undefined
}

export interface ProviderClient {
  readonly settings: ProviderSettings
  /** Where to send the browser, and what to remember until it returns. */
  begin(journey: Journey): Promise<{ readonly url: string; readonly memory: JsonObject }>
  /** Who came back; throws when anything does not fit. */
  identify(returned: URL, journey: Journey, memory: JsonObject): Promise<Identity>
}

/** How old an authentication at the provider may be to count as fresh. */
const FRESH_SECONDS = 300

/** Loaded only where somebody logs in by a provider. */
const theLibrary = () => import('openid-client')

export function createProviderClient(
  settings: ProviderSettings,
  fetch: OutgoingFetch,
): ProviderClient {
  return settings.kind === 'oidc' ? openIdConnect(settings, fetch) : oauth2(settings, fetch)
}

function openIdConnect(settings: OpenIdConnectSettings, fetch: OutgoingFetch): ProviderClient {
  let discovered: Promise<oidc.Configuration> | undefined
  const configuration = async () => {
    discovered ??= discover(settings, fetch)
    try {
      return await discovered
    } catch (error) {
      // The provider may be well again at the next log-in.
      discovered = undefined
      throw error
    }
  }
  return {
    settings,
    begin: async ({ redirectUri, isFresh }) => {
      const oidc = await theLibrary()
      const verifier = oidc.randomPKCECodeVerifier()
      const memory = { verifier, state: oidc.randomState(), nonce: oidc.randomNonce() }
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: redirectUri,
        scope: settings.scope,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state: memory.state,
        nonce: memory.nonce,
        ...(isFresh ? { prompt: 'login', max_age: String(FRESH_SECONDS) } : {}),
      })
      return { url: url.href, memory }
    },
    identify: async (returned, { redirectUri, isFresh }, memory) => {
      const oidc = await theLibrary()
      // What the browser asked for may have been rewritten by a proxy; the provider knows this address.
      const current = new URL(redirectUri)
      current.search = returned.search
      const tokens = await oidc.authorizationCodeGrant(await configuration(), current, {
        pkceCodeVerifier: String(memory['verifier']),
        expectedState: String(memory['state']),
        expectedNonce: String(memory['nonce']),
        idTokenExpected: true,
        ...(isFresh ? { maxAge: FRESH_SECONDS } : {}),
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('the provider gave no ID token')
      const { sub } = claims
      const told = claims[settings.claim]
      if (told !== undefined) return { subject: sub, claim: textOf(told) }
      const more = await oidc.fetchUserInfo(await configuration(), tokens.access_token, sub)
      return { subject: sub, claim: textOf(more[settings.claim]) }
    },
  }
}

async function discover(
  { issuer, clientId, clientSecret }: OpenIdConnectSettings,
  fetch: OutgoingFetch,
): Promise<oidc.Configuration> {
  const oidc = await theLibrary()
  const authentication =
    clientSecret === undefined ? oidc.None() : oidc.ClientSecretBasic(clientSecret)
  return oidc.discovery(new URL(issuer), clientId, undefined, authentication, {
    [oidc.customFetch]: (url, options) => fetch(url, options as RequestInit),
    // The settings allow http for a provider on this machine alone.
    execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
  })
}

type Values = Readonly<Record<string, string>>

function oauth2(settings: Oauth2Settings, fetch: OutgoingFetch): ProviderClient {
  const { clientId, clientSecret = '', authorize, steps, claim, subject } = settings
  return {
    settings,
    begin: async ({ redirectUri }) => {
      const oidc = await theLibrary()
      const memory = { state: newSecret(), verifier: oidc.randomPKCECodeVerifier() }
      const challenge = await oidc.calculatePKCECodeChallenge(memory.verifier)
      const values = { clientId, redirectUri, state: memory.state, challenge }
      const url = new URL(authorize.url)
      url.search = new URLSearchParams(filled(authorize.query, values)).toString()
      return { url: url.href, memory }
    },
    identify: async (returned, { redirectUri }, memory) => {
      const code = returned.searchParams.get('code')
      if (code === null || returned.searchParams.get('state') !== memory['state'])
        throw new Error('the provider sent no code, or another state')
      const verifier = String(memory['verifier'])
      let values: Values = { clientId, clientSecret, code, redirectUri, verifier }
      let answer: unknown
      for (const step of steps) {
        answer = await take(step, values, fetch)
        const kept = Object.entries(step.keep).map(([name, path]) => [name, pick(answer, path)])
        values = { ...values, ...Object.fromEntries(kept) }
      }
      const told = pick(answer, claim)
      if (told === undefined) throw new Error(`the provider said no ${claim}`)
      return { subject: pick(answer, subject ?? claim) ?? told, claim: told }
    },
  }
}

async function take(
  { url, query, headers, json, form }: Oauth2Settings['steps'][number],
  values: Values,
  fetch: OutgoingFetch,
): Promise<unknown> {
  const target = new URL(url)
  for (const [name, value] of Object.entries(filled(query, values)))
    target.searchParams.set(name, value)
  const hasBody = json !== undefined || form !== undefined
  const answer = await fetch(target, {
    method: hasBody ? 'POST' : 'GET',
    headers: {
      accept: 'application/json',
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...filled(headers, values),
    },
    ...(json === undefined ? {} : { body: JSON.stringify(filled(json, values)) }),
    ...(form === undefined ? {} : { body: new URLSearchParams(filled(form, values)) }),
  })
  if (!answer.ok) throw new Error(`${target.host} answers ${answer.status}`)
  return answer.json()
}

function filled(template: Values | undefined, values: Values): Record<string, string> {
  return Object.fromEntries(
    Object.entries(template ?? {}).map(([name, text]) => [
      name,
      text.replaceAll(/\{(\w+)\}/g, (_, key: string) => values[key] ?? ''),
    ]),
  )
}

/** `data.userid` of an answer. */
function pick(answer: unknown, path: string): string | undefined {
  let found = answer
  for (const name of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = Reflect.get(found, name)
  }
  return textOf(found)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}
