// Requests of every role, written from the API document: most as they should be, with ids of other
// tenants' real matters; the others bent out of shape. The same seed writes the same requests.
import type { Addressed } from '../client/document.ts'
import { type SeededRandom, seededRandom } from '../faults/power-cut/seeded-random.ts'
import { isTried } from '../permissions/ask.ts'
import { prepare } from '../permissions/requests.ts'
import { matterOf, REACHES, type Reach, ROLES, type Role } from '../permissions/roles.ts'
import { PUBLIC, TABLE } from '../permissions/table.ts'
import type { World } from '../permissions/world.ts'
import { MUTATIONS, type Wire } from './mutate.ts'

export interface Attack {
  readonly operationId: string
  readonly role: Role
  readonly reach: Reach
  readonly mutations: readonly string[]
  /** Written as the document says, with ids of real matters of others. */
  readonly isValidAndForeign: boolean
  /** By the table this role may do nothing here, whatever it sends. */
  readonly mustBeRefused: boolean
  readonly wire: Wire
}

/** What decides, binds, opens or empowers is tried most. */
const HEAVY =
  /^(?:rule|decide|give|revoke|release|veto|unseal|issue|approve|reject|review|accept|default|declare|transfer|claimCommand|publish|appoint|endAppointment|importDirectory|delegate|suspend|narrow|openOffice|conclude|standDown|close|withdraw|forget|export|erase|change|reset|invite)/
const HEAVY_WEIGHT = 5

/** Most of all tries reach for what is not one's own. */
const REACH_WEIGHTS: Readonly<Record<Reach, number>> = {
  own: 8,
  sameDistrict: 42,
  otherDistrict: 42,
  otherCity: 8,
}
const AS_DOCUMENTED = 0.58
const TWICE = 0.25
const REPEATED_KEY = 0.06

export class Generator {
  readonly #world: World
  readonly #tokens: Readonly<Record<Role, string | undefined>>
  readonly #random: SeededRandom
  readonly #operations: readonly Addressed[]
  readonly #reaches: readonly Reach[]
  readonly #keys: string[] = []
  #count = 0

  constructor(world: World, tokens: Readonly<Record<Role, string | undefined>>, seed: number) {
    this.#world = world
    this.#tokens = tokens
    this.#random = seededRandom(seed)
    this.#operations = [...world.stage.client.operations.values()]
      .filter(isTried)
      .flatMap(one => Array.from({ length: weightOf(one) }, () => one))
    this.#reaches = REACHES.flatMap(reach =>
      Array.from({ length: REACH_WEIGHTS[reach] }, () => reach),
    )
  }

  next(): Attack {
    this.#count += 1
    const operation = this.#pick(this.#operations)
    const role = this.#pick(ROLES)
    const reach = this.#pick(this.#reaches)
    const matter = this.#world.matters[matterOf(role, reach)]
    const prepared = prepare(this.#world.stage.client.document, operation, matter)
    const token = this.#tokens[role]
    let wire: Wire = {
      method: prepared.method,
      target: prepared.target,
      headers: {
        'idempotency-key': this.#key(),
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(prepared.contentType === undefined ? {} : { 'content-type': prepared.contentType }),
      },
      body: prepared.body === undefined ? undefined : Buffer.from(prepared.body),
    }
    const mutations = this.#mutations()
    for (const { apply } of mutations) wire = apply(wire, this.#random)
    return {
      operationId: operation.operationId,
      role,
      reach,
      mutations: mutations.map(({ name }) => name),
      isValidAndForeign: mutations.length === 0 && reach !== 'own' && reach !== 'otherCity',
      mustBeRefused: mayDoNothing(operation, role, reach),
      wire,
    }
  }

  #mutations() {
    if (this.#random.next() < AS_DOCUMENTED) return []
    const first = this.#pick(MUTATIONS)
    return this.#random.next() < TWICE ? [first, this.#pick(MUTATIONS)] : [first]
  }

  /** Now and then a key that somebody else used for something else. */
  #key(): string {
    const used = this.#keys
    if (used.length > 0 && this.#random.next() < REPEATED_KEY) return this.#pick(used)
    const key = `hostile-${this.#count}`
    used.push(key)
    if (used.length > 500) used.shift()
    return key
  }

  #pick<T>(choices: readonly T[]): T {
    const chosen = choices[this.#random.below(choices.length)]
    if (chosen === undefined) throw new Error('nothing to choose from')
    return chosen
  }
}

function weightOf({ operationId, method }: Addressed): number {
  if (HEAVY.test(operationId)) return HEAVY_WEIGHT
  return method === 'get' ? 1 : 2
}

/** A read changes nothing, so that only acts are held to it. */
function mayDoNothing({ operationId, method }: Addressed, role: Role, reach: Reach): boolean {
  if (method === 'get') return true
  const cell = TABLE[operationId]?.split(' ')[ROLES.indexOf(role)]
  if (PUBLIC.includes(operationId)) return false
  return cell === undefined || 'n-iu'.includes(cell[REACHES.indexOf(reach)] ?? 'y')
}
