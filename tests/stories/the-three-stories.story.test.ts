// Each story is played to its end, and tells of nothing but what the timeline says.
import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../apps/server/src/features/demo-city/random.ts'
import { enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { jinhaihu } from './jinhaihu.ts'
import { openStage } from './play/stage.ts'
import { rainstorm } from './rainstorm.ts'
import { wangfujing } from './wangfujing.ts'

/** Another seed and language on each engine: more is seen in the same time. */
const SEEDS = { pglite: 7, postgres: 8 } as const
const LANGUAGES = { pglite: 'zh', postgres: 'en' } as const

describe.each(enginesUnderTest())('on %s', engine => {
  test.each([
    ['jinhaihu', jinhaihu, 'Jinhaihu', '金海湖'],
    ['wangfujing', wangfujing, 'Wangfujing', '王府井'],
    ['rainstorm', rainstorm, '343 streets', '343 个街乡'],
  ] as const)(
    '%s is played to its end and told',
    { timeout: 120_000 },
    async (_, story, en, zh) => {
      const language = LANGUAGES[engine]
      const server = await startDemoServer({ engine, at: story.startsAt })
      try {
        const lines: string[] = []
        const print = (line: string) => lines.push(line)
        const stage = await openStage(server.url, { language })
        await story.play({ stage, random: seededRandom(SEEDS[engine]), language, print })
        expect(lines.length).toBeGreaterThan(50)
        expect(lines.join('\n')).toContain(language === 'zh' ? zh : en)
        expect(lines.join('\n')).not.toMatch(/undefined|null|\[object/)
      } finally {
        await server.stop()
      }
    },
  )
})
