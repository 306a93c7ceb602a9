// A process: so many connections, each playing lives one command after the other as fast as it is answered.
import { readFileSync } from 'node:fs'
import { answer, argumentOf } from '../support/child.ts'
import type { Cast } from './cast.ts'
import { Connection } from './connection.ts'
import { wholeLife } from './life.ts'

export interface ClosedLoop {
  readonly port: number
  readonly castFile: string
  readonly connections: number
  readonly departments: number
  readonly warmSeconds: number
  readonly seconds: number
}

export interface ClosedResult {
  readonly commands: number
  readonly perSecond: number
  /** Accepted since the start, the warm-up included. */
  readonly all: number
  /** Answers that were no 2xx, by status and code. */
  readonly refused: Readonly<Record<string, number>>
}

const settings = argumentOf<ClosedLoop>()
const cast = JSON.parse(readFileSync(settings.castFile, 'utf8')) as Cast

const refused: Record<string, number> = {}
let accepted = 0
let isOver = false
let lives = 0

function noteRefusal(act: string, status: number, text: string): void {
  const code = /"code":"([a-z_]+)"/.exec(text)?.[1] ?? 'unknown'
  const name = `${act} ${status} ${code}`
  refused[name] = (refused[name] ?? 0) + 1
}

async function play(connection: Connection): Promise<void> {
  while (!isOver) {
    lives += 1
    const street = cast.streets[(lives * 7) % cast.streets.length]
    if (street === undefined) throw new Error('the cast has no street')
    const life = wholeLife(street, settings.departments)
    let step = life.next()
    while (!(step.done || isOver)) {
      const reply = await connection.send(step.value)
      if (reply.status >= 300) {
        noteRefusal(step.value.act, reply.status, reply.text)
        break
      }
      if (step.value.method === 'POST') accepted += 1
      step = life.next(reply)
    }
  }
}

const pause = (seconds: number) => new Promise(resolve => setTimeout(resolve, seconds * 1000))
const connections = await Promise.all(
  Array.from({ length: settings.connections }, () => Connection.open(settings.port)),
)
const players = Promise.all(connections.map(play))
await pause(settings.warmSeconds)
const before = accepted
const since = performance.now()
await pause(settings.seconds)
const commands = accepted - before
const tookSeconds = (performance.now() - since) / 1000
isOver = true
await players
for (const connection of connections) connection.close()
const result: ClosedResult = {
  commands,
  perSecond: commands / tookSeconds,
  all: accepted,
  refused,
}
answer(result)
