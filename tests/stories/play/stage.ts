// Where a story is played: a server over HTTP, its invented people, and its clock.

import { setTimeout } from 'node:timers/promises'
import type { CastMember } from '../../../apps/server/src/features/demo-city/cast.ts'
import { indexCity } from '../../../apps/server/src/features/demo-city/cast.ts'
import type { Bilingual } from '../../../apps/server/src/features/demo-city/city-types.ts'
import { type DemoCity, demoCity } from '../../../apps/server/src/features/demo-city/demo-city.ts'
import { type ApiClient, type Caller, type Input, readClient } from '../../client/client.ts'
import type { JsonObject } from '../../client/document.ts'
import { ApiProblem } from '../../client/problem.ts'

export type { CastMember }

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Between two tries of what was asked too often. */
const WAIT_MS = 2000

/** China has one offset, all year. */
const OFFSET_MS = 8 * HOUR

export interface Stage {
  readonly client: ApiClient
  readonly city: DemoCity
  /** Somebody of an office; the first holder unless told otherwise. */
  member(office: string, position?: number): CastMember
  as(member: CastMember): Promise<Caller>
  call<T = JsonObject>(member: CastMember, operationId: string, input?: Input): Promise<T>
  now(): Promise<number>
  advance(ms: number): Promise<number>
  moveTo(instant: number): Promise<number>
  /** What people write, in the language that the story is told in. */
  say(zh: string, en: string): string
  text(words: Bilingual): string
}

export async function openStage(
  url: string,
  { city = demoCity(), language = 'zh' }: { city?: DemoCity; language?: 'zh' | 'en' } = {},
): Promise<Stage> {
  const client = await readClient(url)
  const { holders } = indexCity(city)
  const anybody = client.as()
  const known = new Map<string, Promise<Caller>>()
  const login = async (member: CastMember) => {
    const { token } = await patiently(() =>
      anybody.call<{ token: string }>('issueDemoToken', { body: member }),
    )
    return client.as(token)
  }
  const as = (member: CastMember) => {
    const key = `${member.person}@${member.office}`
    const caller = known.get(key) ?? login(member)
    known.set(key, caller)
    return caller
  }
  const clock = async (operationId: string, input?: Input) => {
    const { now } = await patiently(() => anybody.call<{ now: string }>(operationId, input))
    return Date.parse(now)
  }
  const moveTo = (instant: number) => clock('moveDemoClock', { body: { to: toRfc3339(instant) } })
  return {
    client,
    city,
    as,
    member: (office, position = 0) => {
      const person = holders.get(office)?.[position]
      if (person === undefined) throw new Error(`nobody holds ${office}`)
      return { person: person.id, office }
    },
    call: async (member, operationId, input) => (await as(member)).call(operationId, input),
    now: () => clock('getDemoClock'),
    advance: async ms => moveTo((await clock('getDemoClock')) + ms),
    moveTo,
    say: (zh, en) => (language === 'zh' ? zh : en),
    text: words => words[language],
  }
}

/**
 * What is asked without a log-in is limited by the minute, and one story after another on the same
 * server comes to that limit: a player waits, as the refusal asks.
 */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.code !== 'too_many_requests') throw error
      await setTimeout(WAIT_MS)
    }
  }
}

export function toRfc3339(instant: number): string {
  return `${new Date(instant + OFFSET_MS).toISOString().slice(0, -1)}+08:00`
}

/** The next moment at which it is so late in Beijing, a whole day on when it is exactly that now. */
export function nextTime(after: number, hour: number, minute = 0): number {
  const local = after + OFFSET_MS
  const today = local - (((local % DAY) + DAY) % DAY) + hour * HOUR + minute * MINUTE
  return (today > local ? today : today + DAY) - OFFSET_MS
}
