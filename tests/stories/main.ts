// `npm run story NAME`: plays a story over HTTP and tells it as the server does.
import { parseArgs } from 'node:util'
import { seededRandom } from '../../apps/server/src/features/demo-city/random.ts'
import { startDemoServer } from '../harness/demo-server.ts'
import { jinhaihu } from './jinhaihu.ts'
import { openStage } from './play/stage.ts'
import type { Story } from './play/story.ts'
import { rainstorm } from './rainstorm.ts'
import { wangfujing } from './wangfujing.ts'

const STORIES: Readonly<Record<string, Story>> = { jinhaihu, wangfujing, rainstorm }

const USAGE = `npm run story NAME [--seed N] [--lang zh|en]

  jinhaihu     金海湖：十六个部门，三十分钟 · sixteen departments, thirty minutes
  wangfujing   王府井：一个路口，九家单位 · one corner, nine bodies
  rainstorm    暴雨：每个街乡同时吹哨 · every street blows at once

--seed   谁沉默、谁迟到、谁有异议 · who is silent, late or disputes; 1 by default
--lang   zh 或 en；默认 zh

在 MUSTER_URL 所指的服务上演，否则在 PORT 上已运行的演示服务上，否则自己起一个。
Played on the server at MUSTER_URL, else on a demo that answers on PORT, else on one of its own.
`

interface Asked {
  readonly story: Story
  readonly seed: number
  readonly language: 'zh' | 'en'
}

function readArguments(): Asked | undefined {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seed: { type: 'string', default: '1' },
      lang: { type: 'string', default: 'zh' },
      help: { type: 'boolean', default: false },
    },
  })
  const story = STORIES[positionals[0] ?? '']
  const isSeed = /^\d{1,9}$/.test(values.seed)
  const { lang } = values
  if (values.help || !story || !isSeed || (lang !== 'zh' && lang !== 'en')) return undefined
  return { story, seed: Number(values.seed), language: lang }
}

interface Played {
  readonly url: string
  stop(): Promise<void>
}

const nothing = () => Promise.resolve()

async function findServer(startsAt: string): Promise<Played> {
  const given = process.env['MUSTER_URL']
  if (given) return { url: given, stop: nothing }
  const local = `http://127.0.0.1:${process.env['PORT'] || '8080'}`
  if (await isDemo(local)) return { url: local, stop: nothing }
  return startDemoServer({ at: startsAt, settings: { MUSTER_CHECK_ANSWERS: '0' } })
}

/** Only a demo has a clock that may be asked. */
async function isDemo(url: string): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/demo/clock`, { signal: AbortSignal.timeout(2000) })
    return answer.ok
  } catch {
    return false
  }
}

async function main(): Promise<void> {
  const asked = readArguments()
  if (asked === undefined) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const { story, seed, language } = asked
  const server = await findServer(story.startsAt)
  const end = () => server.stop().finally(() => process.exit(130))
  process.once('SIGINT', end).once('SIGTERM', end)
  try {
    await story.play({
      stage: await openStage(server.url, { language }),
      random: seededRandom(seed),
      language,
      print: line => process.stdout.write(`${line}\n`),
    })
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    )
    process.exitCode = 1
  } finally {
    await server.stop()
  }
}

await main()
process.exit()
