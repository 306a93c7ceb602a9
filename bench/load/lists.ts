// A process: asks for lists as duty desks and coordination offices do, over a few connections, and tells how long each took.
import { readFileSync } from 'node:fs'
import { answer, argumentOf } from '../support/child.ts'
import { percentile } from '../support/measurement.ts'
import type { Cast } from './cast.ts'
import { Connection } from './connection.ts'

export interface Lists {
  readonly port: number
  readonly castFile: string
  readonly connections: number
  readonly seconds: number
}

export interface Listed {
  readonly asked: number
  readonly meanMs: number
  readonly p99: number
}

const PATHS = ['/api/whistles', '/api/whistles?status=sounding', '/api/summonses', '/api/cases']

/**
 * Pages of the same length however much is stored: among 1,000 whistles a street has three to show, a district
 * sixty. A longer page would compare how much there is to say, not how long it takes to find it.
 */
const FEW = 3
const PAGE = 20

const { port, castFile, connections, seconds } = argumentOf<Lists>()
const cast = JSON.parse(readFileSync(castFile, 'utf8')) as Cast
const askers = [
  ...cast.streets
    .slice(0, 60)
    .flatMap(({ token, asks }) => [token, asks[0]?.token ?? token])
    .map(token => ({ token, limit: FEW })),
  ...cast.onlookers.map(({ token }) => ({ token, limit: PAGE })),
]
const took: number[] = []
const until = performance.now() + seconds * 1000

async function ask(connection: Connection, offset: number): Promise<void> {
  for (let n = offset; performance.now() < until; n += 1) {
    const list = PATHS[n % PATHS.length] ?? ''
    const { token, limit } = askers[(n * 13) % askers.length] ?? { token: '', limit: FEW }
    const path = `${list}${list.includes('?') ? '&' : '?'}limit=${limit}`
    const since = performance.now()
    const reply = await connection.send({ method: 'GET', path, token, act: 'list' })
    if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${reply.text}`)
    took.push(performance.now() - since)
  }
}

const open = await Promise.all(Array.from({ length: connections }, () => Connection.open(port)))
await Promise.all(open.map((connection, n) => ask(connection, n * 7)))
for (const connection of open) connection.close()
took.sort((a, b) => a - b)
const listed: Listed = {
  asked: took.length,
  meanMs: took.reduce((sum, ms) => sum + ms, 0) / took.length,
  p99: percentile(took, 0.99),
}
answer(listed)
