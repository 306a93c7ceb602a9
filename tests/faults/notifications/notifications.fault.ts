// Channels that fail, and SIGKILL while messages are on their way: everybody is told all the same, and hardly anybody twice.

import { blow } from '../../stories/play/small-whistle.ts'
import { openStage, type Stage } from '../../stories/play/stage.ts'
import type { Fault, FaultForm } from '../fault.ts'
import { type City, cityOn, type EngineName } from '../harness/city.ts'
import { mustBeClean } from '../harness/operator.ts'
import { poll } from '../harness/poll.ts'
import { type ServerProcess, startServer } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { type SeededRandom, seededRandom } from '../power-cut/seeded-random.ts'
import { askFor } from './ask-for.ts'
import { channelsInTrouble } from './channels-in-trouble.ts'
import { TextGateway } from './text-gateway.ts'

const ORGANISATION = '110117-police'
const PERSON = 'p-110117-police-03'
const MOST_DOUBLED = 0.001

export const notifications: Fault = {
  name: 'notifications',
  what: 'channels that fail each in its way; SIGKILL while messages are on their way: none is lost, doubles are counted',
  run: async form => {
    const engines: readonly EngineName[] = form.isShort ? ['postgres'] : ['postgres', 'embedded']
    await channelsInTrouble(form)
    for (const engine of engines) await killWhileTelling(engine, form)
  },
}

interface Telling {
  readonly city: City
  readonly gateway: TextGateway
  readonly env: Readonly<Record<string, string>>
  readonly random: SeededRandom
}

async function killWhileTelling(engine: EngineName, form: FaultForm): Promise<void> {
  const count = form.isShort ? 500 : 5000
  const kills = form.isShort ? 1 : 3
  const city = await cityOn(engine)
  const gateway = new TextGateway()
  const random = seededRandom(form.seed)
  let server: ServerProcess | undefined
  try {
    const env = await gateway.open(freshDir())
    const telling: Telling = { city, gateway, env, random }
    const whistle = await prepare(telling, count)
    for (let n = 1; n <= kills; n += 1) {
      const enough = Math.floor((count * (n - random.next() * 0.8)) / (kills + 1))
      server = await startServer(city.place, { env })
      await poll(() => gateway.received.length >= enough || undefined, {
        what: `${enough} messages at the gateway`,
        withinMs: 180_000,
        everyMs: 5,
      })
      await server.kill()
    }
    const killedAt = gateway.received.length
    server = await startServer(city.place, { env })
    const told = await untilAllTold(server, { whistle, count })
    await server.stop()
    await mustBeClean(city.place)
    judge({ engine, form, gateway, told, count, kills, killedAt })
  } finally {
    await server?.kill()
    gateway.close()
    await city.remove()
  }
}

/** A whistle that people can be told of, and the requests to tell them. */
async function prepare({ city }: Telling, count: number): Promise<string> {
  const server = await startServer(city.place)
  const play = await blow(await openStage(server.url))
  await server.stop()
  const { id: whistle } = play
  const people = [{ organisation: ORGANISATION, person: PERSON }]
  await askFor(city.place, { whistle, people, count })
  return whistle
}

interface Row {
  readonly id: string
  readonly act: string
  readonly channel?: string
  readonly attemptStatus?: string
}

async function readLog(stage: Stage, whistle: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  let cursor: string | undefined
  do {
    const query: Record<string, string> = { whistle, act: 'accept', limit: '200' }
    if (cursor !== undefined) query['cursor'] = cursor
    const page = await stage.call<{ items: readonly Row[]; next?: string }>(
      stage.member('110117006.secretary'),
      'listNotifications',
      query,
    )
    rows.push(...page.items)
    cursor = page.next
  } while (cursor !== undefined)
  return rows
}

/** All of them by the delivery log; what a dead worker had taken is given to another after a while. */
async function untilAllTold(
  server: ServerProcess,
  { whistle, count }: { whistle: string; count: number },
): Promise<readonly Row[]> {
  const stage = await openStage(server.url)
  return poll(
    async () => {
      const rows = await readLog(stage, whistle)
      const isDone = rows.length >= count && rows.every(row => row.attemptStatus === 'accepted')
      return isDone ? rows : undefined
    },
    { what: `${count} messages told by the log`, withinMs: 180_000, everyMs: 500 },
  )
}

interface Judged {
  readonly engine: EngineName
  readonly form: FaultForm
  readonly gateway: TextGateway
  readonly told: readonly Row[]
  readonly count: number
  readonly kills: number
  readonly killedAt: number
}

/** Told by the log, and by no channel that we can ask: such a message is lost. */
function lostOf(told: readonly Pick<Row, 'id' | 'channel'>[], gateway: TextGateway): number {
  const came = new Set(gateway.received.map(({ key }) => key.slice(0, key.indexOf('/'))))
  return told.filter(({ id, channel }) => channel === 'sms' && !came.has(id)).length
}

function judge({ engine, form, gateway, told, count, kills, killedAt }: Judged): void {
  const lost = count - told.length + lostOf(told, gateway)
  const { doubled } = gateway
  const passedOn = told.filter(({ channel }) => channel === 'inbox').length
  form.say(
    `${engine}: ${count} messages, ${kills} kills, the last one after ${killedAt}; ${lost} lost, ${doubled} doubled by a gateway that cannot tell (${((100 * doubled) / count).toFixed(3)} %), ${passedOn} whose fate was not known went to the inbox as well`,
  )
  if (lost > 0) throw new Error(`${lost} messages were lost`)
  if (doubled > count * MOST_DOUBLED) throw new Error(`${doubled} messages came twice`)
  if (killedAt >= count) throw new Error('the last kill hit an idle server')
  // The control: one that the log claims and nobody received is found missing.
  const claimed = [...told, { id: `${told[0]?.id ?? ''}-never-sent`, channel: 'sms' }]
  if (lostOf(claimed, gateway) !== 1) throw new Error('a lost message would not be noticed')
}
