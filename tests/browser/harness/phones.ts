// What a file of field tests stands on: the demo city, the stage on which others act, and phones for each test.
import type { CDPSession } from 'playwright-core'
import { afterEach, beforeAll } from 'vitest'
import type { DemoServer } from '../../harness/demo-server.ts'
import { openStage, type Stage } from '../../stories/play/stage.ts'
import { openPhone, type Phone, type PhoneOptions } from './field.ts'
import { addressOf } from './log-in.ts'
import { type City, setUpCity, setUpProfiles } from './set-up.ts'
import { openWatchedDoor, type WatchedDoor } from './watched-door.ts'

/** A whole job is many screens; machines do other work beside. */
export const PATIENCE_MS = 150_000

export interface Field extends City {
  readonly stage: Stage
  /** Open and logged in, until the test is over. */
  phone(options?: PhoneOptions, server?: DemoServer): Promise<Phone>
  /** In front of the server, until the test is over. */
  door(): Promise<WatchedDoor>
}

export function setUpField(): Field {
  const city = setUpCity()
  const openDoor = setUpDoors(() => city.server)
  const profile = setUpProfiles(() => city.browser)
  let stage: Stage | undefined
  beforeAll(async () => {
    stage = await openStage(city.server.url)
  })
  return {
    get server() {
      return city.server
    },
    get browser() {
      return city.browser
    },
    get stage() {
      if (stage === undefined) throw new Error('the stage is not set up yet')
      return stage
    },
    phone: (options = {}, server = city.server) => openPhone({ profile }, server, options),
    door: openDoor,
  }
}

/** Called before profiles are set up, so that doors are closed after them: a page complains of a door that is gone. */
function setUpDoors(server: () => DemoServer): () => Promise<WatchedDoor> {
  let opened: WatchedDoor[] = []
  afterEach(async () => {
    const ended = opened
    opened = []
    await Promise.all(ended.map(door => door.close()))
  })
  return async () => {
    const door = await openWatchedDoor(server())
    opened.push(door)
    return door
  }
}

export interface Program {
  readonly cdp: CDPSession
  readonly registrationId: string
}

/** What works behind the page of a phone, as the browser's debugger calls it. */
export async function programOf({ profile, page }: Phone): Promise<Program> {
  const cdp = await profile.context.newCDPSession(page)
  const known = Promise.withResolvers<string>()
  cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const [one] = registrations
    if (one !== undefined) known.resolve(one.registrationId)
  })
  await cdp.send('ServiceWorker.enable')
  return { cdp, registrationId: await known.promise }
}

/** The browser finds a network, though the page that it shows is none of ours. */
export async function findNetwork({ profile, page }: Phone, server: DemoServer): Promise<void> {
  const origin = addressOf(server)
  await page.goto(`${origin}/health/live`)
  const { cdp, registrationId } = await programOf({ profile, page })
  const sync = { origin, registrationId, tag: 'outbox', lastChance: false }
  await cdp.send('ServiceWorker.dispatchSyncEvent', sync)
}
