// What a file of field tests stands on: the demo city, the stage on which others act, and phones for each test.
import type { CDPSession } from 'playwright-core'
import { beforeAll } from 'vitest'
import type { DemoServer } from '../../harness/demo-server.ts'
import { openStage, type Stage } from '../../stories/play/stage.ts'
import { openPhone, type Phone, type PhoneOptions } from './field.ts'
import { type City, setUpCity, setUpProfiles } from './set-up.ts'

/** A whole job is many screens; machines do other work beside. */
export const PATIENCE_MS = 150_000

export interface Field extends City {
  readonly stage: Stage
  /** Open and logged in, until the test is over. */
  phone(options?: PhoneOptions, server?: DemoServer): Promise<Phone>
}

export function setUpField(): Field {
  const city = setUpCity()
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
