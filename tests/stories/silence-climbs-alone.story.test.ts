// Whoever is silent, late or disputes its duty is escalated alone while the others work (rules 7 to 9 and 11).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, LEAD, POLICE, WATER } from './play/small-whistle.ts'
import { MINUTE } from './play/stage.ts'
import type { WhistlePlay } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

const REASON = { body: { reason: '多次呼叫无人应答' } }
const RETURN = { listItem: 'r-110117-04-01', rightUnit: '110117-landscape', reason: '不属本局职责' }

async function clockOf(play: WhistlePlay, department: string, name: string) {
  const { clocks } = await play.summons(department)
  const clock = clocks.find(each => each.clock === name)
  if (clock === undefined) throw new Error(`no ${name} clock`)
  return clock
}

/** Rungs climbed for a department, by the names of their clocks. */
async function climbedBy(play: WhistlePlay, department: string): Promise<readonly string[]> {
  const { items } = await play.timeline()
  return items
    .filter(({ type, event }) => type === 'LadderClimbed' && event['department'] === department)
    .map(({ event }) => String(event['clock']))
}

describe.each(enginesUnderTest())('silence on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('a missed arrival is declared after thirty minutes and climbs alone while others work', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const start = await stage.now()
    await stage.moveTo(start + 4 * MINUTE)
    for (const one of [LEAD, POLICE]) await play.sign(one)
    for (const one of [LEAD, POLICE]) await play.arrive(one)
    await stage.moveTo(start + 30 * MINUTE - 1)
    expect((await clockOf(play, WATER, 'arrive')).missedAt).toBeUndefined()
    await stage.moveTo(start + 30 * MINUTE)
    expect((await clockOf(play, WATER, 'arrive')).missedAt).toBeDefined()
    await play.measure(LEAD)
    await play.propose(POLICE)
    await stage.moveTo(start + 60 * MINUTE)
    const arrivals = (await climbedBy(play, WATER)).filter(clock => clock === 'arrive')
    expect(arrivals).toHaveLength(4)
    expect(await climbedBy(play, LEAD)).not.toContain('arrive')
    expect((await play.summons(LEAD)).status).toBe('measures')
    expect((await play.view()).mustered).toBe(false)
  })

  test('signing late shows the miss, signing in time shows none', async () => {
    const { stage } = staged
    const play = await blow(stage)
    await stage.advance(4 * MINUTE)
    await play.sign(POLICE)
    await stage.advance(2 * MINUTE)
    await play.sign(WATER)
    const late = await clockOf(play, WATER, 'sign')
    expect([late.outcome, late.missedAt === undefined]).toEqual(['met', false])
    const inTime = await clockOf(play, POLICE, 'sign')
    expect([inTime.outcome, inTime.missedAt === undefined]).toEqual(['met', true])
  })

  test('a dispute stops nobody’s clock, its own included', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const before = await clockOf(play, WATER, 'arrive')
    await play.act(play.of(WATER).duty, 'returnSummons', { department: WATER, body: RETURN })
    const after = await clockOf(play, WATER, 'arrive')
    expect([after.dueAt, after.outcome]).toEqual([before.dueAt, 'running'])
    await stage.advance(30 * MINUTE)
    expect((await clockOf(play, WATER, 'arrive')).missedAt).toBeDefined()
    expect((await clockOf(play, POLICE, 'arrive')).missedAt).toBeDefined()
    const body = { verdict: 'stands', listItem: RETURN.listItem, reason: '职责明确' }
    await play.act(play.cast.caller.coordination, 'ruleReturn', { department: WATER, body })
    expect((await clockOf(play, WATER, 'arrive')).startedAt).toBe(before.startedAt)
  })

  test('an unanswered dispute climbs to coordination, which must assign in person', async () => {
    const { stage } = staged
    const play = await blow(stage)
    await play.act(play.of(WATER).duty, 'returnSummons', { department: WATER, body: RETURN })
    const { coordination, districtLeader } = play.cast.caller
    const rule = (by: typeof coordination, verdict: string, more = {}) =>
      play.act(by, 'ruleReturn', {
        department: WATER,
        body: { verdict, listItem: RETURN.listItem, reason: '无人认领', ...more },
      })
    await stage.advance(59 * MINUTE)
    expect((await play.summons(WATER)).dispute?.rung).not.toBe('coordination')
    await stage.advance(MINUTE)
    expect((await play.summons(WATER)).dispute?.rung).toBe('coordination')
    expect((await problemOf(rule(coordination, 'excused'))).code).toBe('must_assign')
    expect((await problemOf(rule(districtLeader, 'stands'))).code).toBe('coordination_rules_now')
    const successor = { department: '110117-landscape', role: 'assist', text: '接手处置' }
    const { events } = await rule(coordination, 'replaced', { successor })
    expect(events).toEqual(expect.arrayContaining(['SummonsReplaced', 'MechanismJammed']))
    expect((await play.summons('110117-landscape')).replaces).toBe(WATER)
  })

  test('a default is declared only after the last rung, and opens a supervision order', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const give = () => play.command('declareDefault', { department: WATER, ...REASON })
    expect((await problemOf(give())).code).toBe('arrival_not_due')
    await stage.advance(59 * MINUTE)
    expect((await problemOf(give())).code).toBe('ladder_not_climbed')
    await stage.advance(MINUTE + 1)
    expect((await give()).events).toContain('SummonsDefaulted')
    const list = (by: WhistlePlay['commander']) =>
      stage.call<{ items: { department: string; cause: string }[] }>(by, 'listSupervisions', {
        whistle: play.id,
      })
    const { items } = await list(play.cast.caller.coordination)
    expect(items.map(({ department, cause }) => [department, cause])).toEqual([[WATER, 'default']])
    expect((await play.summons(WATER)).status).toBe('defaulted')
  })
})
