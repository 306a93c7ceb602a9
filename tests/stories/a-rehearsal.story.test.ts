// A whole whistle is rehearsed by departments that answer by chance; its report adds up, and nothing of it is real.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../apps/server/src/features/demo-city/random.ts'
import { type DemoServer, startDemoServer } from '../harness/demo-server.ts'
import { openStage } from './play/stage.ts'
import { rehearsal, simulate } from './rehearsal.ts'

describe('a rehearsal', () => {
  let server: DemoServer

  beforeAll(async () => {
    server = await startDemoServer({ at: '2017-01-17T08:30:00+08:00' })
  })
  afterAll(async () => {
    await server?.stop()
  })

  async function played(probability: number, language: 'zh' | 'en'): Promise<readonly string[]> {
    const lines: string[] = []
    const print = (line: string) => lines.push(line)
    const stage = await openStage(server.url, { language })
    await rehearsal(probability).play({ stage, random: seededRandom(3), language, print })
    return lines
  }

  const LATE = { timeout: 120_000 }

  test(
    'names who was late and who never came, and says of every figure that it is a drill',
    LATE,
    async () => {
      const lines = await played(0.6, 'zh')
      expect(lines[0]).toContain('【演练】')
      expect(lines.at(-2)).toMatch(/^【演练】签收 \d+\/16/)
      expect(lines.filter(line => line.startsWith('▲')).length).toBeGreaterThan(0)
      expect(lines.filter(line => /^[▲●]/.test(line))).toHaveLength(16)
      expect(lines.join('\n')).not.toMatch(/undefined|null|\[object/)
    },
  )

  test(
    'control: where everybody answers nobody is missing, where nobody does everybody is',
    LATE,
    async () => {
      const all = await played(1, 'en')
      expect(all.filter(line => line.startsWith('▲'))).toEqual([])
      expect(all.at(-2)).toContain('16 of 16 signed')
      const none = await played(0, 'en')
      expect(none.filter(line => line.startsWith('▲'))).toHaveLength(16)
      expect(none.at(-2)).toContain('0 of 16 signed')
    },
  )

  test('the same seed has the same people answer; another one has others', () => {
    const departments = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
    const first = simulate(departments, 0.5, seededRandom(1))
    expect(simulate(departments, 0.5, seededRandom(1))).toEqual(first)
    expect(simulate(departments, 0.5, seededRandom(2))).not.toEqual(first)
  })
})
