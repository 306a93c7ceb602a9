// The setting MUSTER_SECOND_FACTOR: whose log-in asks for a passkey or a code besides the password.
import { POWERS } from '@muster/domain'
import type { HeldOffice, People } from '../platform/identity/types.ts'
import type { Scope } from './scopes.ts'

export interface SecondFactorRule {
  readonly ofEveryone: boolean
  /** Of who holds one of these powers by a grant that is good now … */
  readonly powers: ReadonlySet<string>
  /** … or an office that may do one of these. */
  readonly scopes: ReadonlySet<string>
}

/** What keepers of the registries and administrators of accounts do follows from no grant. */
const BY_OFFICE: ReadonlyMap<string, Scope> = new Map([
  ['keep', 'configure'],
  ['administer', 'admin'],
])

/** Who rules on others, reads everything, makes the rules, or says who gets in. */
const HEAVY = ['rule', 'audit', 'keep', 'administer']

const KNOWN: ReadonlySet<string> = new Set([...POWERS, ...BY_OFFICE.keys()])

export const SECOND_FACTOR_WORDS = ['everyone', 'heavy', ...KNOWN]

/** Reads the setting; throws where it names what there is not. */
export function readSecondFactor(list: string): SecondFactorRule {
  const words = list.split(',').flatMap(word => word.trim() || [])
  const named = words.flatMap(word => (word === 'heavy' ? HEAVY : word))
  const strange = named.find(word => word !== 'everyone' && !KNOWN.has(word))
  if (strange !== undefined) throw new Error(`there is no power “${strange}”`)
  return {
    ofEveryone: named.includes('everyone'),
    powers: new Set(named.filter(word => !BY_OFFICE.has(word))),
    scopes: new Set(named.flatMap(word => BY_OFFICE.get(word) ?? [])),
  }
}

/** Any office that the person holds counts, whichever they act in: another one is a choice away. */
export function secondFactorNeeded(
  { ofEveryone, powers, scopes }: SecondFactorRule,
  { powersOf }: Pick<People, 'powersOf'>,
): (person: string, offices: readonly HeldOffice[]) => boolean {
  if (ofEveryone) return () => true
  if (powers.size === 0 && scopes.size === 0) return () => false
  const isNamed = (person: string) => (held: HeldOffice) =>
    [...scopes].some(scope => held.scopes.has(scope)) ||
    powersOf(person, held.office).some(power => powers.has(power))
  return (person, offices) => offices.some(isNamed(person))
}
