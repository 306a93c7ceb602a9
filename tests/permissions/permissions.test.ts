// Every role, every route, own and others' matters: what happens is what the table says by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { isTried, type Trial, tryAll } from './ask.ts'
import { hiddenFrom } from './hidden.ts'
import {
  matterOf,
  type Proofs,
  proofsByTokens,
  REACHES,
  type Reach,
  ROLES,
  type Role,
  sessionsOf,
  tokensOf,
} from './roles.ts'
import { ENDING_A_SESSION, OF_A_SESSION } from './session-table.ts'
import { PUBLIC, TABLE } from './table.ts'
import { copyWithout, type Removal, type Unguarded } from './unguarded.ts'
import { makeWorld, type World } from './world.ts'

const AT = '2017-01-17T08:30:00+08:00'
const LIMIT_MS = 300_000

/** Said of what lies in a roster, and so only to whoever sees the roster. */
const NOT_INSIDE: ReadonlySet<string> = new Set(['not_in_the_roster', 'unknown_swap'])

function seesRoster(role: Role, reach: Reach): boolean {
  const cell = TABLE['getRoster']?.split(' ')[ROLES.indexOf(role)]
  return cell?.[REACHES.indexOf(reach)] === 'y'
}

interface Tried {
  readonly world: World
  readonly trials: ReadonlyMap<string, Trial>
}

async function tryOn(server: DemoServer, wanted: (operationId: string) => boolean): Promise<Tried> {
  const world = await makeWorld(server.url, server.output())
  return { world, trials: await tryAs(world, proofsByTokens(await tokensOf(world)), wanted) }
}

async function tryAs(world: World, proofs: Proofs, wanted: (operationId: string) => boolean) {
  const trials = new Map<string, Trial>()
  for (const operation of world.stage.client.operations.values()) {
    if (!isTried(operation) || !wanted(operation.operationId)) continue
    trials.set(operation.operationId, await tryAll(world, proofs, operation))
  }
  return trials
}

/** Rows that differ from the table, each with what was expected. */
function differences({ trials }: Tried): string[] {
  return [...trials].flatMap(([operationId, { row }]) => {
    const expected = TABLE[operationId]
    if (expected === undefined || expected === row) return []
    return [`${operationId}\n  expected ${expected}\n  found    ${row}`]
  })
}

describe('permissions', () => {
  let server: DemoServer | undefined
  let tried: Tried

  beforeAll(async () => {
    server = await startDemoServer({ at: AT })
    tried = await tryOn(server, () => true)
  }, LIMIT_MS)
  afterAll(() => server?.stop())

  it('have a row for every route, and no row for none', () => {
    const known = [...Object.keys(TABLE), ...PUBLIC].sort()
    expect([...tried.trials.keys()].sort()).toEqual(known)
  })

  it('are as the table says', () => {
    expect(differences(tried).join('\n')).toBe('')
  })

  it('are the same for whoever logs in instead, whose session is their own besides', {
    timeout: LIMIT_MS,
  }, async () => {
    const { world } = tried
    const sessions = await sessionsOf(world, server?.output() ?? '')
    const trials = await tryAs(world, sessions, id => id !== ENDING_A_SESSION)
    const wrong = [...trials].flatMap(([operationId, { row }]) => {
      const of = TABLE[operationId]?.split(' ')
      const expected = ROLES.flatMap((role, at) => (role in sessions ? (of?.[at] ?? []) : []))
      const own = OF_A_SESSION[operationId]
      const wanted = own?.split(' ') ?? expected
      const cells = wanted.length === 1 ? expected.map(() => wanted[0]) : wanted
      if (of === undefined || row === cells.join(' ')) return []
      return [`${operationId}\n  expected ${cells.join(' ')}\n  found    ${row}`]
    })
    expect(wrong.join('\n')).toBe('')
  })

  it("are nobody's without log-in, with an expired or with a revoked token", () => {
    const open = [...tried.trials].flatMap(([operationId, { outside }]) => {
      if (PUBLIC.includes(operationId)) return []
      const wrong = Object.entries(outside).filter(([, cell]) => cell !== 'u')
      return wrong.map(([role, cell]) => `${operationId} as ${role}: ${cell}`)
    })
    expect(open).toEqual([])
    const { operations } = tried.world.stage.client
    const outside = PUBLIC.map(operationId => operations.get(operationId)?.path ?? operationId)
    expect(outside.filter(path => !/^\/(?:api\/public|health)\//.test(path))).toEqual([])
  })

  it('let nothing hidden show in any list, search or refusal', () => {
    const shown = [...tried.trials].flatMap(([operationId, { tried: answers }]) =>
      answers.flatMap(({ role, reach, text }) => {
        const leaked = hiddenFrom(role, tried.world).filter(word => text.includes(word))
        // What one names oneself may be repeated.
        const asked = tried.world.matters[matterOf(role, reach)]
        const own = new Set<string>([asked.whistle, asked.caseId, asked.supervision, asked.ended])
        return leaked
          .filter(word => !own.has(word))
          .map(word => `${operationId} shows ${word} to ${role}`)
      }),
    )
    expect(shown).toEqual([])
  })

  it('answer for what is hidden as for what does not exist', () => {
    const unequal = [...tried.trials].flatMap(([operationId, { tried: answers }]) =>
      ROLES.flatMap(role => {
        const of = answers.filter(
          ({ role: by, status, reach, code }) =>
            by === role &&
            status === 404 &&
            reach !== 'own' &&
            !(NOT_INSIDE.has(code) && seesRoster(role, reach)),
        )
        const bodies = new Set(of.map(({ text }) => text.replace(/"instance":"[^"]*"/, '')))
        return bodies.size > 1 ? [`${operationId} as ${role}: ${[...bodies].join('\n')}`] : []
      }),
    )
    expect(unequal).toEqual([])
  })
})

const REMOVALS: Readonly<Record<string, Removal & { readonly seenIn: string }>> = {
  'who may see a whistle': {
    file: 'packages/domain/src/whistle/visibility.ts',
    check: 'if (isSystem(actor)) return true\n  if (actor.within',
    instead: 'if (actor !== undefined) return true\n  if (actor.within',
    seenIn: 'getWhistle',
  },
  'what a token is good for': {
    file: 'apps/server/src/platform/auth/actor.ts',
    check: 'return actor.scopes.has(scope) ? undefined',
    instead: 'return actor.scopes.size > 0 ? undefined',
    seenIn: 'listTokens',
  },
}

describe('a server without the check', () => {
  let copy: Unguarded | undefined
  let server: DemoServer | undefined
  afterAll(async () => {
    await server?.stop()
    copy?.remove()
  })

  it.each(Object.keys(REMOVALS))('of %s is caught (control)', { timeout: LIMIT_MS }, async name => {
    const removal = REMOVALS[name]
    if (removal === undefined) throw new Error(name)
    copy = copyWithout(removal)
    server = await startDemoServer({ at: AT, program: copy.program })
    const tried = await tryOn(server, operationId => operationId === removal.seenIn)
    expect(differences(tried)).toHaveLength(1)
    await server.stop()
    copy.remove()
  })
})
