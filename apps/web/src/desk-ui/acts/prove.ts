// The ways of proving anew who one is, as the API has them.
import { useQuery } from '@tanstack/react-query'
import { api, get, type Schemas } from '../../api/client.ts'
import { settings } from '../../api/settings.ts'

export type Way = 'demo' | 'password' | 'code' | 'passkey' | 'provider'
type OwnAccount = Schemas['OwnAccount']

/** What the account has; in the demo, the door that needs nothing comes first. */
export function waysOf(account: OwnAccount, isDemo: boolean): readonly Way[] {
  const { hasPassword, hasTotp, passkeys, providers } = account
  const has: readonly (readonly [Way, boolean])[] = [
    ['demo', isDemo],
    ['passkey', passkeys.length > 0],
    ['password', hasPassword],
    ['code', hasTotp],
    ['provider', providers.length > 0],
  ]
  return has.filter(([, isThere]) => isThere).map(([way]) => way)
}

export function useOwnAccount() {
  return useQuery({
    queryKey: ['own-account'],
    // Somebody may have added a passkey in another window.
    staleTime: 0,
    queryFn: ({ signal }) => get(api.GET('/api/account', { signal })) as Promise<OwnAccount>,
  })
}

export const isDemo = settings.isDemo

export const proveByDemo = () => get(api.POST('/api/session/step-up/demo'))

export const proveByPassword = (password: string) =>
  get(api.POST('/api/session/step-up', { body: { password } }))

export const proveByCode = (code: string) =>
  get(api.POST('/api/session/step-up', { body: { code } }))

/** The browser's own dialog; giving it up is no error of anybody's. */
export async function proveByPasskey() {
  const { ceremony, options } = await get(api.POST('/api/session/step-up/passkey/options'))
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as unknown as PublicKeyCredentialRequestOptionsJSON,
  )
  const used = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
  const response = used.toJSON() as unknown as Schemas['PublicKeyCredential']
  return get(api.POST('/api/session/step-up/passkey', { body: { ceremony, response } }))
}

/** The address of the provider; the proof comes back to another window of this browser. */
export async function addressOfProvider(provider: string): Promise<string> {
  const path = { params: { path: { provider } }, body: { returnTo: '/account' } }
  return (await get(api.POST('/api/session/step-up/providers/{provider}', path))).url
}
