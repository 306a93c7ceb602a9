// An office of another organisation that comes into command sees the whistle wherever its caller does, and as long (rules 2 and 3).
import { describe, expect, test, vi } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { follow } from '../harness/live-reader.ts'
import { withStage } from './play/with-stage.ts'
import { AT, blow, CALLED } from './two-departments.ts'

const PATIENCE = { timeout: 60_000, interval: 20 }
const [POLICE] = CALLED
const SECRETARY = '110117006.secretary'
/** Of a department that nobody summons, and which oversees nobody. */
const COMMANDER = '110117-water.head'
const COLLEAGUE = '110117-water.duty'

interface Page {
  readonly items: readonly { readonly id?: string; readonly whistle?: string; title?: unknown }[]
}

describe.each(enginesUnderTest())('a whistle commanded from elsewhere on %s', engine => {
  const staged = withStage(engine, AT)
  const call = <T>(office: string, operation: string, input?: object) =>
    staged.stage.call<T>(staged.stage.member(office), operation, input as never)

  /** Where a reader comes upon the whistle, by itself and by every filter that names it. */
  async function seenBy(office: string, id: string, caseId: string) {
    const listed = (operation: string, query: object = {}) =>
      call<Page>(office, operation, { limit: 200, ...query }).then(({ items }) =>
        items.some(item => item.id === id || item.whistle === id),
      )
    const single = await problemOf(call(office, 'getWhistle', { id })).then(
      ({ code }) => code !== 'unknown_whistle',
      () => true,
    )
    return {
      single,
      list: await listed('listWhistles'),
      oldest: await listed('listWhistles', { sort: 'oldest' }),
      due: await listed('listWhistles', { sort: 'next_due', status: 'sounding' }),
      byCase: await listed('listWhistles', { caseId }),
      byDepartment: await listed('listWhistles', { department: POLICE }),
      summonses: await listed('listSummonses'),
      openSummonses: await listed('listSummonses', { open: 'true' }),
      messages: await listed('listNotifications', { whistle: id }),
    }
  }

  const EVERYWHERE = {
    single: true,
    list: true,
    oldest: true,
    due: true,
    byCase: true,
    byDepartment: true,
    summonses: true,
    openSummonses: true,
    messages: true,
  }
  const NOWHERE = Object.fromEntries(Object.keys(EVERYWHERE).map(key => [key, false]))

  async function empower() {
    const body = {
      id: 'g-110117-from-elsewhere',
      office: COMMANDER,
      power: 'command',
      departments: 'all',
      area: '110117006',
      instrument: '示例',
    }
    await call('110117-coord.head', 'giveGrant', { body })
  }

  test('stands in its lists and live stream while it commands, and in nobody else’s of its department', async () => {
    const { stage, server } = staged
    await empower()
    const { id, caseId } = await blow(stage, stage.member(SECRETARY), 'emergency')
    await stage.advance(0)
    const { token } = await stage.as(stage.member(COMMANDER))
    const live = await follow(server.url, token)
    const caller = await stage.as(stage.member(SECRETARY))
    const callers = await follow(server.url, caller.token)
    const transfers = () => callers.types().filter(type => type === 'CommandTransferred').length
    expect(await seenBy(COMMANDER, id, caseId)).toEqual(NOWHERE)
    const hand = (from: string, to: string) =>
      call(from, 'transferCommand', { id, body: { to, reason: '示例' } })
    await hand(SECRETARY, COMMANDER)
    expect(await seenBy(COMMANDER, id, caseId)).toEqual(EVERYWHERE)
    expect(await seenBy(COLLEAGUE, id, caseId)).toEqual(NOWHERE)
    await vi.waitFor(() => expect(live.types()).toContain('CommandTransferred'), PATIENCE)
    const { items } = await call<Page>(COMMANDER, 'listWhistles', { caseId })
    expect(items).toMatchObject([{ id, title: '后山盗采' }])

    const handedBack = live.types().length
    await hand(COMMANDER, SECRETARY)
    // The stream asks what a reader may see when it tells, not when it happened: it has told this before the next act.
    await vi.waitFor(() => expect(transfers()).toBe(2), PATIENCE)
    expect(await seenBy(COMMANDER, id, caseId)).toEqual(NOWHERE)
    await call(SECRETARY, 'nameDeputy', { id, body: { deputy: COMMANDER } })
    expect(await seenBy(COMMANDER, id, caseId)).toEqual(EVERYWHERE)
    await vi.waitFor(() => expect(live.types()).toContain('DeputyNamed'), PATIENCE)
    // What was done when command had left it was never sent.
    expect(live.types().slice(handedBack)).not.toContain('CommandTransferred')
    await live.stop()
    await callers.stop()
  })
})
