// Nothing lost, nothing doubled: what becomes of acts on a phone that loses its network, its page or its room.
import { describe, expect, test } from 'vitest'
import { memoryStore } from './store.ts'
import { actOf, FakeServer, fresh, openPhone, START } from './testing.ts'

const names = (server: FakeServer) => server.done.map(({ act }) => act)

describe('the queue of a phone', () => {
  test('sends at once what is done while there is a network', async () => {
    const { engine, server, store, told } = await openPhone()
    expect(await engine.add(fresh('signSummons'))).toBe(true)
    await engine.settled()
    expect([names(server), told]).toEqual([['signSummons'], ['signSummons']])
    expect([engine.state().queue, await store.acts()]).toEqual([[], []])
  })

  test('keeps what was done without one, in order, and sends each once', async () => {
    const { engine, server, pass } = await openPhone()
    server.network = 'down'
    for (const act of ['signSummons', 'setOut', 'attachEvidence', 'reportArrival'] as const) {
      await engine.add(fresh(act))
      await pass(20_000)
    }
    expect(server.done).toEqual([])
    expect(engine.state()).toMatchObject({ isReachable: false })
    server.network = 'up'
    await pass(61_000)
    expect(names(server)).toEqual(['signSummons', 'setOut', 'attachEvidence', 'reportArrival'])
    expect(engine.state()).toMatchObject({ queue: [], isReachable: true })
  })

  test('an arrival that was made offline is said as of its own moment; one made online is not', async () => {
    const { engine, server, pass } = await openPhone()
    await engine.add(fresh('reportArrival', { whistle: 'w-2' }))
    await engine.settled()
    server.network = 'down'
    await engine.add(fresh('reportArrival'))
    await pass(600_000)
    server.network = 'up'
    await pass(61_000)
    expect(server.done.map(({ body }) => body)).toMatchObject([
      { offline: false },
      { offline: true, claimedAt: new Date(START).toISOString() },
    ])
  })

  test('an answer that was lost makes nothing happen twice, an arrival least of all', async () => {
    const { engine, server, pass } = await openPhone()
    server.network = 'answers lost'
    await engine.add(fresh('signSummons'))
    await engine.add(fresh('reportArrival'))
    await pass(5000)
    expect(engine.state().queue.length).toBe(2)
    server.network = 'up'
    await pass(120_000)
    expect(names(server)).toEqual(['signSummons', 'reportArrival'])
    expect(engine.state().queue).toEqual([])
  })

  test('an arrival that nobody heard, said at once, is said anew as of its moment', async () => {
    const { engine, server, pass } = await openPhone()
    server.refusals.set('reportArrival', { status: 503, code: 'unavailable' })
    await engine.add(fresh('reportArrival'))
    await engine.settled()
    server.refusals.clear()
    await pass(120_000)
    expect(server.done).toMatchObject([
      { body: { offline: true, claimedAt: new Date(START).toISOString() } },
    ])
  })

  test('a reload finds everything, and another reload in the middle sends nothing twice', async () => {
    const server = new FakeServer()
    const store = memoryStore()
    server.network = 'down'
    const first = await openPhone({ server, store })
    await first.engine.add(fresh('signSummons'))
    await first.engine.add(fresh('setOut'))
    await first.pass(1000)
    server.network = 'answers lost'
    const second = await openPhone({ server, store, name: 'b' })
    await second.pass(1000)
    server.network = 'up'
    const third = await openPhone({ server, store, name: 'c' })
    await third.pass(61_000)
    expect(names(server)).toEqual(['signSummons', 'setOut'])
    expect(await store.acts()).toEqual([])
  })

  test('a page of tomorrow sends what a page of today queued, with what it added', async () => {
    const store = memoryStore()
    const server = new FakeServer()
    server.network = 'down'
    const today = await openPhone({ server, store })
    await today.engine.add(fresh('signSummons'))
    await today.pass(1000)
    const [act] = await store.acts()
    if (act !== undefined) await store.putAct({ ...act, ...{ addedLater: true } })
    server.network = 'up'
    const tomorrow = await openPhone({ server, store, name: 'b' })
    await tomorrow.pass(61_000)
    expect(names(server)).toEqual(['signSummons'])
  })

  test('two phones of one officer: the second is told nothing, since it is so', async () => {
    const server = new FakeServer()
    const first = await openPhone({ server })
    const second = await openPhone({ server, name: 'b' })
    await first.engine.add(fresh('signSummons'))
    await first.engine.settled()
    server.refusals.set('signSummons', { status: 409, code: 'already_signed' })
    await second.engine.add(fresh('signSummons'))
    await second.pass(1000)
    expect(second.engine.state().queue).toEqual([])
    expect(names(server)).toEqual(['signSummons'])
  })

  test('two pages of one phone: what the one sent, or let go, the other does not send again', async () => {
    const server = new FakeServer()
    const store = memoryStore()
    server.network = 'down'
    const first = await openPhone({ server, store })
    await first.engine.add(fresh('signSummons'))
    await first.engine.add(fresh('setOut', { whistle: 'w-2' }))
    await first.pass(1000)
    const second = await openPhone({ server, store, name: 'b' })
    const [, other] = second.engine.state().queue
    await second.engine.dismiss(other?.id ?? '')
    server.network = 'up'
    await second.pass(61_000)
    await second.engine.add(fresh('reportArrival'))
    await second.engine.settled()
    const tries = server.tries
    await first.pass(61_000)
    expect([names(server), server.tries]).toEqual([['signSummons', 'reportArrival'], tries])
    expect(first.engine.state().queue).toEqual([])
  })

  test('what was told by a page that ended too soon is not shown as waiting for ever', async () => {
    const store = memoryStore()
    await store.putAct(actOf({ id: 'told', state: 'sent' }))
    const { engine } = await openPhone({ store })
    expect([engine.state().queue, await store.acts()]).toEqual([[], []])
  })

  test('a refusal is kept with its words until somebody read it; what needs an arrival waits behind one', async () => {
    const { engine, server, pass } = await openPhone()
    const title = 'Nothing that you sent proves that you are there'
    server.refusals.set('reportArrival', { status: 422, code: 'no_proof_counts', title })
    await engine.add(fresh('reportArrival'))
    await engine.add(fresh('takeMeasure'))
    await engine.add(fresh('attachEvidence'))
    await engine.add(fresh('signSummons', { whistle: 'w-2' }))
    await pass(1000)
    expect(names(server)).toEqual(['attachEvidence', 'signSummons'])
    expect(engine.state().queue).toMatchObject([
      { act: 'reportArrival', state: 'refused', trouble: { title } },
      { act: 'takeMeasure', state: 'waiting' },
    ])
    const refused = engine.state().queue[0]?.id ?? ''
    server.refusals.clear()
    await engine.retry(refused)
    await pass(61_000)
    expect(names(server)).toEqual(['attachEvidence', 'signSummons', 'reportArrival', 'takeMeasure'])
  })

  test('what was refused and let go is gone, and what waited behind it goes on', async () => {
    const { engine, server, pass } = await openPhone()
    server.refusals.set('reportArrival', { status: 409, code: 'whistle_not_sounding' })
    await engine.add(fresh('reportArrival'))
    await engine.add(fresh('claimDone'))
    await pass(1000)
    await engine.dismiss(engine.state().queue[0]?.id ?? '')
    await pass(1000)
    expect(names(server)).toEqual(['claimDone'])
  })

  test('after a log-out everything stays, and goes only when the same person is back', async () => {
    const { engine, server, store, pass } = await openPhone()
    server.network = 'down'
    await engine.add(fresh('signSummons'))
    await pass(1000)
    engine.actAs(undefined)
    server.network = 'up'
    await pass(61_000)
    engine.actAs('p-2')
    await pass(61_000)
    expect([names(server), (await store.acts()).length]).toEqual([[], 1])
    engine.actAs('p-1')
    await pass(61_000)
    expect(names(server)).toEqual(['signSummons'])
  })

  test('a session that ended is no failure: it waits for the log-in', async () => {
    const { engine, server, pass } = await openPhone()
    server.refusals.set('signSummons', { status: 401, code: 'session_ended' })
    await engine.add(fresh('signSummons'))
    await pass(61_000)
    expect(server.tries).toBe(1)
    expect(engine.state()).toMatchObject({ isHeld: true, queue: [{ state: 'waiting', tries: 0 }] })
    server.refusals.clear()
    engine.actAs('p-1')
    await pass(1000)
    expect(names(server)).toEqual(['signSummons'])
  })

  test('a phone without room sends it all the same, and says that it is not kept', async () => {
    const { engine, server, pass } = await openPhone({ store: memoryStore(0) })
    server.network = 'down'
    expect(await engine.add(fresh('signSummons'))).toBe(false)
    await pass(1000)
    expect(engine.state().unkept.size).toBe(1)
    server.network = 'up'
    await pass(61_000)
    expect([names(server), engine.state().unkept.size]).toEqual([['signSummons'], 0])
  })

  test('a wrong clock of the phone is in nothing that is said', async () => {
    const { engine, server, pass } = await openPhone({ wrongBy: -3 * 3_600_000 })
    server.network = 'down'
    await engine.add(fresh('reportArrival'))
    await pass(60_000)
    server.network = 'up'
    await pass(61_000)
    expect(server.done).toMatchObject([{ body: { claimedAt: new Date(START).toISOString() } }])
  })

  test('it does not hammer a server that is down', async () => {
    const { engine, server, pass } = await openPhone()
    server.network = 'down'
    await engine.add(fresh('signSummons'))
    await pass(600_000)
    expect(server.tries).toBeLessThan(20)
    server.network = 'up'
    engine.hurry()
    await engine.settled()
    expect(names(server)).toEqual(['signSummons'])
  })
})
