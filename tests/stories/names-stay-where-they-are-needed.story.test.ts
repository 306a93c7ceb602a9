// Names and phones are for one's own organisation and for those whom a whistle brings together (rule 22).
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { openStage, type Stage } from './play/stage.ts'
import { AT, CALLED, playToTheEnd } from './two-departments.ts'

interface Known {
  readonly id: string
  readonly name: { readonly zh: string }
  readonly phone?: string
  readonly invented: boolean
}

describe.each(enginesUnderTest())('the directory on %s', engine => {
  let server: DemoServer
  let stage: Stage
  const secretary = () => stage.member('110117006.secretary')

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: AT })
    stage = await openStage(server.url)
  })
  afterAll(() => server.stop())

  test('a colleague has name and phone; a stranger is not there', async () => {
    const id = secretary().person
    const known = await stage.call<Known>(stage.member('110117006.duty'), 'getPerson', { id })
    expect(known).toMatchObject({ id, invented: true })
    expect(known.phone).toMatch(/^\+999/)
    const stranger = stage.member('110117-police.duty')
    expect(await problemOf(stage.call(stranger, 'getPerson', { id }))).toMatchObject({
      status: 404,
      code: 'not_found',
    })
  })

  test('a whistle tells names, never phones, to those who take part', async () => {
    const { id: whistle } = await playToTheEnd(stage, secretary())
    const [police, planning] = CALLED
    const { person: id } = stage.member(`${police}.officer`)
    const other = stage.member(`${planning}.officer`)
    const met = await stage.call<Known>(other, 'getPerson', { id, whistle })
    expect(met.name.zh).not.toBe('')
    expect(met).not.toHaveProperty('phone')
    const outside = stage.member('110101-wangfujing.secretary')
    expect(await problemOf(stage.call(outside, 'getPerson', { id, whistle }))).toMatchObject({
      status: 404,
    })
  })

  test('what is imported is found, sealed in the database, and marked as invented', async () => {
    const keeper = stage.member('110117-coord.head')
    const unit = { id: '110117-new', kind: 'bureau', name: { zh: '新设局', en: 'New bureau' } }
    const part = {
      organisations: [
        { ...unit, district: '110117', territory: '110117', department: true, invented: true },
      ],
      offices: [
        {
          id: '110117-new.head',
          organisation: unit.id,
          role: 'head',
          rank: 'head',
          name: { zh: '局长', en: 'Head' },
          invented: true,
        },
      ],
      people: [
        {
          id: 'p-110117-new-01',
          organisation: unit.id,
          offices: ['110117-new.head'],
          name: { zh: '王例新', en: 'Wang Lixin' },
          phone: '+99912345678',
          invented: true,
        },
      ],
    }
    const body = { source: '示例名册', part }
    await stage.call(keeper, 'importDirectory', { body })
    expect(await stage.call(keeper, 'getOrganisation', { id: unit.id })).toMatchObject({
      name: unit.name,
      invented: true,
    })
    const stray = { offices: [{ ...part.offices[0], organisation: 'nowhere' }] }
    expect(
      await problemOf(
        stage.call(keeper, 'importDirectory', { body: { source: 'x', part: stray } }),
      ),
    ).toMatchObject({ status: 422, code: 'unknown_organisation' })
  })
})
