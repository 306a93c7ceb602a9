// From sending a command to its message at a thousand live readers.
import type { Read, Readers } from '../load/readers.ts'
import { startChild } from '../support/child.ts'
import type { City } from '../support/city.ts'
import { openLoop } from '../support/drive.ts'
import { lessIsBetter } from '../support/measurement.ts'
import type { Scenario } from '../support/scenario.ts'
import { startServer } from '../support/server.ts'

const READERS = new URL('../load/readers.ts', import.meta.url)
const DISTRICT = '110117'
const COUNT = 1000
/** The rest are departments, which see the whistles that call them. */
const SEE_ALL = 500
const PER_SECOND = 50
const SECONDS = 15

function tokensOf({ cast }: City): string[] {
  const onlookers = cast.onlookers.filter(({ district }) => district === DISTRICT)
  const streets = cast.streets.filter(({ district }) => district === DISTRICT)
  const departments = streets.flatMap(({ asks }) => asks.map(({ token }) => token))
  const some = (tokens: readonly string[], count: number) =>
    Array.from({ length: count }, (_, n) => tokens[n % tokens.length] ?? '')
  return [
    ...some(
      onlookers.map(({ token }) => token),
      SEE_ALL,
    ),
    ...some([...new Set(departments)], COUNT - SEE_ALL),
  ]
}

export const live: Scenario = {
  names: ['live'],
  what: 'from command to message, 1,000 live readers, 50 commands/s',
  run: async bench => {
    const city = await bench.city('postgres')
    const server = await startServer(await city.copy('live'))
    const { port } = server
    const settings: Readers = { port, tokens: tokensOf(city), seeAll: SEE_ALL }
    const readers = startChild<Read>(READERS, settings)
    await readers.next()
    const sent = await openLoop({
      port,
      castFile: city.castFile,
      perSecond: PER_SECOND,
      warmSeconds: 0,
      seconds: SECONDS,
      district: DISTRICT,
      tellsSent: true,
    })
    readers.tell(JSON.stringify(sent.sent))
    const read = await readers.next()
    await readers.end()
    await server.stop()
    bench.say(
      `  ${read.messages} messages of ${sent.commands} commands, ${read.missing} missing; p50 ${read.p50.toFixed(0)} ms, most ${read.max.toFixed(0)} ms`,
    )
    return [
      lessIsBetter(
        {
          name: 'live',
          value: read.p99,
          unit: 'ms p99',
          limit: 200,
          limitName: 'ms, fixed',
          atLeast: 1,
          aim: 0.25,
        },
        read.missing === 0,
      ),
    ]
  },
}
