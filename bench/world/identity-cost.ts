// A process: what it costs to know who asks and whether they may, for each command of the recorded stories.
import {
  can,
  decideWhistle,
  evolveWhistle,
  NOTHING,
  type Subject,
  subjectOf,
  type WhistleState,
} from '@muster/domain'
import { demoCity } from '../../apps/server/src/features/demo-city/demo-city.ts'
import { systemClock } from '../../apps/server/src/platform/clock.ts'
import { openDb } from '../../apps/server/src/platform/db/db.ts'
import { findAccount } from '../../apps/server/src/platform/identity/account-rows.ts'
import {
  createIdentityKeys,
  hashSecret,
  isSame,
} from '../../apps/server/src/platform/identity/secrets.ts'
import { findSessionRow } from '../../apps/server/src/platform/identity/session-rows.ts'
import { createSessions } from '../../apps/server/src/platform/identity/sessions.ts'
import { answer, argumentOf } from '../support/child.ts'
import type { Given } from './play.ts'
import { rulesOf } from './rules.ts'
import { jinhaihu, type Story, wangfujing } from './stories.ts'

export interface IdentityCostOf {
  readonly databaseUrl: string
  readonly dataDir: string
}

/** Microseconds for each command. */
export interface IdentityCost {
  readonly can: number
  readonly session: number
  /** With every look-up in the database. */
  readonly sessionUnkept: number
}

const ROUNDS = 5
const LONG_MS = 60 * 60_000

/** The best of some rounds, each of so many calls: what else runs on the machine only ever takes away. */
async function microseconds(calls: number, round: () => void | Promise<void>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < ROUNDS; n++) {
    const since = performance.now()
    await round()
    best = Math.min(best, ((performance.now() - since) * 1000) / calls)
  }
  return best
}

function subjectIn(state: WhistleState, { command }: Given): Subject {
  if (command.type === 'DraftWhistle') {
    const { caller, draft } = command
    const departments = draft.asks.map(({ department }) => department)
    return { caller, place: draft.place, departments }
  }
  if (state.status === 'none') throw new Error('the story has not begun')
  return subjectOf(state)
}

type Asked = Given & { readonly subject: Subject }

function askedIn(story: Story): Asked[] {
  let state: WhistleState = NOTHING
  return story.map(given => {
    const subject = subjectIn(state, given)
    const decision = decideWhistle(state, given.command, given.context)
    if (!decision.ok) throw new Error(`${given.command.type} was refused`)
    for (const event of decision.events) state = evolveWhistle(state, event)
    return { ...given, subject }
  })
}

function costOfCan(): Promise<number> {
  const city = demoCity()
  const rules = rulesOf(city)
  const asked = [...askedIn(jinhaihu(city, rules)), ...askedIn(wangfujing(city, rules))]
  const times = 200
  return microseconds(asked.length * times, () => {
    for (let n = 0; n < times; n++) {
      for (const { command, subject, context } of asked)
        if (!can(command, subject, context).ok) throw new Error(`${command.type} was refused`)
    }
  })
}

async function costOfSessions({ databaseUrl, dataDir }: IdentityCostOf) {
  const db = await openDb({ databaseUrl, dataDir })
  const [person] = demoCity().people
  const account = await findAccount(db, 'person', person?.id ?? '')
  if (account === undefined) throw new Error('the city has no accounts')
  const district = '110117'
  const office = { office: 'o', organisation: 'o', district, scopes: new Set(['attend']) }
  const offices = [office]
  const sessions = await createSessions({
    db,
    clock: systemClock,
    keys: createIdentityKeys(new Uint8Array(32)),
    limits: { idleMs: LONG_MS, longestMs: LONG_MS, freshMs: LONG_MS },
    officesOf: () => offices,
    lacksSecondFactor: () => false,
    onFault: () => undefined,
  })
  const client = { address: '127.0.0.1', agent: 'bench' }
  const { cookie } = await sessions.open(account, { methods: ['password'], client })
  const [id = '', secret = ''] = cookie.split('.')
  const kept = await microseconds(100_000, () => {
    for (let n = 0; n < 100_000; n++) {
      const verified = sessions.verify(cookie)
      if (verified instanceof Promise || !verified.ok) throw new Error('the session is not kept')
    }
  })
  const unkept = await microseconds(500, async () => {
    for (let n = 0; n < 500; n++) {
      const row = await findSessionRow(db, id)
      if (row === undefined || !isSame(row.secretHash, hashSecret(secret)))
        throw new Error('the session is not stored')
    }
  })
  await sessions.close()
  await db.close()
  return { session: kept, sessionUnkept: unkept }
}

const given = argumentOf<IdentityCostOf>()
answer({ can: await costOfCan(), ...(await costOfSessions(given)) } satisfies IdentityCost)
