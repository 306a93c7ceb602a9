// An officer's phone and what surrounds it: a whistle that sounds, the code on the caller's side, the story afterwards.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { encode } from 'uqr'
import type { DemoServer } from '../../harness/demo-server.ts'
import { type Stage, toRfc3339 } from '../../stories/play/stage.ts'
import { blow } from '../../stories/two-departments.ts'
import type { Profile, TestBrowser } from './browser.ts'
import { openAs, type PageLanguage, setWidth } from './pages.ts'

export const OFFICER = 'p-110117-planning-05'
export const COLLEAGUE = 'p-110117-planning-06'
export const DEPARTMENT = '110117-planning'
export const SECRETARY = 'p-110117006-01'
export const PHONE_WIDTH = 360

/** For a screen to come on a machine that does other work beside. */
const WAIT_MS = 30_000

/** The scene of `two-departments.ts`, a few steps away. */
const AT_THE_SCENE = { longitude: 117.2937, latitude: 40.1744, accuracy: 12 }

export interface Phone {
  readonly profile: Profile
  readonly page: Page
}

export interface PhoneOptions {
  readonly person?: string
  readonly language?: PageLanguage
  readonly path?: string
  /** Run before any script of the page. */
  readonly before?: string
}

export async function openPhone(
  browser: Pick<TestBrowser, 'profile'>,
  server: DemoServer,
  { person = OFFICER, language = 'en', path = '/field', before }: PhoneOptions = {},
): Promise<Phone> {
  const profile = await browser.profile()
  profile.context.setDefaultTimeout(WAIT_MS)
  await profile.context.grantPermissions(['geolocation'])
  await profile.context.setGeolocation(AT_THE_SCENE)
  const page = await profile.page()
  if (before !== undefined) await page.addInitScript(before)
  await setWidth(page, PHONE_WIDTH)
  await openAs(page, server, { person, path, language })
  return { profile, page }
}

/** From now on this page opens without a network. */
export async function untilKept(page: Page): Promise<void> {
  await page.evaluate(
    `navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated' || new Promise(done =>
      active.addEventListener('statechange', () => active.state === 'activated' && done())))`,
  )
}

export function secretaryOf(stage: Stage) {
  return stage.member('110117006.secretary')
}

export async function blowFor(stage: Stage, title: string): Promise<string> {
  return (await blow(stage, secretaryOf(stage), 'emergency', { title })).id
}

export async function codeOf(stage: Stage, id: string): Promise<string> {
  return (await stage.call<{ code: string }>(secretaryOf(stage), 'getSceneCode', { id })).code
}

interface Told {
  readonly type: string
  readonly event: Readonly<Record<string, unknown>>
}

/** What the officer's department did, as the server tells it. */
export async function toldOf(stage: Stage, id: string): Promise<readonly Told[]> {
  const { items } = await stage.call<{ items: readonly Told[] }>(
    secretaryOf(stage),
    'getTimeline',
    { id },
  )
  return items.filter(({ event }) => event['department'] === DEPARTMENT)
}

export async function countOf(stage: Stage, id: string, type: string): Promise<number> {
  return (await toldOf(stage, id)).filter(one => one.type === type).length
}

/** Somebody of the department is on the scene and proved it, by another phone. */
export async function arriveAs(stage: Stage, id: string, position: number): Promise<string> {
  const member = stage.member(`${DEPARTMENT}.officer`, position)
  const of = { id, department: DEPARTMENT }
  const { longitude, latitude, accuracy } = AT_THE_SCENE
  await stage.call(member, 'reportArrival', {
    ...of,
    body: {
      sceneCode: await codeOf(stage, id),
      position: {
        point: { type: 'Point', coordinates: [longitude, latitude] },
        accuracyMetres: accuracy,
        takenAt: toRfc3339(await stage.now()),
      },
    },
  })
  return member.person
}

interface Attendance {
  readonly person: string
  readonly status: string
  readonly claimedAt?: string
  readonly receivedAt?: string
  readonly countsAt?: string
  readonly offline?: boolean
}

export async function attendanceOf(stage: Stage, id: string): Promise<Attendance | undefined> {
  const { people } = await stage.call<{ people: readonly Attendance[] }>(
    secretaryOf(stage),
    'getSummons',
    { id, department: DEPARTMENT },
  )
  return people.find(({ person }) => person === OFFICER)
}

export async function openCall(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: title }).click()
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** Slides with a finger to the end. */
export async function slide(page: Page, name: RegExp | string): Promise<void> {
  const box = await page.getByRole('button', { name }).boundingBox()
  if (box === null) throw new Error('nothing to slide')
  const y = box.y + box.height / 2
  await page.mouse.move(box.x + 20, y)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 5 })
  await page.mouse.move(box.x + box.width - 4, y, { steps: 5 })
  await page.mouse.up()
}

const FRAME = 480

/** A film that shows a QR picture, for a browser that takes it for its camera. */
export function filmOf(code: string): { readonly flags: readonly string[]; remove(): void } {
  const { data, size } = encode(code, { border: 4 })
  const side = Math.floor(FRAME / size)
  const grey = Buffer.alloc(FRAME * FRAME, 235)
  for (let row = 0; row < size * side; row += 1)
    for (let column = 0; column < size * side; column += 1) {
      const isDark = data[Math.floor(row / side)]?.[Math.floor(column / side)] === true
      if (isDark) grey[row * FRAME + column] = 16
    }
  const colours = Buffer.alloc((FRAME * FRAME) / 2, 128)
  const head = Buffer.from(`YUV4MPEG2 W${FRAME} H${FRAME} F5:1 Ip A1:1 C420jpeg\n`)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), grey, colours])
  const folder = mkdtempSync(join(tmpdir(), 'muster-film-'))
  const path = join(folder, 'code.y4m')
  writeFileSync(path, Buffer.concat([head, frame, frame]))
  return {
    flags: [
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${path}`,
    ],
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
