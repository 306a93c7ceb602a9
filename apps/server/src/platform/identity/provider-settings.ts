// Identity providers of a city, as its operator describes them in a JSON file.
import { readFileSync } from 'node:fs'
import { z } from 'zod'

const address = z.url({ protocol: /^https?$/ }).refine(isHttpsOrLoopback, 'must be https')

const common = {
  id: z.string().regex(/^[a-z0-9-]{1,30}$/),
  name: z.strictObject({ zh: z.string().min(1), en: z.string().min(1) }),
  clientId: z.string().min(1),
  clientSecret: z.string().min(1).optional(),
  /** Which of the provider's facts says who it is here … */
  claim: z.string().min(1),
  /** … and what it is compared with. `link`: only whom an administrator linked gets in. */
  matches: z.enum(['login_name', 'person', 'link']).default('login_name'),
  /** Whether it asks everybody for two factors itself, so that none is asked for here. */
  secondFactor: z.boolean().default(false),
}

const openIdConnect = z.strictObject({
  ...common,
  kind: z.literal('oidc'),
  issuer: address,
  scope: z.string().default('openid profile'),
})

/** Parts of a request in which `{code}`, `{clientId}` and their like are filled in. */
const step = z.strictObject({
  url: address,
  query: z.record(z.string(), z.string()).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  json: z.record(z.string(), z.string()).optional(),
  form: z.record(z.string(), z.string()).optional(),
  /** Names in the answer, to be used by later steps as `{name}`: `{ "token": "access_token" }`. */
  keep: z.record(z.string(), z.string()).default({}),
})

const oauth2 = z.strictObject({
  ...common,
  kind: z.literal('oauth2'),
  authorize: z.strictObject({ url: address, query: z.record(z.string(), z.string()) }),
  /** After the code: what is asked for, one after the other. The last answer holds the claim. */
  steps: z.array(step).min(1).max(4),
  /** What the provider calls the person for ever; the claim itself when absent. */
  subject: z.string().optional(),
})

const providers = z
  .array(z.discriminatedUnion('kind', [openIdConnect, oauth2]))
  .max(10)
  .refine(all => new Set(all.map(({ id }) => id)).size === all.length, 'an id is used twice')

export type ProviderSettings = z.output<typeof providers>[number]
export type OpenIdConnectSettings = z.output<typeof openIdConnect>
export type Oauth2Settings = z.output<typeof oauth2>

/** Reads the file; throws with what is wrong with it, never with what it says. */
export function readProviders(file: string): readonly ProviderSettings[] {
  let text: unknown
  try {
    text = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(code === undefined ? 'is not JSON' : `cannot be read (${code})`, {
      cause: error,
    })
  }
  const result = providers.safeParse(text)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Error(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is wrong'}`)
}

function isHttpsOrLoopback(text: string): boolean {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || ['localhost', '127.0.0.1', '[::1]'].includes(hostname)
}
