// Tries every operation as every role on every reach of matters, over HTTP, and collects the letters.
import type { Addressed } from '../client/document.ts'
import { type Answered, letterOf } from './outcome.ts'
import { prepare } from './requests.ts'
import {
  matterOf,
  type Proof,
  type Proofs,
  REACHES,
  type Reach,
  ROLES,
  type Role,
} from './roles.ts'
import type { World } from './world.ts'

export interface Tried extends Answered {
  readonly role: Role
  readonly reach: Reach
  readonly text: string
}

export interface Trial {
  /** The cells of those who are logged in, in the order of `ROLES`. */
  readonly row: string
  /** By role, of those who are not. */
  readonly outside: Readonly<Record<string, string>>
  readonly tried: readonly Tried[]
}

/** Always succeeds, and whoever asks it goes on with another cookie. */
const DEMO_PROOF = '/api/session/step-up/demo'

/** Streams do not end, and the demo's own doors exist in the demo only. */
export function isTried({ path }: Addressed): boolean {
  return path !== '/api/live' && !path.startsWith('/api/public/demo/') && path !== DEMO_PROOF
}

const OUTSIDE: readonly Role[] = ['stranger', 'expired', 'revoked']

/** No stream has it: who may do something that would succeed is told 412, and nothing changes. */
const NO_VERSION = '"v999999"'

let count = 0

/** So many roles ask at once: the server is as busy with them as it can be. */
const AT_ONCE = 3

interface Asker {
  readonly role: Role
  readonly proof: Proof
}

/** As every role that has a proof, in the order of `ROLES`. */
export async function tryAll(world: World, proofs: Proofs, operation: Addressed): Promise<Trial> {
  const askers = ROLES.flatMap((role): Asker[] => {
    const proof = proofs[role]
    return proof === undefined ? [] : [{ role, proof }]
  })
  const asking = ({ role, proof }: Asker) => {
    const reaches = OUTSIDE.includes(role) ? REACHES.slice(0, 1) : REACHES
    return Promise.all(reaches.map(reach => ask(world, { operation, role, reach, proof })))
  }
  const answers: (readonly Tried[])[] = []
  for (let from = 0; from < askers.length; from += AT_ONCE)
    answers.push(...(await Promise.all(askers.slice(from, from + AT_ONCE).map(asking))))
  const cells = askers.map(({ role }, n) => ({
    role,
    cell: answers[n]?.map(letterOf).join('') ?? '',
  }))
  const isOutside = ({ role }: { readonly role: Role }) => OUTSIDE.includes(role)
  return {
    row: cells.flatMap(one => (isOutside(one) ? [] : one.cell)).join(' '),
    outside: Object.fromEntries(cells.filter(isOutside).map(({ role, cell }) => [role, cell])),
    tried: answers.flat(),
  }
}

interface Asking {
  readonly operation: Addressed
  readonly role: Role
  readonly reach: Reach
  readonly proof: Proof
}

async function ask({ stage, matters }: World, asking: Asking): Promise<Tried> {
  const { operation, role, reach, proof } = asking
  const { url, document } = stage.client
  const { method, target, body, contentType } = prepare(
    document,
    operation,
    matters[matterOf(role, reach)],
  )
  count += 1
  const answer = await fetch(new URL(target, url), {
    method,
    headers: {
      'idempotency-key': `permission-${count}`,
      'if-match': NO_VERSION,
      ...proof,
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
  })
  const text = await answer.text()
  return { role, reach, status: answer.status, code: codeOf(text), text }
}

function codeOf(text: string): string {
  const found = /"code":"(\w+)"/.exec(text)
  return found?.[1] ?? ''
}
