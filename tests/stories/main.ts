// `npm run story NAME`: plays a story over HTTP and tells it as the server does.
import { seededRandom } from '../../apps/server/src/features/demo-city/random.ts'
import { startDemoServer } from '../harness/demo-server.ts'
import { jinhaihu } from './jinhaihu.ts'
import { openStage } from './play/stage.ts'
import type { Story } from './play/story.ts'
import { rainstorm } from './rainstorm.ts'
import { rehearsal } from './rehearsal.ts'
import { wangfujing } from './wangfujing.ts'

const STORIES: Readonly<Record<string, Story>> = { jinhaihu, wangfujing, rainstorm }

const FLAGS: ReadonlySet<string> = new Set(['--', '--seed', '--lang', '--answer'])

const DRILL = '--drill'
const PROBABILITY = /^[01]\.\d{1,3}$/

const USAGE = `npm run story NAME [--seed N] [--lang zh|en]
npm run story jinhaihu -- --drill [--answer 0.8] [--seed N] [--lang zh|en]

  jinhaihu     金海湖：十六个部门，三十分钟 · sixteen departments, thirty minutes
  wangfujing   王府井：一个路口，九家单位 · one corner, nine bodies
  rainstorm    暴雨：每个街乡同时吹哨 · every street blows at once

--seed   谁沉默、谁迟到、谁有异议 · who is silent, late or disputes; 1 by default
--lang   zh 或 en；默认 zh
--drill  演练：各部门按 --answer 的概率应答，最后打印报告 · a drill: departments answer with the
         probability of --answer (0.8 by default), and the report is printed

在 MUSTER_URL 所指的服务上演，否则在 PORT 上已运行的演示服务上，否则自己起一个。
Played on the server at MUSTER_URL, else on a demo that answers on PORT, else on one of its own.
`

interface Asked {
  readonly story: Story
  readonly seed: number
  readonly language: 'zh' | 'en'
}

/**
 * Every word says by itself what it is. npm takes `--seed 4` for a flag of its own and hands on the 4 alone, so the
 * order of flags and values is nothing to rely on.
 */
function readArguments(args: readonly string[]): Asked | undefined {
  const words = args.flatMap(word => word.split('=')).filter(word => !FLAGS.has(word))
  const rest = words.filter(word => word !== DRILL && !PROBABILITY.test(word))
  let story: Story | undefined
  let seed = 1
  let language: Asked['language'] = 'zh'
  for (const word of rest) {
    if (STORIES[word] !== undefined) story = STORIES[word]
    else if (/^\d{1,9}$/.test(word)) seed = Number(word)
    else if (word === 'zh' || word === 'en') language = word
    else return undefined
  }
  const told = words.includes(DRILL) ? rehearsed(story, words) : story
  return told && { story: told, seed, language }
}

/** The other stories have nobody who answers by chance. */
function rehearsed(story: Story | undefined, words: readonly string[]): Story | undefined {
  const probability = words.find(word => PROBABILITY.test(word)) ?? '0.8'
  return story === jinhaihu ? rehearsal(Math.min(1, Number(probability))) : undefined
}

interface Played {
  readonly url: string
  stop(): Promise<void>
}

const nothing = () => Promise.resolve()

/** Undefined where MUSTER_URL names a place at which no demo answers. */
async function findServer(startsAt: string): Promise<Played | undefined> {
  const given = process.env['MUSTER_URL']?.replace(/\/+$/, '')
  if (given) return (await isDemo(given, 15_000)) ? { url: given, stop: nothing } : undefined
  const local = `http://127.0.0.1:${process.env['PORT'] || '8080'}`
  if (await isDemo(local)) return { url: local, stop: nothing }
  return startDemoServer({ at: startsAt, settings: { MUSTER_CHECK_ANSWERS: '0' } })
}

/** Only a demo has a clock that may be asked. */
async function isDemo(url: string, patienceMs = 2000): Promise<boolean> {
  try {
    const answer = await fetch(`${url}/api/public/demo/clock`, {
      signal: AbortSignal.timeout(patienceMs),
    })
    return answer.ok
  } catch {
    return false
  }
}

async function main(): Promise<void> {
  const asked = readArguments(process.argv.slice(2))
  if (asked === undefined) {
    process.stderr.write(USAGE)
    process.exitCode = 2
    return
  }
  const { story, seed, language } = asked
  const server = await findServer(story.startsAt)
  if (server === undefined) {
    const url = process.env['MUSTER_URL']
    process.stderr.write(`MUSTER_URL: ${url} 没有演示服务应答 · no demo answers there\n`)
    process.exitCode = 1
    return
  }
  const exit = () => process.exit(130)
  const end = () => {
    server.stop().then(exit, exit)
  }
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
