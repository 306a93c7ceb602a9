// Every channel of this installation by its code.
import type { OutgoingFetch } from '../outgoing/outgoing.ts'
import type { Channel } from './channel.ts'
import { createEmail, type EmailChannel } from './email.ts'
import { createPace } from './pace.ts'
import { createRobot } from './robot.ts'
import { ROBOT_PROFILES } from './robot-profiles.ts'
import type { ChannelSettings, SmsSettings } from './settings.ts'
import { createSms } from './sms.ts'
import { createWebPush, type Vapid } from './web-push.ts'

export interface Channels {
  /** Undefined where the operator has not set it up. */
  find(code: string): Channel | undefined
  readonly codes: readonly string[]
  /** For browsers that subscribe. */
  readonly vapidPublicKey: string
  /** What the gateway of text messages says when it calls back. */
  readonly sms: SmsSettings | undefined
  close(): Promise<void>
}

export interface ChannelParts {
  readonly settings: ChannelSettings
  readonly fetch: OutgoingFetch
  readonly vapid: Vapid
  /** Where people find this installation; push services turn there when it misbehaves. */
  readonly publicUrl: string | undefined
  /** Real time, for signatures and limits of providers. */
  readonly clock: { now(): number; monotonic(): number }
  /** Channels that are built elsewhere: those that keep something in the database. */
  readonly others: readonly Channel[]
}

const NOBODY = 'mailto:webmaster@localhost'

export function createChannels(parts: ChannelParts): Channels {
  const { settings, fetch, vapid, publicUrl, clock, others } = parts
  const email: EmailChannel | undefined = settings.email && createEmail(settings.email)
  const isHttps = publicUrl?.startsWith('https:') === true
  const subject = settings.webPush?.subject ?? (isHttps ? publicUrl : NOBODY)
  const robots = ROBOT_PROFILES.map(profile =>
    createRobot(profile, {
      fetch,
      pace: createPace(profile.perMinute, () => clock.monotonic()),
      now: () => clock.now(),
    }),
  )
  const all: readonly Channel[] = [
    ...(email === undefined ? [] : [email]),
    createWebPush({ fetch, vapid, subject }),
    ...robots,
    ...(settings.sms === undefined ? [] : [createSms(settings.sms, fetch)]),
    ...others,
  ]
  const byCode = new Map(all.map(channel => [channel.code, channel]))
  return {
    find: code => byCode.get(code),
    codes: [...byCode.keys()],
    vapidPublicKey: vapid.publicKey,
    sms: settings.sms,
    close: async () => {
      await email?.close()
    },
  }
}
