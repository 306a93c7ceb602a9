// Positions are seen while somebody is summoned, and everything said of people is erased when its time has come (rule 22).
import { describe, expect, test } from 'vitest'
import { problemOf } from '../client/problem.ts'
import { enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { runOperator } from '../harness/operator.ts'
import { type CastMember, DAY, openStage, type Stage, toRfc3339 } from './play/stage.ts'
import type { Timeline } from './play/whistle-play.ts'
import { AT, blow, CALLED, playToTheEnd } from './two-departments.ts'

const [POLICE, PLANNING] = CALLED
const REPORTER = { name: '邝示例', phone: '+99900000001' }

interface Positions {
  readonly items: readonly { person: string; department: string }[]
}
interface Shown {
  readonly title: string | null
  readonly reports: readonly { id: string; text: string | null; reporter?: string }[]
}
interface Trail {
  readonly items: readonly { act: string; subject?: string; purpose?: string | null }[]
}
interface Reads {
  readonly items: readonly { act: string; office?: string; subject?: string }[]
}

async function arrive(stage: Stage, id: string, department: string, caller: CastMember) {
  const officer = stage.member(`${department}.officer`)
  const of = { id, department }
  await stage.call(stage.member(`${department}.duty`), 'signSummons', of)
  await stage.call(officer, 'setOut', of)
  const { code } = await stage.call<{ code: string }>(caller, 'getSceneCode', { id })
  const point = { type: 'Point', coordinates: [117.2936, 40.1743] }
  const position = { point, accuracyMetres: 10, takenAt: toRfc3339(await stage.now()) }
  await stage.call(officer, 'reportArrival', { ...of, body: { sceneCode: code, position } })
  return officer
}

describe.each(enginesUnderTest())('what is said of people on %s', engine => {
  test('is seen while it is needed, and erased by dated policy with the history intact', {
    timeout: 180_000,
  }, async () => {
    const server = await startDemoServer({ engine, at: AT })
    let running = server
    try {
      const stage = await openStage(server.url)
      const secretary = stage.member('110117006.secretary')
      const auditor = stage.member('110000-coord.head')
      const positions = (by: CastMember, id: string) =>
        stage.call<Positions>(by, 'listPositions', { id })
      const trail = (act: string) => stage.call<Trail>(auditor, 'searchAudit', { act })

      const raid = await blow(stage, secretary, 'emergency')
      const officer = await arrive(stage, raid.id, POLICE, secretary)
      const seen = await Promise.all(
        [secretary, stage.member(`${POLICE}.duty`), stage.member(`${PLANNING}.duty`)].map(by =>
          positions(by, raid.id),
        ),
      )
      expect(seen.map(({ items }) => items.map(({ person }) => person))).toEqual([
        [officer.person],
        [officer.person],
        [],
      ])
      const reads = await stage.call<Reads>(officer, 'listReadsAboutMe')
      expect(reads.items.map(({ act, office, subject }) => [act, office, subject])).toContainEqual([
        'positions_read',
        secretary.office,
        `whistle:${raid.id}`,
      ])

      const done = await playToTheEnd(stage, secretary)
      expect((await positions(secretary, done.id)).items).toEqual([])
      const report = { source: 'resident', text: '夜里有挖掘机', reporter: REPORTER }
      await stage.call(secretary, 'addReport', { id: done.caseId, body: report })
      const body = { outcome: 'solved_by_whistle', ground: '已处置' }
      await stage.call(secretary, 'closeCase', { id: done.caseId, body })
      const shown = () => stage.call<Shown>(secretary, 'getCase', { id: done.caseId })
      expect((await shown()).reports[0]).toMatchObject({ reporter: 'sealed' })

      const keeper = stage.member('110000-coord.head')
      const shorter = { category: 'free_text', keepDays: 200, reason: '示例档案规定' }
      const districtKeeper = stage.member('110117-coord.head')
      expect(
        await problemOf(stage.call(districtKeeper, 'setRetention', { body: shorter })),
      ).toMatchObject({ status: 403, code: 'not_a_keeper' })
      await stage.call(keeper, 'setRetention', { body: shorter })
      const trailing = { category: 'audit', keepDays: 100, reason: '示例档案规定' }
      await stage.call(keeper, 'setRetention', { body: trailing })
      const { items: policies } = await stage.call<{ items: object[] }>(keeper, 'getRetention')
      expect(policies).toContainEqual(expect.objectContaining({ keepDays: 200, inForce: true }))

      await stage.advance(29 * DAY)
      expect((await positions(secretary, raid.id)).items.length).toBe(1)
      await stage.advance(2 * DAY)
      expect((await positions(secretary, raid.id)).items).toEqual([])
      expect((await trail('raw_positions_erased')).items.length).toBe(1)

      await stage.advance(145 * DAY)
      expect((await shown()).reports[0]).toMatchObject({ reporter: 'sealed' })
      await stage.advance(10 * DAY)
      expect((await shown()).reports[0]).toMatchObject({ reporter: 'erased', text: report.text })
      const subject = `reporter_identity:${done.caseId}`
      expect((await trail('reporter_identity_erased')).items).toMatchObject([{ subject }])

      await stage.advance(20 * DAY)
      const erased = await shown()
      expect([erased.title, erased.reports[0]?.text]).toEqual([null, null])
      const story = await stage.call<Timeline>(secretary, 'getTimeline', { id: done.id })
      expect(story.items.length).toBeGreaterThan(10)
      expect(story.items.every(({ sentence }) => sentence !== '')).toBe(true)
      expect(JSON.stringify(story)).not.toContain('后山盗采')

      const old = await stage.call<Trail>(auditor, 'searchAudit', { act: 'retention_set' })
      expect(old.items.map(({ purpose }) => purpose)).toEqual([null, null])

      await server.halt()
      const check = await runOperator(server.settings, 'rebuild', '--check')
      expect(check.output).toContain(' 0 differences')
      running = await server.restart()
      const again = await openStage(running.url)
      expect((await again.call<Shown>(secretary, 'getCase', { id: done.caseId })).title).toBe(null)
    } finally {
      await running.stop()
    }
  })
})
