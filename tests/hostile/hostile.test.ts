// The short hostile run, and that its judge would notice.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { type Role, tokensOf } from '../permissions/roles.ts'
import { makeWorld, type World } from '../permissions/world.ts'
import { Generator } from './generate.ts'
import { createJudge, type Judge } from './judge.ts'
import { runHostile } from './run.ts'
import { Sender } from './send.ts'
import { isTellable, timeHidden } from './timing.ts'

const engine = enginesUnderTest().includes('postgres') ? 'postgres' : 'pglite'
const SEED = 20_170_117

describe('five thousand hostile requests', () => {
  it('bring out nothing, change nothing and break nothing', { timeout: 180_000 }, async () => {
    const outcome = await runHostile({
      engine,
      seed: SEED,
      requests: 5000,
      group: 1200,
      timingRounds: 40,
    })
    expect(outcome.failures).toEqual([])
    expect(outcome.sent).toBe(5000)
    expect(outcome.validAndForeign / outcome.sent).toBeGreaterThan(0.4)
    expect(outcome.unchangedGroups).toBeGreaterThan(2)
  })
})

describe('the hostile run would notice (control)', () => {
  let server: DemoServer
  let world: World
  let tokens: Readonly<Record<Role, string | undefined>>
  let judge: Judge

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: '2017-01-17T08:30:00+08:00' })
    world = await makeWorld(server.url, server.output())
    tokens = await tokensOf(world)
    judge = createJudge(server, world, tokens)
  }, 60_000)
  afterAll(() => server.stop())

  it('a failure, a trace of the inside, a secret, a hidden word, an act that went through', () => {
    const generator = new Generator(world, tokens, SEED)
    const attacks = Array.from({ length: 400 }, () => generator.next())
    const attack = attacks.find(
      one =>
        one.mustBeRefused &&
        one.role === 'subdistrictLeader' &&
        one.reach === 'sameDistrict' &&
        one.wire.method === 'POST',
    )
    if (attack === undefined) throw new Error('no such attack')
    const wrong = (status: number, text: string) =>
      judge.judge(attack, { status, text, headers: '', ms: 1 }).length
    expect(wrong(404, '{"code":"unknown_whistle"}')).toBe(0)
    expect(wrong(500, '{}')).toBe(1)
    expect(wrong(200, '{}')).toBe(1)
    expect(wrong(404, 'Error\n    at handle (file.ts:1:2)')).toBe(1)
    expect(wrong(404, 'select * from events')).toBe(1)
    expect(wrong(404, tokens.administrator ?? '')).toBe(1)
    expect(wrong(404, world.matters.dongcheng.planted)).toBe(1)
  })

  it('a token in the log', () => {
    const log = `Ctrl+C\n{"msg":"asked with ${tokens.officer}"}`
    expect(judge.judgeLog(log)).toHaveLength(1)
    expect(judge.judgeLog('Ctrl+C\n{"msg":"asked"}')).toEqual([])
  })

  it('the same seed writes the same requests', () => {
    const [one, two] = [new Generator(world, tokens, 7), new Generator(world, tokens, 7)]
    for (let at = 0; at < 300; at += 1) expect(two.next()).toEqual(one.next())
  })

  it('a hidden thing that takes three milliseconds longer', { timeout: 60_000 }, async () => {
    const sender = new Sender(server.url, 1)
    const plan = { world, tokens, rounds: 40, delayMs: 3 }
    const timed = await timeHidden(sender, plan)
    sender.close()
    expect(timed.filter(isTellable).length).toBeGreaterThan(4)
  })
})
