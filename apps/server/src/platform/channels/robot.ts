// Robots of group chats: one plug-in, a profile for each chat.
import type { OutgoingFetch } from '../outgoing/outgoing.ts'
import type { Channel, Sent } from './channel.ts'
import type { Pace } from './pace.ts'
import type { RobotAddress, RobotProfile } from './robot-profiles.ts'
import { BAD_ADDRESS, failed, refusedWith, troubleOf } from './trouble.ts'

export interface RobotParts {
  readonly fetch: OutgoingFetch
  readonly pace: Pace
  readonly now: () => number
}

export function createRobot(profile: RobotProfile, { fetch, pace, now }: RobotParts): Channel {
  return {
    code: profile.code,
    hasReceipts: false,
    isIdempotent: false,
    send: async (message, signal) => {
      const address = readRobotAddress(message.to)
      if (address === undefined) return BAD_ADDRESS
      if (!pace.take(address.url.href, message)) return failed('rate_limited')
      const { url, body } = profile.toRequest(address, message, now())
      try {
        const answer = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json; charset=utf-8' },
          body: JSON.stringify(body),
          redirect: 'error',
          signal,
        })
        if (answer.ok) return judge(profile, await answer.text())
        await answer.body?.cancel()
        return refusedWith(answer.status)
      } catch (error) {
        return troubleOf(error, signal)
      }
    },
  }
}

/** `https://…/send?key=…`, with `#secret` where the robot wants signatures. */
export function readRobotAddress(text: string): RobotAddress | undefined {
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (!['https:', 'http:'].includes(url.protocol)) return undefined
  const secret = decodeURIComponent(url.hash.slice(1))
  url.hash = ''
  return { url, secret: secret === '' ? undefined : secret }
}

/** The status is 200 whatever became of the message: only the code inside tells. */
function judge(profile: RobotProfile, text: string): Sent {
  const code = readCode(profile, text)
  if (code === undefined) return failed('answer_unreadable')
  if (code === 0) return { ok: true }
  if (profile.busy.has(code)) return failed('rate_limited')
  return failed(`${profile.code}_${String(code)}`.slice(0, 40), profile.final.has(code))
}

function readCode(profile: RobotProfile, text: string): number | undefined {
  try {
    const answer: unknown = JSON.parse(text)
    const code =
      typeof answer === 'object' && answer !== null
        ? profile.codeOf(answer as Readonly<Record<string, unknown>>)
        : undefined
    return typeof code === 'number' ? code : undefined
  } catch {
    return undefined
  }
}
