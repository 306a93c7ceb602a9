// Who answers, then and why: a table that changes hands at eight through Spring Festival, a swap, and leave that nobody covers.
import { describe, expect, test } from 'vitest'
import { TABLE_LIMITS } from '../../apps/server/src/platform/tables/limits.ts'
import { readXlsx } from '../../apps/server/src/platform/tables/xlsx-reader.ts'
import { writeXlsx } from '../../apps/server/src/platform/tables/xlsx-writer.ts'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { withStage } from './play/with-stage.ts'

const ROSTER = 'roster-110117-110117-planning.duty'
const HOUR = 3_600_000

interface Span {
  readonly from: string
  readonly until: string
  readonly present: readonly { person: string; why: readonly { kind: string; id: string }[] }[]
}

interface Plan {
  readonly layers: readonly { layer: string; spans: readonly Span[] }[]
}

interface Duty {
  readonly layers: readonly {
    gap: boolean
    people: readonly { person: string; name?: { zh: string }; why?: readonly { kind: string }[] }[]
  }[]
}

interface Findings {
  readonly items: readonly {
    kind: string
    from: string
    until: string
    people: string[]
    zh: string
  }[]
}

describe.each(enginesUnderTest())('on duty, on %s', engine => {
  const at = withStage(engine, '2026-02-10T10:00:00+08:00')
  const desk = (position = 0) => at.stage.member('110117-planning.duty', position)
  const officer = (position: number) => at.stage.member('110117-planning.officer', position)
  const head = () => at.stage.member('110117-planning.head')
  const call = <T>(...asked: Parameters<typeof at.stage.call>) => at.stage.call<T>(...asked)

  async function spans(from: string, until: string): Promise<readonly Span[]> {
    const plan = await call<Plan>(desk(), 'getDutyPlan', { id: ROSTER, from, until, layer: 'duty' })
    return plan.layers[0]?.spans ?? []
  }

  async function dutyAt(moment: string, reader = desk()): Promise<Duty['layers'][number]> {
    const asked = { id: '110117-planning', at: moment, layer: 'duty' }
    const { layers } = await call<Duty>(reader, 'getOrganisationDuty', asked)
    const [duty] = layers
    if (!duty) throw new Error('no such layer')
    return duty
  }

  test('is handed over at eight each day, also on a make-up Saturday and through Spring Festival', async () => {
    const daily = { layer: 'duty', turn: { amount: 1, unit: 'days' }, handoverMinute: 480 }
    const working = {
      ...daily,
      id: 'working-days',
      people: [desk(0).person, desk(1).person],
      startsOn: '2026-02-09',
      hours: { days: 'working', from: 480, until: 480 },
    }
    const free = {
      ...daily,
      id: 'free-days',
      people: [officer(0).person, officer(1).person],
      startsOn: '2026-02-09',
      hours: { days: 'free', from: 480, until: 480 },
    }
    for (const body of [working, free]) await call(desk(), 'setRotation', { id: ROSTER, body })
    for (const rotation of ['desk', 'team'])
      await call(desk(), 'removeRotation', { id: ROSTER, rotation, body: {} })
    const needs = { duty: 1, team: 0, head: 0 }
    await call(desk(), 'setRosterNeeds', { id: ROSTER, body: { needs } })

    const plan = await spans('2026-02-13T08:00:00+08:00', '2026-03-02T08:00:00+08:00')
    const days = plan.map(({ from, present }) => `${from} ${present[0]?.why[0]?.id}`)
    expect(plan.every(({ from }) => from.endsWith('T08:00:00+08:00'))).toBe(true)
    expect(plan.every(({ present }) => present.length === 1)).toBe(true)
    // The fourteenth of February is a Saturday that is worked; the holiday is from the fifteenth to the twenty-third.
    expect(days).toContain('2026-02-14T08:00:00+08:00 working-days')
    expect(days).toContain('2026-02-15T08:00:00+08:00 free-days')
    expect(days).toContain('2026-02-23T08:00:00+08:00 free-days')
    expect(days).toContain('2026-02-24T08:00:00+08:00 working-days')
    expect(days).toContain('2026-02-28T08:00:00+08:00 working-days')
    expect(days).toContain('2026-03-01T08:00:00+08:00 free-days')
    expect(days).toHaveLength(17)
    const before = await dutyAt('2026-02-15T07:59:59+08:00')
    const after = await dutyAt('2026-02-15T08:00:00+08:00')
    expect(before.people[0]?.person).not.toBe(after.people[0]?.person)
    expect(after.people[0]).toMatchObject({ why: [{ kind: 'rotation' }] })
    const { items } = await call<Findings>(desk(), 'getRosterFindings', {
      id: ROSTER,
      layer: 'duty',
    })
    expect(items).toEqual([])
  })

  test('is swapped once the other one agrees, and by nobody else', async () => {
    const gives = { from: '2026-02-11T08:00:00+08:00', until: '2026-02-12T08:00:00+08:00' }
    const [span] = await spans(gives.from, gives.until)
    const asks = desk(span?.present[0]?.person === desk(0).person ? 0 : 1)
    const asked = desk(asks.person === desk(0).person ? 1 : 0)
    const body = { id: 'swap-1', layer: 'duty', asks: asks.person, asked: asked.person, gives }
    await call(asks, 'proposeSwap', { id: ROSTER, body })
    expect((await dutyAt(gives.from)).people[0]?.person).toBe(asks.person)
    const answer = { id: ROSTER, swap: 'swap-1', body: {} }
    expect(await problemOf(call(head(), 'agreeToSwap', answer))).toMatchObject({
      status: 403,
      code: 'not_asked_to_swap',
    })
    await call(asked, 'agreeToSwap', answer)
    expect((await dutyAt(gives.from)).people[0]).toMatchObject({
      person: asked.person,
      why: [{ kind: 'rotation' }, { kind: 'swap' }],
    })
    expect((await dutyAt(gives.until)).people[0]?.why).toHaveLength(1)
  })

  test('leave that nobody covers is told ahead, and the head answers at once', async () => {
    const away = { from: '2026-02-16T08:00:00+08:00', until: '2026-02-17T08:00:00+08:00' }
    const [span] = await spans(away.from, away.until)
    const person = span?.present[0]?.person ?? ''
    const own = officer(person === officer(0).person ? 0 : 1)
    const body = { id: 'home', person, ...away }
    await call(own, 'recordLeave', { id: ROSTER, body })

    const district = { district: '110117', days: 14 }
    const ahead = await call<Findings>(desk(), 'listRosterFindings', district)
    const gaps = ahead.items.filter(({ kind }) => kind === 'gap')
    expect(gaps).toMatchObject([{ ...away, people: [person] }])
    expect(gaps[0]?.zh).toContain('有人请假')
    expect(await dutyAt(away.from)).toMatchObject({
      gap: true,
      people: [{ person: head().person }],
    })

    const cover = { id: 'cover', layer: 'duty', by: officer(2).person, reason: '替班', ...away }
    await call(desk(), 'setOverride', { id: ROSTER, body: cover })
    expect(await dutyAt(away.from)).toMatchObject({
      gap: false,
      people: [{ person: officer(2).person }],
    })
    const after = await call<Findings>(desk(), 'listRosterFindings', district)
    expect(after.items.filter(({ kind }) => kind === 'gap')).toEqual([])
  })

  test('is read by calendar programs, until the address is revoked', async () => {
    const feed = await call<{ id: string; path: string }>(desk(), 'makeRosterCalendar', {
      id: ROSTER,
    })
    const read = () => fetch(new URL(feed.path, at.server.url))
    const answer = await read()
    expect(answer.headers.get('content-type')).toContain('text/calendar')
    const text = await answer.text()
    // Eight in the morning of the fifteenth, in UTC.
    expect(text).toContain('DTSTART:20260215T000000Z')
    expect(text).toContain('SUMMARY:值班员 ')
    const mine = await call<{ path: string }>(desk(), 'makeMyCalendar')
    const own = await (await fetch(new URL(mine.path, at.server.url))).text()
    expect(own.match(/BEGIN:VEVENT/g)?.length).toBeLessThan(
      text.match(/BEGIN:VEVENT/g)?.length ?? 0,
    )
    const { items } = await call<{ items: object[] }>(desk(), 'listMyCalendars')
    expect(items).toHaveLength(2)
    expect(JSON.stringify(items)).not.toContain('public')
    expect(await problemOf(call(head(), 'revokeMyCalendar', { id: feed.id }))).toMatchObject({
      status: 404,
    })
    // Asked for again, as after an answer that never came: the same one, and nothing more in the trail.
    const headers = { 'Idempotency-Key': 'calendar-once' }
    const ask = (roster: string) =>
      call<object>(desk(), 'makeRosterCalendar', { id: roster, headers })
    const [once, again] = await Promise.all([ask(ROSTER), ask(ROSTER)])
    expect(again).toEqual(once)
    expect(await ask(ROSTER)).toEqual(once)
    expect(once).not.toMatchObject({ id: feed.id })
    expect(await problemOf(call(desk(), 'makeMyCalendar', { headers }))).toMatchObject({
      status: 422,
      code: 'idempotency_key_reused',
    })
    const all = await call<{ items: object[] }>(desk(), 'listMyCalendars')
    expect(all.items).toHaveLength(3)
    await call(desk(), 'revokeMyCalendar', { id: feed.id })
    expect((await read()).status).toBe(404)
    const other = feed.path.replace(/.{5}\.ics$/, 'AAAAA.ics')
    expect((await fetch(new URL(other, at.server.url))).status).toBe(404)
    const auditor = at.stage.member('110117-coord.auditor')
    for (const [act, times] of Object.entries({ calendar_made: 3, calendar_revoked: 1 })) {
      const trail = await call<{ items: object[] }>(auditor, 'searchAudit', { act })
      expect(trail.items).toHaveLength(times)
    }
  })

  test('comes from the table that the office keeps, tried first, and goes out as it came in', async () => {
    const { token } = await at.stage.client
      .as()
      .call<{ token: string }>('issueDemoToken', { body: desk() })
    const send = (rows: readonly (readonly string[])[], query: string) =>
      fetch(new URL(`/api/rosters/${ROSTER}/table?${query}`, at.server.url), {
        method: 'POST',
        headers: {
          authorization: `Bearer ${token}`,
          'idempotency-key': `table-${query}-${rows.length}`,
          'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        },
        body: new Uint8Array(writeXlsx([{ name: '六月', rows }])),
      })
    const header = ['日期', '值班员', '值班队伍', '带班领导']
    const good = ['2026-06-01', desk().person, officer(0).person, '']
    const bad = ['2026-06-02', '不在册', '', '']
    const tried = await (await send([header, good, bad], 'dryRun=true')).json()
    expect(tried).toMatchObject({
      applied: false,
      added: 2,
      bad: 1,
      problems: [{ row: 3, code: 'unknown_person' }],
    })
    expect((await send([header, good, bad], 'dryRun=false')).status).toBe(422)
    expect(await (await send([header, good], 'dryRun=false')).json()).toMatchObject({
      applied: true,
    })
    expect(await dutyAt('2026-06-01T12:00:00+08:00')).toMatchObject({
      people: [{ person: desk().person, why: [{ kind: 'shift' }] }],
    })

    const out = await fetch(
      new URL(
        `/api/rosters/${ROSTER}/table?from=2026-06-01T00:00:00%2B08:00&days=1`,
        at.server.url,
      ),
      { headers: { authorization: `Bearer ${token}` } },
    )
    const [table] = await readXlsx(Buffer.from(await out.arrayBuffer()), TABLE_LIMITS)
    const again = (table?.rows ?? []).map(({ cells }) => cells)
    expect(await (await send(again, 'dryRun=true&partial=true')).json()).toMatchObject({
      added: 0,
      changed: 0,
      unchanged: 2,
      removed: 0,
      problemCount: 0,
    })
    const auditor = at.stage.member('110117-coord.auditor')
    const trail = await call<{ items: object[] }>(auditor, 'searchAudit', {
      act: 'duty_table_exported',
    })
    expect(trail.items).toHaveLength(1)
  })

  test('is the office’s own table: officers enter their own leave alone, strangers see no table', async () => {
    const from = '2026-04-01T08:00:00+08:00'
    const until = '2026-04-02T08:00:00+08:00'
    const leave = { id: 'not-mine', person: desk().person, from, until }
    expect(
      await problemOf(call(officer(0), 'recordLeave', { id: ROSTER, body: leave })),
    ).toMatchObject({ status: 403, code: 'rank_may_not_roster' })
    const stranger = at.stage.member('110117006.duty')
    expect(await problemOf(call(stranger, 'getRoster', { id: ROSTER }))).toMatchObject({
      status: 404,
      code: 'unknown_roster',
    })
    // Whoever calls may know who answers, and neither name nor reason.
    const seen = await dutyAt(new Date(Date.parse(from) + HOUR).toISOString(), stranger)
    expect(seen.people).toHaveLength(1)
    expect(seen.people[0]).not.toHaveProperty('why')
    expect(seen.people[0]).not.toHaveProperty('name')
    const { items } = await call<{ items: { id: string }[] }>(stranger, 'listRosters', {
      id: '110117-planning',
    })
    expect(items).toEqual([])
  })
})
