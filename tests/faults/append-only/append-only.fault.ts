// Whoever acts for the server cannot change what happened: tried by SQL, on the database of a running server.

import type { Fault } from '../fault.ts'
import { type City, cityOn, runSql } from '../harness/city.ts'
import { untilHealth, untilReady } from '../harness/expect-health.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { ask, openCase } from '../two-servers/requests.ts'

const attempts = [
  `update events set type = 'Withdrawn'`,
  'delete from events',
  'truncate events',
  'drop table events',
  'alter table events disable trigger all',
] as const

export const appendOnly: Fault = {
  name: 'append-only',
  what: 'the running server acts as a role that cannot change an event',
  run: async form => {
    const city = await cityOn('postgres')
    let server: ServerProcess | undefined
    try {
      server = await startServer(city.place)
      const refused = await tryAll(city)
      form.say(`as the application: ${refused.join('; ')}`)
      form.say(await showRole(server, city))
    } finally {
      await server?.kill()
      await city.remove()
    }
  },
}

async function tryAll({ place }: City): Promise<readonly string[]> {
  const refused: string[] = []
  for (const sql of attempts) {
    refused.push(await mustBeRefused(`${place.databaseUrl}?options=-c%20role%3Dmuster_app`, sql))
  }
  // Even with all rights, the triggers hold.
  for (const sql of attempts.slice(0, 3)) await mustBeRefused(place.databaseUrl ?? '', sql)
  return refused
}

async function mustBeRefused(url: string, sql: string): Promise<string> {
  const message = await runSql(url, sql).then(
    () => undefined,
    (error: Error) => error.message,
  )
  if (message === undefined) throw new Error(`this was not refused: ${sql}`)
  return `${sql.split(' ')[0]}: ${message}`
}

/** Takes a right from that role: a server that acts by other rights would not notice. */
async function showRole(server: ServerProcess, { place, tokens }: City): Promise<string> {
  const token = tokens['commander'] ?? ''
  const url = place.databaseUrl ?? ''
  await openCase(server, token, 'before')
  await runSql(url, 'revoke insert on events from muster_app')
  const point = { type: 'Point', coordinates: [117.2936, 40.1743] }
  const body = { title: 'without the right', problemType: '07-01', point }
  const { status } = await ask(server, { token, path: '/api/cases', body })
  await runSql(url, 'grant insert on events to muster_app')
  if (status < 500) throw new Error(`the server writes by other rights than its role's: ${status}`)
  await untilHealth(server, each => each.status === 200, { what: 'ready' })
  await openCase(server, token, 'after')
  await untilReady(server)
  return `without that role's right to add events the server answers ${status}, with it again 201`
}
