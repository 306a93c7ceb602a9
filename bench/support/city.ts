// The demo city, loaded once an engine and copied for each use, with a token for everybody who will act.
import { cpSync, mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { rainstormCasts } from '../../apps/server/src/features/demo-city/casts.ts'
import { type DemoCity, demoCity } from '../../apps/server/src/features/demo-city/demo-city.ts'
import type { Cast, Street } from '../load/cast.ts'
import { createDatabase } from './database.ts'
import { type Server, type ServerSettings, startServer } from './server.ts'

export type Engine = 'postgres' | 'embedded'

export interface City {
  readonly engine: Engine
  readonly castFile: string
  readonly cast: Cast
  /** Settings of a server on a fresh copy of the city, as a real deployment runs: no demo. */
  copy(name: string): Promise<ServerSettings>
}

const TEMPLATE = 'bench_city'

export async function prepareCity(engine: Engine, folder: string): Promise<City> {
  const dataDir = join(folder, `city-${engine}`)
  mkdirSync(dataDir, { recursive: true })
  const databaseUrl = engine === 'postgres' ? await createDatabase(TEMPLATE) : undefined
  const server = await startServer({ dataDir, databaseUrl, isDemo: true })
  const cast = await castOf(server)
  await server.stop()
  const castFile = join(folder, `cast-${engine}.json`)
  await writeFile(castFile, JSON.stringify(cast))
  return {
    engine,
    castFile,
    cast,
    copy: async name => {
      const copied = join(folder, `${name}-${engine}`)
      cpSync(dataDir, copied, { recursive: true })
      if (engine === 'embedded') return { dataDir: copied }
      return { dataDir: copied, databaseUrl: await createDatabase(`bench_${name}`, TEMPLATE) }
    },
  }
}

/** Whoever sees everything in the city, and the offices that look on in each district. */
const ONLOOKERS = ['leader', 'head', 'auditor', 'duty']

async function castOf(server: Server): Promise<Cast> {
  const city = demoCity()
  const holders = new Map(city.people.map(person => [person.offices[0] ?? '', person.id]))
  const known = new Map<string, Promise<string>>()
  const tokenOf = (office: string): Promise<string> => {
    const person = holders.get(office)
    if (person === undefined) throw new Error(`nobody holds ${office}`)
    const token = known.get(office) ?? askToken(server, person, office)
    known.set(office, token)
    return token
  }
  const streets: Street[] = []
  for (const story of rainstormCasts(city)) {
    const asks = await Promise.all(
      story.asks.map(async ({ department, role, text, legalItems, duty }) => ({
        department,
        role,
        text: text.zh,
        legalItem: legalItems[0] ?? '',
        token: await tokenOf(duty.office),
      })),
    )
    streets.push({
      id: story.caller.organisation.id,
      district: story.district,
      point: story.scene.point,
      place: story.scene.text.zh,
      title: story.title.zh,
      problemType: story.problemType,
      token: await tokenOf(story.caller.head.office),
      asks,
    })
  }
  return { streets, onlookers: await onlookersOf(city, tokenOf) }
}

function onlookersOf(
  city: DemoCity,
  tokenOf: (office: string) => Promise<string>,
): Promise<Cast['onlookers']> {
  const offices = city.offices.filter(
    ({ id, role }) => id.includes('-coord.') && ONLOOKERS.includes(role),
  )
  return Promise.all(
    offices.map(async ({ id }) => ({
      district: id.slice(0, 6),
      office: id,
      token: await tokenOf(id),
    })),
  )
}

async function askToken({ url }: Server, person: string, office: string): Promise<string> {
  const response = await fetch(`${url}/api/public/demo/tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person, office }),
  })
  if (!response.ok) throw new Error(`no token for ${office}: ${await response.text()}`)
  return ((await response.json()) as { token: string }).token
}
