import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { enginesUnderTest, type FreshDb, freshDb } from '../db/testing.ts'
import { Executor } from '../event-store/executor.ts'
import { account, accountType, createToyTables, record, ring } from '../event-store/testing.ts'
import type { Command } from '../event-store/types.ts'
import { DeadlineRunner, type DeadlineRunnerSettings, type FiredReport } from './deadline-runner.ts'
import type { ClaimedDeadline } from './deadline-table.ts'
import { DemoClock } from './demo-clock.ts'

const start = Date.UTC(2017, 0, 10, 8)

describe.each(enginesUnderTest())('deadlines on %s', engine => {
  let fresh: FreshDb
  let clock: DemoClock
  let executor: Executor
  let fired: { timer: string; at: number }[]
  let faults: unknown[]
  let runners: DeadlineRunner[]

  const toCommand = ({ stream, key }: ClaimedDeadline): Command<unknown> => {
    fired.push({ timer: key, at: clock.now() - start })
    return ring(stream, key)
  }
  const open = (more: Partial<DeadlineRunnerSettings> = {}) => {
    const runner = new DeadlineRunner({
      db: fresh.db,
      clock,
      types: [accountType],
      executor,
      node: `node-${runners.length}`,
      toCommand,
      onFault: error => faults.push(error),
      ...more,
    })
    runners.push(runner)
    return runner
  }
  const arm = (id: string, timer: string, afterMs: number) =>
    executor.submit(record(account(id), [{ type: 'TimerSet', timer, dueAt: start + afterMs }]))
  const rings = async () => {
    const [row] = await fresh.db.query<{ n: number }>(
      'select coalesce(sum(rings), 0)::int as n from toy_accounts',
    )
    return row?.n
  }
  const armed = async () => {
    const [row] = await fresh.db.query<{ n: number }>('select count(*) as n from deadlines')
    return row?.n
  }

  beforeEach(async () => {
    fresh = await freshDb(engine)
    await createToyTables(fresh.db)
    clock = new DemoClock({ at: start, frozen: true })
    executor = new Executor({ db: fresh.db, clock, types: [accountType] })
    fired = []
    faults = []
    runners = []
  })

  afterEach(async () => {
    for (const runner of runners) await runner.close()
    await executor.close()
    await fresh.close()
  })

  it('fires each at its own time when the clock is moved past several', async () => {
    clock.attach(open())
    await arm('a', 'late', 3000)
    await arm('b', 'early', 1000)
    await arm('a', 'never', 9000)
    await clock.advance(5000)
    expect(fired).toEqual([
      { timer: 'early', at: 1000 },
      { timer: 'late', at: 3000 },
    ])
    expect(clock.now()).toBe(start + 5000)
    expect([await rings(), await armed()]).toEqual([2, 1])
  })

  it('fires what firing arms, when that is due on the way too', async () => {
    const again = ({ stream, key }: ClaimedDeadline): Command<unknown> => {
      fired.push({ timer: key, at: clock.now() - start })
      const next = { type: 'TimerSet', timer: `${key}+`, dueAt: clock.now() + 1000 } as const
      return record(stream, [{ type: 'TimerRang', timer: key }, next])
    }
    clock.attach(open({ toCommand: again }))
    await arm('a', 't', 1000)
    await clock.advance(3500)
    expect(fired.map(each => each.at)).toEqual([1000, 2000, 3000])
  })

  it('fires none that was cancelled or moved', async () => {
    clock.attach(open())
    await arm('a', 'cancelled', 1000)
    await executor.submit(ring(account('a'), 'cancelled'))
    await arm('a', 'moved', 1000)
    await arm('a', 'moved', 8000)
    await clock.advance(2000)
    expect(fired).toEqual([])
  })

  it('removes and reports one that its stream does not derive', async () => {
    const found: string[] = []
    clock.attach(open({ onFalseDeadline: ({ key }) => found.push(key) }))
    await arm('a', 'true', 60_000)
    await fresh.db.query(
      `insert into deadlines (district, stream_kind, stream_id, key, kind, due_at)
       values ('110101', 'account', 'a', 'false', 'ring', $1),
         ('110101', 'account', 'ghost', 'false too', 'ring', $1)`,
      [start],
    )
    await clock.advance(1)
    expect(found.sort()).toEqual(['false', 'false too'])
    expect([await rings(), await armed()]).toEqual([0, 1])
  })

  it('tries again later when the command cannot be made', async () => {
    let broken = true
    const failing = (deadline: ClaimedDeadline) => {
      if (broken) throw new Error('broken')
      return toCommand(deadline)
    }
    clock.attach(open({ toCommand: failing }))
    await arm('a', 't', 0)
    await clock.advance(0)
    expect([faults.length, await rings()]).toEqual([1, 0])
    broken = false
    await clock.advance(999)
    expect(await rings()).toBe(0)
    await clock.advance(1)
    expect(await rings()).toBe(1)
  })

  it("takes over a dead node's claims when they run out, and not before", async () => {
    await arm('a', 't', 0)
    // It claims, and is never heard of again.
    const submit = () => new Promise<never>(() => undefined)
    const dead = open({ executor: { submit, view: keys => executor.view(keys) } })
    dead.fireDue().catch(error => faults.push(error))
    await expect.poll(async () => (await claims()).length).toBe(1)
    const living = open()
    await living.fireDue()
    expect(await rings()).toBe(0)
    clock.attach(living)
    await clock.advance(30_000)
    expect(await rings()).toBe(1)
    runners = runners.filter(runner => runner !== dead)
  })

  const claims = () =>
    fresh.db.query<{ claimed_by: string }>(
      'select claimed_by from deadlines where claimed_by is not null',
    )

  it('fires nothing while the time cannot be trusted', async () => {
    let trusted = false
    const runner = open({ mayFire: () => trusted })
    await arm('a', 't', 0)
    await runner.fireDue()
    expect(await rings()).toBe(0)
    trusted = true
    await runner.fireDue()
    expect(await rings()).toBe(1)
  })

  it('wakes by itself for what is due, and sooner for what is armed meanwhile', async () => {
    const running = new DemoClock({ at: start })
    const reports: FiredReport[] = []
    const runner = open({
      clock: running,
      pollMs: 60_000,
      onFired: report => reports.push(report),
    })
    await runner.start()
    await arm('a', 'soon', 150)
    await arm('a', 'sooner', 80)
    await expect.poll(() => reports.length, { timeout: 5000 }).toBe(2)
    expect(fired.map(each => each.timer)).toEqual(['sooner', 'soon'])
    expect(Math.min(...reports.map(report => report.latenessMs))).toBeGreaterThanOrEqual(0)
  })

  it('gives back what it claimed ahead when it stops', async () => {
    const runner = open({ clock: new DemoClock({ at: start }), aheadMs: 60_000 })
    await arm('a', 't', 30_000)
    await runner.start()
    await expect.poll(async () => (await claims()).length).toBe(1)
    await runner.close()
    expect([await claims(), fired]).toEqual([[], []])
    clock.attach(open())
    await clock.advance(30_000)
    expect(await rings()).toBe(1)
  })

  it('fires many once each when two nodes share them', async () => {
    const other = new Executor({ db: fresh.db, clock, types: [accountType] })
    await Promise.all(Array.from({ length: 300 }, (_, n) => arm(`a${n}`, 't', n % 7)))
    clock.attach({ findNextDueAt: async () => undefined, fireDue: async () => undefined })
    await clock.advance(10)
    const first = open({ batchSize: 16 })
    const second = open({ batchSize: 16, executor: other })
    await Promise.all([first.fireDue(), second.fireDue()])
    expect(await rings()).toBe(300)
    expect(fired).toHaveLength(300)
    expect(await armed()).toBe(0)
    await other.close()
  })
})
