// The desk of a district: what waits for a ruling, who does not come, what is supervised; each leads to its whistle.
import { beforeAll, describe, it } from 'vitest'
import { hasBrowser } from './harness/browser.ts'
import { type BusyNight, playBusyNight } from './harness/busy-night.ts'
import { LANGUAGES, lookOver } from './harness/pages.ts'
import { setUpPages } from './harness/set-up.ts'

const PATH = '/district'
const BLOWN = 4
/** City coordination sees every whistle. */
const LOOKER = '110000-coord.leader'

describe.skipIf(!hasBrowser)('the desk of a district', () => {
  const pages = setUpPages({ at: '2026-11-23T20:00:00+08:00' })
  let night: BusyNight
  let person: string

  beforeAll(async () => {
    night = await playBusyNight(pages.server.url, { language: 'en', count: BLOWN })
    person = night.stage.member(LOOKER).person
  })

  const section = (name: string) => pages.page.getByRole('region', { name: new RegExp(`^${name}`) })
  const called = async () => {
    for (const play of night.plays.toReversed()) {
      const { summonses } = await play.view()
      const found = summonses.find(({ status }) => status === 'called')
      if (found) return { play, department: found.department }
    }
    throw new Error('everybody signed')
  }

  it('has returns and orders as they come, and leads to the whistle', async () => {
    const page = await pages.as(person, PATH)
    await section('Silent and late').getByRole('row').nth(1).waitFor()
    await section('Rulings waiting').getByText('No return waits for a ruling').waitFor()
    await section('Supervision orders').getByText('No supervision order is open').waitFor()
    const { play, department } = await called()
    const [other] = play.cast.asks.filter(ask => ask.department !== department)
    await play.act(play.of(department).duty, 'returnSummons', {
      department,
      body: {
        listItem: night.stage.city.responsibility[0]?.id ?? '',
        rightUnit: other?.department ?? '',
        reason: 'Not on our list',
      },
    })
    const ruling = section('Rulings waiting').getByRole('row').nth(1)
    await ruling.getByText('it belongs to').waitFor()
    await ruling.getByText('whoever holds the power to rule').waitFor()
    const [silent] = night.plays
    if (silent === undefined) throw new Error('nothing was blown')
    const ruler = night.stage.member(`${silent.id.split('-')[1]}-coord.head`)
    await night.stage.call(ruler, 'orderSupervision', {
      body: {
        whistle: silent.id,
        department: silent.cast.asks[0]?.department ?? '',
        reason: 'Nobody answers',
      },
    })
    await section('Supervision orders').getByText('the department has to answer').waitFor()
    await ruling.getByRole('link').click()
    await page.waitForURL(`**/whistles/${play.id}`)
  })

  for (const language of LANGUAGES)
    it(`has no barrier in ${language}, wide and narrow`, async () => {
      const page = await pages.as(person, PATH, language)
      await page.locator('.district-list tbody tr').first().waitFor()
      await lookOver(page, `district-${language}`)
    })
})
