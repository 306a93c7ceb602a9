// Once or ten times is the same; a key belongs to actor, route and body (rule 21).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { blow, drafted, POLICE, WATER } from './play/small-whistle.ts'
import { withStage } from './play/with-stage.ts'

describe.each(enginesUnderTest())('commands on %s', engine => {
  const staged = withStage(engine, '2017-01-17T08:30:00+08:00')

  test('a repeated command answers as the first time and happens once', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const caller = await stage.as(play.of(WATER).duty)
    const headers = { 'Idempotency-Key': 'sign-once' }
    const sign = () => caller.send('signSummons', { id: play.id, department: WATER, headers })
    const first = await sign()
    const again = await Promise.all([sign(), sign(), sign()])
    expect(first.headers.get('idempotent-replayed')).toBeNull()
    for (const repeated of again) {
      expect(repeated.body).toEqual(first.body)
      expect(repeated.headers.get('idempotent-replayed')).toBe('true')
    }
    const signed = (await play.events()).filter(type => type === 'SummonsSigned')
    expect(signed).toHaveLength(1)
    const anew = caller.send('signSummons', { id: play.id, department: WATER })
    expect((await problemOf(anew)).code).toBe('already_signed')
  })

  test('twins that are sent at once happen once', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const caller = await stage.as(play.of(POLICE).duty)
    const headers = { 'Idempotency-Key': 'twins' }
    const twins = await Promise.all(
      Array.from({ length: 8 }, () =>
        caller.send('signSummons', { id: play.id, department: POLICE, headers }),
      ),
    )
    for (const { body } of twins) expect(body).toEqual(twins[0]?.body)
    const replayed = twins.filter(twin => twin.headers.get('idempotent-replayed') === 'true')
    expect(replayed).toHaveLength(7)
  })

  test('the same key with another body is refused, and nothing happens', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const headers = { 'Idempotency-Key': 'one-key' }
    const name = (deputy: string) => play.command('nameDeputy', { body: { deputy }, headers })
    const { deputy, director } = play.cast.caller
    await name(deputy.office)
    const refused = await problemOf(name(director.office))
    expect([refused.status, refused.code]).toEqual([422, 'idempotency_key_reused'])
    expect((await play.view()).caller.deputy).toBe(deputy.office)
  })

  test('another actor with the same key never sees the stored answer', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const headers = { 'Idempotency-Key': 'shared-key' }
    await play.act(play.of(WATER).duty, 'signSummons', { department: WATER, headers })
    const other = play.act(play.of(POLICE).duty, 'signSummons', { department: WATER, headers })
    expect((await problemOf(other)).code).toBe('not_your_department')
    const own = await play.act(play.of(POLICE).duty, 'signSummons', { department: POLICE, headers })
    expect(own.events).toEqual(['SummonsSigned'])
  })

  test('a command without a key is refused', async () => {
    const { stage } = staged
    const play = await drafted(stage)
    const { token } = await stage.as(play.commander)
    const answer = await fetch(`${stage.client.url}/api/whistles/${play.id}/submit`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      400,
      'idempotency_key_missing',
    ])
    expect((await play.view()).status).toBe('drafted')
  })

  test('a command that expects an older version is refused', async () => {
    const { stage } = staged
    const play = await blow(stage)
    const { version } = await play.view()
    await play.sign(WATER)
    const headers = { 'If-Match': `"v${version}"` }
    const late = play.act(play.of(POLICE).duty, 'signSummons', { department: POLICE, headers })
    expect((await problemOf(late)).status).toBe(412)
    const now = { 'If-Match': `"v${(await play.view()).version}"` }
    await play.act(play.of(POLICE).duty, 'signSummons', { department: POLICE, headers: now })
  })
})
