// An import into the directory: one transaction over the streams of every district that it touches.
import { directoryBodies } from '@muster/contract'
import { type DirectoryState, decideDirectory } from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import { TERRITORY } from '../../mechanism/registry-streams.ts'
import { refused, type Verdict } from '../../mechanism/verdict.ts'
import type { StreamView, StreamWrite } from '../../platform/event-store/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { type PartBody, type Placed, placePart, toDirectoryPart } from './directory-part.ts'
import { refuseStrangers } from './keep-district.ts'

function decideParts(placed: readonly Placed[], source: string) {
  return (view: StreamView, context: Parameters<typeof decideDirectory>[2]): Verdict => {
    const writes: StreamWrite[] = []
    for (const { stream, part } of placed) {
      const state = view.state<DirectoryState>(stream)
      const decision = decideDirectory(state, { type: 'ImportDirectory', source, part }, context)
      if (!decision.ok) return decision
      writes.push({ stream, events: decision.events })
    }
    return { ok: true, outcome: { writes } }
  }
}

/** Brings a part of the directory in, for the API and the operator alike. */
export async function importDirectory(
  edge: Edge,
  asked: { readonly source: string; readonly part: PartBody },
  act: Act,
) {
  const part = toDirectoryPart(asked.part, edge.seal)
  const placing = placePart(part, edge.registry.directory)
  if ('stray' in placing) {
    const { field, id } = placing.stray
    const code = field === 'rosters' ? 'unknown_office' : 'unknown_organisation'
    throw new ProblemError({ code, field: `part.${field}`, ...{ item: id } })
  }
  const { placed } = placing
  const [first, ...rest] = placed
  const stream = first?.stream ?? TERRITORY
  const decide = decideParts(placed, asked.source)
  const submitted = await edge.submit(
    edge.mechanism.registryCommand<DirectoryState>({
      name: 'ImportDirectory',
      id: 'directory',
      stream,
      also: rest.map(one => one.stream),
      act,
      decide: (_state, view, context) =>
        placed.length === 0
          ? refused('nothing_to_import', 0, 'part')
          : (refuseStrangers(edge, context, placed) ?? decide(view, context)),
    }),
  )
  return { submitted, stream }
}

export function importRoutes(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    url: '/api/directory/imports',
    operationId: 'importDirectory',
    tag: 'directory',
    summary: '导入通讯录 · Bring units, people and areas into the directory',
    description:
      'Replaces what has the same id and adds the rest. Names and phones are sealed. The keeper of a district brings in its own units; areas and problem types are the city’s.',
    scope: 'import',
    params: z.strictObject({}),
    body: directoryBodies.importDirectory,
    refusals: ['not_a_keeper', 'unknown_organisation', 'unknown_office', 'nothing_to_import'],
    created: true,
    submit: ({ body, act }) => importDirectory(edge, body, act),
  })
}
