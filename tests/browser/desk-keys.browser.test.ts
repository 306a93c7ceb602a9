// The main jobs of the desk by keyboard alone: sign, send, return, approve, rule, and a whistle led to its grade.
import { beforeAll, describe, expect, it } from 'vitest'
import { HOUR, openStage, type Stage } from '../stories/play/stage.ts'
import { gradeBoth, playToTheEnd } from '../stories/two-departments.ts'
import { hasBrowser } from './harness/browser.ts'
import { expectFocus, focused, pressAt, tabTo } from './harness/keys.ts'
import { colleague } from './harness/people.ts'
import { setUpPages } from './harness/set-up.ts'
import { COMMANDER, DEPARTMENT, OFFICER, type Scene, soundingWhistle } from './whistle-scene.ts'

const AT = '2026-11-23T10:00:00+08:00'
const MATTER = 'Night digging in the valley'
const TURN = /^现在能做什么$/
const SCENE = { type: 'Point', coordinates: [117.3087, 40.1737] }
const MEASURE = { measureType: 'stop', legalItem: 'Mineral Resources Law', text: 'Ordered to stop' }
const BLOCKS = ['问题已处置', '证据已固定', '后续责任人已明确', '现场已安全']
/** More than a dialog has to stop at: it has been gone round once. */
const STEPS_ROUND = 10
const SEEN_INSIDE = { isMarked: true, isInSight: true, isInside: true }
/** From the beginning of a page to what it is about: past the names of the other pages, by one link. */
const SKIP = /^跳到正文$/

