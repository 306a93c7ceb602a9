// An officer's phone at 360 pixels: the whole job with one thumb, in both languages.
import { describe, expect, it } from 'vitest'
import { hasBrowser, openBrowser } from './harness/browser.ts'
import {
  arriveAs,
  blowFor,
  codeOf,
  countOf,
  filmOf,
  openCall,
  openPhone,
  SECRETARY,
  secretaryOf,
  slide,
  toldOf,
  untilKept,
} from './harness/field.ts'
import { addressOf } from './harness/log-in.ts'
import { findBarriers, keepPicture, LANGUAGES, overhang } from './harness/pages.ts'
import { PATIENCE_MS, programOf, setUpField } from './harness/phones.ts'
import { photo, pictureFile } from './harness/photos.ts'

const WORDS = {
  'zh-CN': {
    sign: '签收',
    setOut: '我出发了',
    arrive: '我到了',
    confirm: '确认到场',
    code: '现场码',
    measure: '记一条处置',
    stop: '责令停止',
    basis: '依据',
    save: '记下',
    photo: '拍照取证',
    take: '拍照',
    relieve: '换班',
    ask: '报请撤离',
    result: '结果',
    slide: '滑动',
    back: '返回',
    sent: '都已发出',
    me: '我',
  },
  en: {
    sign: 'Sign',
    setOut: 'On my way',
    arrive: 'On scene',
    confirm: 'Report on scene',
    code: 'Scene code',
    measure: 'Record a measure',
    stop: 'Ordered to stop',
    basis: 'Legal item',
    save: 'Record it',
    photo: 'Take evidence',
    take: 'Photo',
    relieve: 'Hand over',
    ask: 'Ask for release',
    result: 'Result',
    slide: 'Slide',
    back: 'Back',
    sent: 'Everything is sent',
    me: 'Me',
  },
} as const

const DEEDS = [
  'SummonsSigned',
  'OfficerSetOut',
  'ArrivalProved',
  'MeasureTaken',
  'EvidenceAttached',
  'DoneClaimed',
]

