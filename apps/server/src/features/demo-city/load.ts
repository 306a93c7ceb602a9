// Brings the demo city into an empty database, as acts of the server like any other import.
import {
  type AreaCode,
  type DirectoryPart,
  type DirectoryState,
  decideDirectory,
  EMPTY_DIRECTORY,
  SYSTEM,
} from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE } from '../../mechanism/ids.ts'
import { importGrants, importList } from '../../mechanism/registry-import.ts'
import type { DemoCity } from './city-types.ts'
import { demoCity } from './demo-city.ts'
import { cityCode } from './organisations.ts'
import { readAreas, readTerritory } from './territory.ts'
import { areasOf, directoryOfDistrict, toGrant, toListEntry } from './to-directory.ts'

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

/** Loads what is missing; a second start finds everything there and writes nothing. */
export async function loadDemoCity(edge: Edge): Promise<DemoCity> {
  const city = demoCity()
  const { directory } = edge.registry
  const wasLoaded = directory.findOrganisation('110117006') !== undefined
  if (wasLoaded && edge.registry.grants().length > 0 && edge.registry.lists().length > 0)
    return city
  await loadDirectory(edge, city)
  const grants = Map.groupBy(city.grants.map(toGrant), grant => grant.area.slice(0, 6) as AreaCode)
  for (const some of grants.values()) await importGrants(edge, some)
  const lists = Map.groupBy(city.responsibility.map(toListEntry), entry => entry.problemType)
  for (const [problemType, entries] of lists) await importList(edge, problemType, entries)
  await edge.registry.refresh(edge.platform.db)
  return city
}
