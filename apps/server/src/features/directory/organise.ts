// One change of the directory: on the stream of one district, by somebody who keeps that district.
import {
  type AreaCode,
  type Context,
  type DirectoryCommand,
  type DirectoryState,
  decideDirectory,
  type Instant,
  isSystem,
} from '@muster/domain'
import type { ActOutcome, Edge } from '../../mechanism/edge.ts'
import { REGISTRY_CLOCK } from '../../mechanism/ids.ts'
import { keepsArea, keepsCity } from '../../mechanism/keeping.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { refused, written } from '../../mechanism/verdict.ts'
import type { StreamKey } from '../../platform/event-store/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'

export interface Change {
  /** Of what is changed, for the receipt. */
  readonly id: string
  readonly stream: StreamKey
  /** Whose registries it touches: each of them must be kept by whoever changes it. */
  readonly areas: readonly AreaCode[]
  /** Made when it is decided, from the state of the stream and from registries that have just been renewed. */
  readonly command: (on: Decided) => DirectoryCommand
}

interface Decided {
  readonly state: DirectoryState
  readonly now: Instant
}

/** A unit of the city is the city's to change; one of a district also its district's. */
function keeps(edge: Edge, { actor }: Context, area: AreaCode): boolean {
  return isSystem(actor) || keepsCity(actor) || keepsArea(edge, actor, area)
}

/** The directory has one version: that of all registries, which is also the one that If-Match names. */
export async function changeDirectory(edge: Edge, change: Change, act: Act): Promise<ActOutcome> {
  const { id, stream, areas } = change
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<DirectoryState>({
      name: 'ChangeDirectory',
      id,
      stream,
      versionOf: REGISTRY_CLOCK,
      act,
      decide: (state, _view, context) => {
        if (!areas.every(area => keeps(edge, context, area))) return refused('not_a_keeper', 2)
        const command = change.command({ state, now: context.now })
        return written(stream, decideDirectory(state, command, context))
      },
    }),
  )
  return { submitted, stream: REGISTRY_CLOCK }
}

/** What is to be changed, as it is now; gone in between it is unknown. */
export function currentOf<T extends { readonly id: string; readonly endedAt?: Instant }>(
  items: readonly T[],
  id: string,
  code: string,
): T {
  const known = items.find(one => one.id === id && one.endedAt === undefined)
  if (known) return known
  throw new ProblemError({ code, field: 'path.id' })
}

/** Null takes a field away, what is absent stays. */
export function changed<T extends object>(before: T, change: object): T {
  const after = Object.entries({ ...before, ...change }).filter(([, value]) => value !== null)
  return Object.fromEntries(after) as T
}