describe.skipIf(!hasBrowser)("an officer's phone", { timeout: PATIENCE_MS }, () => {
  const field = setUpField()

  for (const language of LANGUAGES)
    it(`does the whole job in ${language}, and every screen can be read by everybody`, async () => {
      const title = `后山盗采 ${language}`
      const id = await blowFor(field.stage, title)
      const { page } = await field.phone({ language })
      const say = WORDS[language]
      const button = (name: string) => page.getByRole('button', { name, exact: true })
      const look = async (name: string) => {
        expect([name, await overhang(page)]).toEqual([name, 0])
        expect([name, await findBarriers(page)]).toEqual([name, []])
        await keepPicture(page, `field-${name}-${language}-360`)
      }
      await page.getByRole('button', { name: title }).waitFor()
      await look('calls')
      await openCall(page, title)
      await look('call')
      await button(say.sign).click()
      await button(say.setOut).click()
      await expect.poll(() => countOf(field.stage, id, 'OfficerSetOut')).toBe(1)
      await button(say.arrive).click()
      await page.getByLabel(say.code).fill((await codeOf(field.stage, id)).toLowerCase())
      await look('arrive')
      await button(say.confirm).click()
      await button(say.measure).click()
      await page.getByText(say.stop, { exact: true }).click()
      await page.getByLabel(say.basis).fill('《矿产资源法》第三十九条')
      await look('measure')
      await button(say.save).click()
      await button(say.photo).click()
      const picture = pictureFile(photo(language, language.length))
      await page.getByLabel(say.take, { exact: true }).setInputFiles(picture.path)
      await expect.poll(() => countOf(field.stage, id, 'EvidenceAttached')).toBe(1)
      await look('evidence')
      picture.remove()
      await button(say.back).click()
      await button(say.relieve).click()
      await page.getByRole('heading', { level: 1, name: say.relieve }).waitFor()
      await look('relieve')
      await button(say.back).click()
      await button(say.ask).click()
      await page.getByLabel(say.result).fill('已停')
      await look('done')
      await slide(page, new RegExp(`^${say.slide}`))
      await expect.poll(() => countOf(field.stage, id, 'DoneClaimed')).toBe(1)
      await page.getByText(say.sent).waitFor()
      await look('after')
      const told = (await toldOf(field.stage, id)).map(({ type }) => type)
      expect(told.filter(type => DEEDS.includes(type))).toEqual(DEEDS)
      const arrived = async () => {
        const { items } = await field.stage.call<{
          items: { isHere: boolean; mediaType: string }[]
        }>(secretaryOf(field.stage), 'listEvidence', { id })
        return items
      }
      await expect.poll(arrived).toMatchObject([{ isHere: true, mediaType: 'image/jpeg' }])
      await button(say.me).click()
      await look('me')
    })

  it('slides by key: held for three seconds, and not by a touch', async () => {
    const title = '滑动'
    const id = await blowFor(field.stage, title)
    const { page } = await field.phone()
    await openCall(page, title)
    await page.getByRole('button', { name: 'On scene' }).click()
    await page.getByLabel('Scene code').fill(await codeOf(field.stage, id))
    await page.getByRole('button', { name: 'Report on scene' }).click()
    await page.getByRole('button', { name: 'Ask for release' }).click()
    await page.getByLabel('Result').fill('done')
    const bar = page.getByRole('button', { name: /^Slide/ })
    await bar.click()
    await bar.focus()
    await page.keyboard.press('Enter')
    await bar.waitFor()
    await page.keyboard.down('Enter')
    await page.getByRole('heading', { level: 1, name: title }).waitFor()
    await page.keyboard.up('Enter')
    // Without a measure the server does not take it, and says so in words.
    await page.getByText('1 not accepted').click()
    await page.getByRole('alert').filter({ hasText: 'Not accepted' }).waitFor()
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'field-refused-en-360')
    await page.getByRole('button', { name: 'Let it go' }).click()
    await page.getByRole('button', { name: 'Tap again to let it go' }).click()
    await page.getByText('Nothing waits').waitFor()
  })

  it('hands over to a colleague who has arrived', async () => {
    const title = '换班'
    const id = await blowFor(field.stage, title)
    await arriveAs(field.stage, id, 0)
    await arriveAs(field.stage, id, 1)
    const { page } = await field.phone()
    await openCall(page, title)
    await page.getByRole('button', { name: 'Hand over' }).click()
    await page.getByRole('radio').waitFor()
    expect(await findBarriers(page)).toEqual([])
    await keepPicture(page, 'field-hand-over-en-360')
    await slide(page, /^Slide:/)
    await expect.poll(() => countOf(field.stage, id, 'PersonRelieved')).toBe(1)
  })

  it('reads the scene code with its camera', async () => {
    const title = '扫码到场'
    const id = await blowFor(field.stage, title)
    const code = await codeOf(field.stage, id)
    const film = filmOf(code)
    const withCamera = await openBrowser(film.flags)
    try {
      const { page, profile } = await openPhone(withCamera, field.server)
      await profile.context.grantPermissions(['geolocation', 'camera'])
      await openCall(page, title)
      await page.getByRole('button', { name: 'On scene' }).click()
      await page.getByRole('button', { name: 'Scan the scene code' }).click()
      await expect
        .poll(() => page.getByLabel('Scene code').inputValue())
        .toBe(`${code.slice(0, 4)} ${code.slice(4)}`)
      await page.getByRole('button', { name: 'Report on scene' }).click()
      await expect.poll(() => countOf(field.stage, id, 'ArrivalProved')).toBe(1)
      expect(profile.complaints()).toEqual([])
    } finally {
      await withCamera.close()
      film.remove()
    }
  })

  it('rings when it is called, with words and a way there', async () => {
    const { page, profile } = await field.phone()
    await profile.context.grantPermissions(['notifications'])
    await untilKept(page)
    const { cdp, registrationId } = await programOf({ profile, page })
    const ring = {
      title: '后山盗采',
      body: '请 30 分钟内到场',
      link: '/field',
      urgent: true,
      tag: 'w-1',
    }
    const shown = () =>
      page.evaluate(`navigator.serviceWorker.ready
        .then(registration => registration.getNotifications())
        .then(all => all.map(({ title, body }) => ({ title, body })))`)
    // What is delivered by hand reaches a program that runs: one that was just put to sleep is rung again.
    const rung = async () => {
      await cdp.send('ServiceWorker.deliverPushMessage', {
        origin: addressOf(field.server),
        registrationId,
        data: JSON.stringify(ring),
      })
      return await shown()
    }
    const once = [{ title: ring.title, body: ring.body }]
    await expect.poll(rung, { interval: 2000, timeout: 30_000 }).toEqual(once)
    expect(await shown()).toEqual(once)
  })

  it("shows the scene code on the caller's phone, which another phone's camera could read", async () => {
    const title = '出示现场码'
    const id = await blowFor(field.stage, title)
    for (const language of LANGUAGES) {
      const { page } = await field.phone({ person: SECRETARY, language, path: `/field/code/${id}` })
      const shown = page.getByTestId('scene-code')
      await shown.waitFor()
      const codes = [await codeOf(field.stage, id), (await shown.textContent())?.replace(' ', '')]
      // The minute may have turned in between.
      if (codes[0] !== codes[1])
        await page.getByText((await codeOf(field.stage, id)).slice(0, 4)).waitFor()
      expect(await overhang(page)).toBe(0)
      expect(await findBarriers(page)).toEqual([])
      await keepPicture(page, `field-code-${language}-360`)
    }
  })
})
