// Brings the demo city into an empty database, as acts of the server like any other import.
import {
  type AreaCode,
  type DirectoryPart,
  type DirectoryState,
  decideDirectory,
  EMPTY_DIRECTORY,
  type OfficeId,
  type RosterState,
  SYSTEM,
  toId,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE, streamOf } from '../../mechanism/ids.ts'
import { importGrants, importList } from '../../mechanism/registry-import.ts'
import { rosterIdOf } from '../../mechanism/rosters.ts'
import type { DemoCity, DemoRoster } from './city-types.ts'
import { demoCity } from './demo-city.ts'
import { cityCode } from './organisations.ts'
import { readAreas, readTerritory } from './territory.ts'
import { areasOf, directoryOfDistrict, toGrant, toListEntry } from './to-directory.ts'
import { toRosterEvents } from './to-roster.ts'

const SOURCE = 'demo city, invented, seed 2017'
const act = { actor: SYSTEM } as const

async function must(submitted: ReturnType<Edge['submit']>): Promise<void> {
  const outcome = await submitted
  if (!outcome.ok) throw new Error(`the demo city was refused: ${outcome.refusal.code}`)
}

/** One stream a district; a part that is there already is left as it is. */
function importPart(edge: Edge, district: string, id: string, part: DirectoryPart): Promise<void> {
  const stream = { district, kind: 'directory', id }
  return must(
    edge.submit(
      edge.mechanism.registryCommand<DirectoryState>({
        name: 'ImportDirectory',
        id,
        stream,
        act,
        decide: (state, _view, context) => {
          if (state !== EMPTY_DIRECTORY) return { ok: true, outcome: { writes: [] } }
          const command = { type: 'ImportDirectory', source: SOURCE, part } as const
          const decision = decideDirectory(state, command, context)
          if (!decision.ok) return decision
          return { ok: true, outcome: { writes: [{ stream, events: decision.events }] } }
        },
      }),
    ),
  )
}

async function loadDirectory(edge: Edge, city: DemoCity): Promise<void> {
  const areas = areasOf(city, readAreas())
  const problemTypes = city.problemTypes
  await importPart(edge, CITY_WIDE, 'territory', { ...EMPTY_DIRECTORY, areas, problemTypes })
  const districts = [cityCode, ...readTerritory().districts.map(({ code }) => code)]
  const seal = (subject: string, text: string) => edge.seal(subject, text)
  await Promise.all(
    districts.map(code => importPart(edge, code, 'units', directoryOfDistrict(city, code, seal))),
  )
}

/** One act a district; a roster that somebody keeps already is left as it is. */
function loadRosters(edge: Edge, rosters: readonly DemoRoster[]): Promise<void> {
  const keyed = rosters.map(roster => {
    const id = rosterIdOf(toId<OfficeId>(roster.office), edge.registry.directory)
    return { roster, id, stream: streamOf('roster', id) }
  })
  const [first, ...rest] = keyed
  if (!first) return Promise.resolve()
  return must(
    edge.submit(
      edge.mechanism.registryCommand<RosterState>({
        name: 'OpenRoster',
        id: first.id,
        stream: first.stream,
        also: rest.map(({ stream }) => stream),
        act,
        decide: (_state, view, { now }) => ({
          ok: true,
          outcome: {
            writes: keyed
              .filter(({ stream }) => view.state<RosterState>(stream).status === 'none')
              .map(({ roster, id, stream }) => ({
                stream,
                events: toRosterEvents(roster, id, now),
              })),
          },
        }),
      }),
    ),
  )
}

/** Loads what is missing; a second start finds everything there and writes nothing. */
export async function loadDemoCity(edge: Edge): Promise<DemoCity> {
  const city = demoCity()
  const { directory } = edge.registry
  const wasLoaded = directory.findOrganisation('110117006') !== undefined
  if (wasLoaded && edge.registry.grants().length > 0 && edge.registry.lists().length > 0)
    return city
  await loadDirectory(edge, city)
  await edge.registry.refresh(edge.platform.db)
  const rosters = Map.groupBy(city.rosters, ({ organisation }) => organisation.slice(0, 6))
  for (const some of rosters.values()) await loadRosters(edge, some)
  const grants = Map.groupBy(city.grants.map(toGrant), grant => grant.area.slice(0, 6) as AreaCode)
  for (const some of grants.values())
    await importGrants(
      edge,
      some.map(grant => ({ grant })),
    )
  const lists = Map.groupBy(city.responsibility.map(toListEntry), entry => entry.problemType)
  for (const [problemType, entries] of lists) await importList(edge, problemType, entries)
  await edge.registry.refresh(edge.platform.db)
  return city
}
