// Accounts of invented people: all with one password, made for this deployment and printed on its console.
import { createHmac } from 'node:crypto'
import type { Platform } from '../../platform/feature.ts'
import { createDemoAccounts } from '../../platform/identity/accounts.ts'
import type { DemoCity } from './city-types.ts'

const LETTERS = 'abcdefghijkmnpqrstuvwxyz'
const LENGTH = 10

/** The same at every start of this deployment. */
export function demoPassword(secret: Uint8Array): string {
  const bytes = createHmac('sha256', secret).update('demo password').digest().subarray(0, LENGTH)
  return `demo-${[...bytes].map(byte => LETTERS[byte % LETTERS.length]).join('')}`
}

export async function giveAccounts(
  { identity }: Platform,
  { people }: DemoCity,
  secret: Uint8Array,
): Promise<void> {
  const administrator = { person: identity.parts.administrator.person, isAdministrator: true }
  const others = people.map(({ id }) => ({ person: id, isAdministrator: false }))
  await createDemoAccounts(identity.parts, [administrator, ...others], demoPassword(secret))
}
