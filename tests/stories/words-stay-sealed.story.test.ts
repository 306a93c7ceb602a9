// No event and no row holds personal data in the clear; a destroyed key leaves the story (rule 22).
import { describe, expect, test } from 'vitest'
import { allText } from '../harness/all-text.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'
import { runOperator } from '../harness/operator.ts'
import { blow, smallCast, WATER } from './play/small-whistle.ts'
import { openStage } from './play/stage.ts'
import type { Receipt } from './play/whistle-play.ts'

const PLANTED = {
  title: '植入标题甲',
  facts: '植入事实乙',
  tried: '植入经过丙',
  lacking: '植入权力丁',
  place: '植入地点戊',
}
const REPORTER = { name: '植入姓名己', phone: '13900001234' }
const REPORT = '植入线索庚'
const SOURCE = '植入来源壬'
const REVOKED = '植入收回癸'
const WORDS = [
  ...Object.values(PLANTED),
  ...Object.values(REPORTER),
  REPORT,
  SOURCE,
  REVOKED,
  '植入理由辛',
]
/** Raw positions are words too: this one belongs to nobody else. */
const POSITION = [117.3087123, 40.1737123] as const

async function plant(server: DemoServer): Promise<string> {
  const stage = await openStage(server.url)
  const cast = smallCast(stage)
  const { id: caseId } = await stage.call<Receipt>(cast.caller.head, 'openCase', {
    body: {
      title: PLANTED.title,
      problemType: cast.problemType,
      point: { type: 'Point', coordinates: cast.scene.point },
      report: { source: 'resident', text: REPORT, reporter: REPORTER },
    },
  })
  const play = await blow(stage, { caseId, texts: PLANTED })
  await play.arrive(WATER, undefined, { point: POSITION })
  const body = { to: cast.caller.deputy.office, reason: '植入理由辛' }
  await play.command('transferCommand', { body })
  const entries = [{ at: '2015-05-01T09:00:00+08:00', source: SOURCE, text: REPORT }]
  await stage.call(cast.caller.head, 'importCaseHistory', { id: caseId, body: { entries } })
  const revoke = { id: 'g-110117-110117006.duty.summon', body: { reason: REVOKED } }
  await stage.call(stage.member('110117-coord.head'), 'revokeGrant', revoke)
  return play.id
}

function found(words: readonly string[], texts: ReadonlyMap<string, string>): readonly string[] {
  return [...texts].flatMap(([table, text]) =>
    words.filter(word => text.includes(word)).map(word => `${table}: ${word}`),
  )
}

describe.each(enginesUnderTest())('words on %s', engine => {
  test('nothing that people wrote is in the database, and a destroyed key leaves the story and the rows', {
    timeout: 120_000,
  }, async () => {
    const server = await startDemoServer({ engine, at: '2017-01-17T08:30:00+08:00' })
    let running = server
    try {
      const whistle = await plant(server)
      await server.halt()
      const texts = await allText(server)
      const control = found(['ArrivalProved', whistle], texts)
      expect(control.length).toBeGreaterThan(1)
      expect(found([...WORDS, ...POSITION.map(String)], texts)).toEqual([])
      const forgotten = await runOperator(
        server.settings,
        'forget',
        whistle,
        '--reason',
        '依法删除',
      )
      expect(forgotten.code).toBe(0)
      const check = await runOperator(server.settings, 'rebuild', '--check')
      expect(check).toEqual({ code: 0, output: expect.stringContaining(' 0 differences') })
      running = await server.restart()
      const stage = await openStage(running.url)
      const commander = stage.member('110117006.secretary')
      const view = await stage.call(commander, 'getWhistle', { id: whistle })
      expect([view['title'], view['status']]).toEqual([null, 'sounding'])
      const { items } = await stage.call<{ items: { sentence: string }[] }>(
        commander,
        'getTimeline',
        { id: whistle },
      )
      expect(items.length).toBeGreaterThan(4)
      expect(items.every(({ sentence }) => sentence !== '')).toBe(true)
      const erased = /内容已按规定清除|the words were erased/
      expect(items.filter(({ sentence }) => erased.test(sentence))).not.toEqual([])
      expect(items.filter(({ sentence }) => WORDS.some(word => sentence.includes(word)))).toEqual(
        [],
      )
    } finally {
      await running.stop()
    }
  })
})
