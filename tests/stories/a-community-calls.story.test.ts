// A community calls and says whether it is satisfied; its sub-district commands for it, and nobody calls whom nobody can command.
import { describe, expect, test } from 'vitest'
import type { StoryCast } from '../../apps/server/src/features/demo-city/cast.ts'
import { rainstormCasts } from '../../apps/server/src/features/demo-city/casts.ts'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import { handle, letGo } from './play/small-whistle.ts'
import type { Stage } from './play/stage.ts'
import { draft } from './play/whistle-play.ts'
import { withStage } from './play/with-stage.ts'

const AT = '2026-03-02T10:00:00+08:00'
const STREET = '110101001'
const COMMUNITY = '110101001015.secretary'

/** A flooded spot on the ground of the community's sub-district, with two who can help. */
function floodedSpot({ city }: Stage): StoryCast {
  const cast = rainstormCasts(city).find(({ caller }) => caller.organisation.id === STREET)
  if (cast === undefined) throw new Error(`no cast for ${STREET}`)
  return { ...cast, asks: cast.asks.slice(0, 2).map(({ after: _, ...ask }) => ask) }
}

describe.each(enginesUnderTest())('the whistle of a community on %s', engine => {
  const staged = withStage(engine, AT)

  test('is commanded by the sub-district and accepted by the community', async () => {
    const { stage } = staged
    const cast = floodedSpot(stage)
    const [community, street] = [stage.member(COMMUNITY), stage.member(`${STREET}.secretary`)]
    const play = await draft(stage, cast, { by: community })
    await play.submit()
    const { command } = await play.view(street)
    expect(command).toBe(`${STREET}.secretary`)
    play.commander = street
    const called = cast.asks.map(({ department }) => department)
    for (const department of called) await handle(play, department)
    await letGo(play, called)
    const body = { result: '积水已排' }
    expect(await problemOf(play.act(community, 'resolveWhistle', { body }))).toMatchObject({
      code: 'not_in_command',
    })
    await play.command('resolveWhistle', { body })
    expect(await problemOf(play.command('acceptWhistle'))).toMatchObject({ code: 'not_the_caller' })
    await play.act(community, 'acceptWhistle')
    const upheld = { body: { verdict: 'upheld', reason: '属实' } }
    await play.act(stage.member(`${STREET}.director`), 'reviewWhistle', upheld)
    await play.command('closeWhistle')
    expect((await play.view(community)).status).toBe('closed')
  })

  test('is not begun when nobody could accept it', async () => {
    const { stage } = staged
    const keeper = stage.member('110101-coord.head')
    const id = `g-110101-${COMMUNITY}.lead`
    await stage.call(keeper, 'revokeGrant', { id, body: { reason: '换届' } })
    const cast = floodedSpot(stage)
    expect(await problemOf(draft(stage, cast, { by: stage.member(COMMUNITY) }))).toMatchObject({
      status: 409,
      code: 'caller_without_head',
      field: 'caller',
    })
  })
})
