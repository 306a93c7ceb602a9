// The directory is searched by name and sound: everybody finds organisations, names of people stay with those who may know them.
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest } from '../harness/demo-server.ts'
import type { CastMember } from './play/stage.ts'
import { withStage } from './play/with-stage.ts'
import { AT } from './two-departments.ts'

interface Found {
  readonly items: readonly {
    readonly id: string
    readonly name: { readonly zh: string } | null
    readonly parent?: string
    readonly path: readonly { readonly zh: string }[]
  }[]
}

const BUREAU = '110117-planning'
const WHO = `p-${BUREAU}-03`

describe.each(enginesUnderTest())('the directory, searched, on %s', engine => {
  const at = withStage(engine, AT)
  const colleague = () => at.stage.member(`${BUREAU}.officer`)
  const stranger = () => at.stage.member('110117-water.officer')
  const keeper = () => at.stage.member('110117-coord.head')
  const search = (by: CastMember, query: object) =>
    at.stage.call<Found>(by, 'searchDirectory', { ...query })

  test('finds organisations by sound for everybody, with what they belong to', async () => {
    const { items } = await search(stranger(), { what: 'organisation', q: 'pgqgz' })
    expect(items[0]).toMatchObject({ id: BUREAU, path: [{ zh: '平谷区' }] })
    const area = await search(stranger(), { what: 'area', q: 'jhh', district: '110117' })
    expect(area.items[0]).toMatchObject({ id: '110117006', parent: '110117' })
  })

  test('finds offices of one organisation, the best first', async () => {
    const asked = { what: 'office', organisation: BUREAU, q: '值班' }
    const { items } = await search(stranger(), asked)
    expect(items[0]).toMatchObject({ id: `${BUREAU}.duty` })
  })

  test('gives names of people to their own and to keepers, and leaves a trace of the latter', async () => {
    const asked = { what: 'person', ids: WHO }
    expect((await search(colleague(), asked)).items).toHaveLength(1)
    expect((await search(stranger(), asked)).items).toEqual([])
    const [seen] = (await search(keeper(), asked)).items
    const q = seen?.name?.zh ?? ''
    expect(q).not.toBe('')
    for (const [by, count] of [
      [colleague(), 1],
      [stranger(), 0],
      [keeper(), 1],
    ] as const) {
      const { items } = await at.stage.call<Found>(by, 'listPeople', { q, organisation: BUREAU })
      expect(items.map(({ id }) => id)).toEqual(count === 1 ? [WHO] : [])
    }
    const read = await problemOf(at.stage.call(stranger(), 'getPerson', { id: WHO }))
    expect(read.status).toBe(404)
    const reads = await at.stage.call<{ items: readonly { act: string }[] }>(
      at.stage.member(`${BUREAU}.duty`),
      'listReadsAboutMe',
      {},
    )
    expect(reads.items.map(({ act }) => act)).toContain('people_listed')
  })
})
