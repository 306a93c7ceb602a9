// Log-in as this server has it: who administers accounts, what people are told, whose people there are.
import type { Config } from './config.ts'
import { SCOPES } from './mechanism/scopes.ts'
import { secondFactorNeeded } from './mechanism/second-factor.ts'
import { loadSecret } from './platform/auth/secret-file.ts'
import { systemClock } from './platform/clock.ts'
import type { Feature, Platform } from './platform/feature.ts'
import {
  createIdentity,
  type Identity,
  type IdentitySettings,
} from './platform/identity/identity.ts'
import type { HeldOffice, People } from './platform/identity/types.ts'

/** Who administers accounts and tokens, before there is a directory and besides any office. */
export const administratorOffice = {
  person: 'administrator',
  office: 'administrator',
  organisation: 'city',
  district: '000000',
  scopes: new Set<string>(Object.keys(SCOPES)),
  name: { zh: '系统管理员', en: 'Administrator' },
} as const

/** What authenticator apps and passkeys call this server. */
const APP_NAME = '吹哨报到 Muster'

type Given = Pick<IdentitySettings, 'db' | 'people' | 'auditTrail' | 'outgoing' | 'onFault'>

/** Sessions run by the real clock, whatever time the demo plays. */
export async function openIdentity(config: Config, given: Given): Promise<Identity> {
  return createIdentity({
    ...given,
    ...config.identity,
    needsSecondFactor: secondFactorNeeded(config.secondFactor, given.people),
    clock: systemClock,
    secret: await loadSecret(config.keyDir, 'identity'),
    publicUrl: config.publicUrl,
    administrator: administratorOffice,
    appName: APP_NAME,
  })
}

const NO_OFFICES: readonly HeldOffice[] = []
const NOBODY: People = {
  knows: () => false,
  officesOf: () => NO_OFFICES,
  powersOf: () => [],
  nameOf: () => undefined,
}

/** One feature keeps the people; a server without one has its administrator alone. */
export function peopleOf(features: readonly Feature[], platform: () => Platform): People {
  for (const feature of features) {
    const people = feature.people?.(platform)
    if (people !== undefined) return people
  }
  return NOBODY
}
