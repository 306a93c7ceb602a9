// Every page that there is: in sight, without barriers, and the same from the right. One of each; with MUSTER_ALL_PAGES=1 every role, language and width.
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Stage } from '../stories/play/stage.ts'
import { hasBrowser, type Profile } from './harness/browser.ts'
import { playBusyNight } from './harness/busy-night.ts'
import { addressWith, deskPages, fieldPages, publicPages } from './harness/every-page.ts'
import { addressOf } from './harness/log-in.ts'
import { findMirrored, findPastEdge } from './harness/mirrored.ts'
import {
  findBarriers,
  keepPicture,
  LANGUAGES,
  openAs,
  openIn,
  type PageLanguage,
  setWidth,
  WIDTHS,
} from './harness/pages.ts'
import { setUpCity } from './harness/set-up.ts'

const ROLES = [
  'duty desk',
  'commander',
  'department duty',
  'officer',
  'coordination',
  'leader',
  'city',
  'administrator',
] as const
type Role = (typeof ROLES)[number] | 'nobody'

interface Visit {
  readonly pattern: string
  readonly role: Role
  readonly language: PageLanguage
  readonly width: number
}

const isAll = process.env['MUSTER_ALL_PAGES'] === '1'
const PATIENCE_MS = 90_000
/** Whistles are blown and answered first; a busy machine takes its time over it. */
const STAGE_MS = 300_000

/** Whose page it is; nobody's in particular is coordination's, which keeps the registries. */
const WHOSE: readonly (readonly [RegExp, Role])[] = [
  [/^\/(board)?$|^\/whistles|^\/leader/, 'city'],
  [/^\/blow/, 'duty desk'],
  [/^\/cases/, 'commander'],
  [/^\/department/, 'department duty'],
  [/^\/field\/code/, 'commander'],
  [/^\/field/, 'officer'],
  [/^\/public/, 'nobody'],
]

const whose = (pattern: string) =>
  WHOSE.find(([words]) => words.test(pattern))?.[1] ?? 'coordination'

function rolesFor(pattern: string): readonly Role[] {
  if (pattern.startsWith('/public')) return ['nobody']
  return pattern.startsWith('/field') ? ['officer', 'commander', 'department duty'] : ROLES
}

const PATTERNS = [...deskPages(), ...fieldPages(), ...publicPages()]

/** Each page in one of its four shapes, which stays the same whatever other pages there are. */
function oneOfEach(): readonly Visit[] {
  return PATTERNS.map(pattern => {
    const [shape = 0] = createHash('sha256').update(pattern).digest()
    return {
      pattern,
      role: whose(pattern),
      language: LANGUAGES[shape % LANGUAGES.length] ?? 'en',
      width: WIDTHS[(shape >> 1) % WIDTHS.length] ?? 360,
    }
  })
}

function everyOne(): readonly Visit[] {
  return PATTERNS.flatMap(pattern =>
    rolesFor(pattern).flatMap(role =>
      LANGUAGES.flatMap(language => WIDTHS.map(width => ({ pattern, role, language, width }))),
    ),
  )
}

/** Nothing is on its way any more. */
async function settle(page: Page): Promise<void> {
  await page.locator('main, [role=main], .state').first().waitFor()
  await page
    .locator('.loading, .skeleton, .ant-spin-spinning, .ant-skeleton-active')
    .first()
    .waitFor({ state: 'detached' })
}

describe.skipIf(!hasBrowser)('every page', { timeout: PATIENCE_MS }, () => {
  const city = setUpCity({ at: '2026-11-23T20:00:00+08:00' })
  let things: Readonly<Record<string, string>>
  let people: Readonly<Record<(typeof ROLES)[number], string>>
  const open = new Map<string, { readonly profile: Profile; readonly page: Page }>()

  beforeAll(async () => {
    const { stage, plays } = await playBusyNight(city.server.url, { language: 'en', count: 2 })
    const play = plays.at(-1)
    if (play === undefined) throw new Error('no whistle was blown')
    const { caller, asks } = play.cast
    const department = asks.at(-1)?.department ?? ''
    things = {
      whistle: play.id,
      department,
      '/whistles/$id $id': play.id,
      '/cases/$id $id': await caseOf(stage, play.id),
    }
    const { district } = play.cast
    people = {
      'duty desk': caller.duty.person,
      commander: caller.head.person,
      'department duty': stage.member(`${department}.duty`).person,
      officer: stage.member(`${department}.officer`).person,
      coordination: stage.member(`${district}-coord.head`).person,
      leader: stage.member(`${district}-coord.leader`).person,
      city: stage.member('110000-coord.leader').person,
      administrator: 'administrator',
    }
  }, STAGE_MS)

  async function caseOf(stage: Stage, id: string): Promise<string> {
    const looker = stage.member('110000-coord.leader')
    return (await stage.call<{ caseId: string }>(looker, 'getWhistle', { id })).caseId
  }

  /** One browser for each role and language: logging in is no part of what is looked at. */
  async function pageOf({ role, language, pattern }: Visit): Promise<Page> {
    const key = `${role} ${language}`
    const known = open.get(key)
    if (known !== undefined) return known.page
    const profile = await city.browser.profile()
    const page = await profile.page()
    open.set(key, { profile, page })
    const path = pattern.startsWith('/public') ? '/public' : '/account'
    if (role === 'nobody') await openIn(page, city.server, { path, language })
    else await openAs(page, city.server, { person: people[role], path, language })
    return page
  }

  for (const visit of isAll ? everyOne() : oneOfEach())
    it(`${visit.pattern} as ${visit.role} in ${visit.language} at ${visit.width}`, async () => {
      const { pattern, role, language, width } = visit
      const page = await pageOf(visit)
      const complaints = open.get(`${role} ${language}`)?.profile.complaints() ?? []
      const before = complaints.length
      await setWidth(page, width)
      await page.goto(addressOf(city.server) + addressWith(pattern, things))
      await settle(page)
      expect(await page.evaluate('document.documentElement.lang')).toBe(language)
      expect(await findPastEdge(page)).toEqual([])
      expect(await findBarriers(page)).toEqual([])
      const name = `every${pattern.replaceAll(/[^a-z]+/g, '-')}`
      await keepPicture(page, `${name}-${role.replace(' ', '-')}-${language}-${width}`)
      expect(await findMirrored(page)).toEqual([])
      expect(complaints.slice(before)).toEqual([])
    })

  it('finds what is only right from the left', async () => {
    const page = await pageOf({ pattern: '/public', role: 'nobody', language: 'en', width: 360 })
    await setWidth(page, 360)
    await page.goto(`${addressOf(city.server)}/public`)
    await settle(page)
    expect(await findMirrored(page)).toEqual([])
    await page.evaluate(`{
      const row = document.querySelector('main').appendChild(document.createElement('div'))
      Object.assign(row.style, { position: 'relative', blockSize: '40px' })
      for (const side of ['insetInlineStart', 'right']) {
        const one = row.appendChild(document.createElement('button'))
        one.textContent = side
        Object.assign(one.style, { position: 'absolute', [side]: '0' })
      }
    }`)
    expect(await findMirrored(page)).not.toEqual([])
  })
})