describe.skipIf(!hasBrowser)('the desk by keyboard alone', { timeout: 150_000 }, () => {
  const pages = setUpPages({ at: AT, width: 1440 })
  let stage: Stage

  beforeAll(async () => {
    stage = await openStage(pages.server.url)
  })

  const open = (person: string, path: string) => pages.as(person, path, 'zh-CN')
  const summonsOf = ({ id }: Scene) => `/api/whistles/${id}/summonses/${DEPARTMENT}`

  /** Past the head of every page. */
  async function toContent(): Promise<void> {
    const { page } = pages
    await pressAt(page, SKIP)
    await expect.poll(() => page.evaluate('document.activeElement.id')).toBe('content')
  }

  /** The next entry of a list that has one. */
  async function chooseNext(field?: RegExp): Promise<void> {
    const { page } = pages
    if (field !== undefined) await tabTo(page, field)
    await expect
      .poll(() => page.evaluate('document.activeElement.options?.length ?? 0'))
      .toBeGreaterThan(1)
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.evaluate('document.activeElement.value')).not.toBe('')
  }

  /** An act that the server offers after the one before it. */
  async function pressWhenThere(verb: string): Promise<void> {
    const { page } = pages
    const button = page.locator('.whistle-turn button', { hasText: verb }).first()
    await button.waitFor()
    await pressAt(page, new RegExp(`^${verb}`))
  }

  /** An act without a form: done, it goes. */
  async function doWhenThere(verb: string): Promise<void> {
    const { page } = pages
    await pressWhenThere(verb)
    await page.locator('.whistle-turn button', { hasText: verb }).waitFor({ state: 'detached' })
    await expectFocus(page, TURN)
  }

  async function submit(verb: string): Promise<void> {
    const { page } = pages
    await pressAt(page, new RegExp(`^${verb}`))
    await page.locator('.act-form').waitFor({ state: 'detached' })
    await expectFocus(page, TURN)
  }

  const isIn = (selector: string) =>
    pages.page.evaluate(`document.activeElement.closest('${selector}') !== null`)

  async function write(field: RegExp, text: string): Promise<void> {
    const { page } = pages
    await tabTo(page, field)
    await page.keyboard.type(text)
  }

  it('signs a call, sends people, and returns another', async () => {
    const { page } = pages
    await soundingWhistle(pages.server)
    await open(OFFICER, '/department')
    await page.locator('.duty-call').waitFor()
    await page.locator('.territory-map[data-ready=true]').waitFor()
    await toContent()
    await pressAt(page, /^签收：/)
    // It went to the other list, and the focus with it.
    await page.locator('#duty-open ~ .duty-call').waitFor()
    await expectFocus(page, new RegExp(`^${MATTER}$`))
    await pressAt(page, /^要求和处置$/)
    await page.getByRole('button', { name: '派人' }).waitFor()
    await pressAt(page, /^派人$/)
    await page.locator('.duty-form input').first().waitFor()
    await expect.poll(() => page.evaluate('document.activeElement.type')).toBe('checkbox')
    await page.keyboard.press('Space')
    await pressAt(page, /^派出 1 人$/)
    await page.locator('.duty-call [data-state=en_route]').waitFor()
    await expectFocus(page, new RegExp(`^${MATTER}$`))
    const second = await soundingWhistle(pages.server)
    const card = page.locator('.duty-call', { has: page.locator(`a[href*="${second.id}"]`) })
    await card.waitFor()
    await tabTo(page, /^签收：/, { key: 'Shift+Tab' })
    await pressAt(page, /^要求和处置$/)
    await card.getByRole('button', { name: '退回' }).waitFor()
    await pressAt(page, /^退回$/)
    await expectFocus(page, /^依据清单事项/)
    await chooseNext()
    await chooseNext(/^应由谁办/)
    await write(/^理由/, '矿坑归水务管')
    await pressAt(page, /^退回本哨$/)
    await card.locator('[data-state=returned]').waitFor()
    await expectFocus(page, new RegExp(`^${MATTER}$`))
  })

  it('approves a whistle', async () => {
    const { page } = pages
    const scene = await soundingWhistle(pages.server, 'enforcement')
    await open(COMMANDER, `/whistles/${scene.id}`)
    await page.locator('.whistle-turn .primary').waitFor()
    await toContent()
    // What one can do comes before everything else on the page.
    expect(await tabTo(page, /^批准吹哨$/)).toBe(1)
    await page.keyboard.press('Enter')
    await page.locator('.whistle-status[data-status=sounding]').waitFor()
    await expectFocus(page, TURN)
  })

  it('leads a whistle from a doubtful arrival to its grade', async () => {
    const { page } = pages
    const scene = await soundingWhistle(pages.server)
    await scene.sign()
    await open(COMMANDER, `/whistles/${scene.id}`)
    await page.locator('.lane-head').waitFor()
    await toContent()
    await scene.officer.ask('POST', `${summonsOf(scene)}/arrive`, {
      position: { point: SCENE, accuracyMetres: 10, takenAt: '2026-11-23T09:59:50+08:00' },
    })
    await page.getByRole('button', { name: '确认到场' }).first().waitFor()
    await pressAt(page, /^确认到场/)
    await page.getByRole('button', { name: '确认到场' }).first().waitFor({ state: 'detached' })
    await expectFocus(page, TURN)
    await scene.officer.ask('POST', `${summonsOf(scene)}/measures`, MEASURE)
    await scene.officer.ask('POST', `${summonsOf(scene)}/claim-done`, { result: 'Sealed' })
    for (const block of BLOCKS) {
      const sign = page.getByRole('button', { name: `签认：${block}` })
      await sign.waitFor({ state: 'attached' })
      if (!(await sign.isVisible())) await pressAt(page, /^其他操作$/)
      await pressAt(page, new RegExp(`^签认：${block}`))
      await sign.waitFor({ state: 'detached' })
      await expectFocus(page, TURN)
    }
    await doWhenThere('同意撤离')
    await pressWhenThere('宣布解决')
    await expectFocus(page, /^结果/)
    await page.keyboard.type('已停止开采')
    await submit('宣布解决')
    await doWhenThere('验收')
    await pressWhenThere('事后审核')
    await expectFocus(page, /^结论/)
    await chooseNext()
    await write(/^理由/, '应当吹哨')
    await submit('事后审核')
    await pressWhenThere('结束本哨')
    // What is final is asked for once more: a key held for too long does not answer that.
    await expectFocus(page, /^结束本哨$/)
    await submit('结束本哨')
    await page.locator('.whistle-status[data-status=closed]').waitFor()
    await pressWhenThere('评价')
    await expectFocus(page, /（满分/)
    const scores = await page.locator('.act-score').count()
    for (let at = 0; at < scores; at += 1) {
      if (at > 0) await tabTo(page, /（满分/)
      await page.keyboard.type('90')
      await write(/：理由$/, '及时到场')
    }
    await submit('评价')
  })

  it('rules on a return, from the desk of the district', async () => {
    const { page } = pages
    const scene = await soundingWhistle(pages.server)
    await scene.officer.ask('POST', `${summonsOf(scene)}/return`, {
      listItem: stage.city.responsibility[0]?.id ?? '',
      rightUnit: '110117-water',
      reason: '不归规划管',
    })
    await open(stage.member('110117-coord.head').person, '/district')
    const ruling = page.locator(`[aria-labelledby=district-rulings] a[href*="${scene.id}"]`)
    await ruling.waitFor()
    await toContent()
    await pressAt(page, new RegExp(`^${MATTER}$`))
    await page.waitForURL('**/whistles/*')
    await page.getByRole('button', { name: '裁定' }).first().waitFor()
    await pressAt(page, /^裁定/)
    await expectFocus(page, /^结论/)
    await chooseNext()
    await chooseNext(/^清单条目/)
    await write(/^理由/, '仍由规划部门承担')
    await submit('裁定')
  })

  it('keeps the focus in a dialog, and gives it back', async () => {
    const { page } = pages
    const caller = await colleague(pages.server, COMMANDER)
    const { id } = await caller.ask<{ id: string }>('POST', '/api/cases', {
      title: MATTER,
      problemType: '07-01',
      point: SCENE,
    })
    await open(COMMANDER, `/cases/${id}`)
    await page.getByRole('button', { name: '记录自行处置' }).waitFor()
    await toContent()
    await pressAt(page, /^记录自行处置$/)
    await page.getByRole('dialog').waitFor()
    await expect.poll(() => isIn('[role=dialog]')).toBe(true)
    const names = new Set<string>()
    for (let steps = 0; steps < STEPS_ROUND; steps += 1) {
      await page.keyboard.press('Tab')
      const where = await focused(page)
      // Between the last and the first comes the window's own part.
      if (where === undefined) continue
      expect({ ...where, isInside: await isIn('[role=dialog]') }).toMatchObject(SEEN_INSIDE)
      names.add(where.name)
    }
    expect([...names]).toEqual(expect.arrayContaining(['关闭', '取消', '记录自行处置']))
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await expectFocus(page, /^记录自行处置$/)
  })

  /** An act that may stand among the others. */
  async function pressAmongAll(verb: string): Promise<void> {
    const { page } = pages
    const button = page.locator('.whistle-turn button', { hasText: verb }).first()
    await button.waitFor({ state: 'attached' })
    if (!(await button.isVisible())) await pressAt(page, /^其他操作$/)
    await pressAt(page, new RegExp(`^${verb}`))
  }

  it('vetoes what was said to be done, and calls one more department', async () => {
    const { page } = pages
    const scene = await soundingWhistle(pages.server)
    await scene.sign()
    const { code } = await scene.caller.ask<{ code: string }>(
      'GET',
      `/api/whistles/${scene.id}/scene-code`,
    )
    await scene.officer.ask('POST', `${summonsOf(scene)}/arrive`, {
      position: { point: SCENE, accuracyMetres: 10, takenAt: '2026-11-23T09:59:50+08:00' },
      sceneCode: code,
    })
    await scene.officer.ask('POST', `${summonsOf(scene)}/measures`, MEASURE)
    await scene.officer.ask('POST', `${summonsOf(scene)}/claim-done`, { result: 'Sealed' })
    await open(COMMANDER, `/whistles/${scene.id}`)
    await page.locator('.lane-head [data-state=done_claimed]').waitFor()
    await toContent()
    await pressAmongAll('否决“已完成”')
    await expectFocus(page, /规自分局/)
    await page.keyboard.press('Space')
    expect(await page.evaluate('document.activeElement.checked')).toBe(true)
    await write(/^理由/, '坑口没有封')
    await submit('否决“已完成”')
    await page.locator('.lane-head [data-state=done_claimed]').waitFor({ state: 'detached' })
    await pressAmongAll('增派部门')
    await expectFocus(page, /^部门$/)
    await page.keyboard.type('平谷区水务局')
    await page.getByRole('option', { name: '平谷区水务局' }).waitFor()
    await page.keyboard.press('Enter')
    await expect
      .poll(() => page.getByRole('combobox', { name: '部门' }).inputValue())
      .toBe('平谷区水务局')
    await page.locator('.combobox [role=option]').first().waitFor({ state: 'detached' })
    await write(/^要求/, '查取水口')
    await submit('增派部门')
    await page.locator('.lane-head').nth(1).waitFor()
  })

  it('appeals against a grade', async () => {
    const { page } = pages
    const secretary = stage.member('110117006.secretary')
    const { id } = await playToTheEnd(stage, secretary)
    await gradeBoth(stage, secretary, id)
    await open(stage.member(`${DEPARTMENT}.duty`).person, `/whistles/${id}`)
    await page.locator('.lane-head').first().waitFor()
    await toContent()
    await pressAmongAll('申诉')
    await expectFocus(page, /^理由/)
    await page.keyboard.type('路上有事故')
    await submit('申诉')
  })

  it('orders supervision of a department', async () => {
    const { page } = pages
    const scene = await soundingWhistle(pages.server)
    // Only whoever is late has something to account for. The clock stays there: nothing comes after this.
    await stage.advance(HOUR)
    await open(stage.member('110117-coord.head').person, `/whistles/${scene.id}`)
    await page.locator('.lane-head').waitFor()
    await toContent()
    await pressAmongAll('督办')
    await expectFocus(page, /^理由/)
    await page.keyboard.type('情况不明')
    await submit('督办')
  })
})
