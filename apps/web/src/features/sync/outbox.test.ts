import { describe, expect, test } from 'vitest'
import { afterAnswer, nextToSend, standingOf, waitAfter } from './outbox.ts'
import { actOf, OFFICER, START } from './testing.ts'
import { verdictOf } from './verdict.ts'

const AT = { person: OFFICER, now: START }
const MOMENT = { now: START, chance: 1 }

describe('what is sent next', () => {
  test('waits for its moment, but not for one that a clock set back since has made of it', () => {
    const next = (notBefore: number) => nextToSend([actOf({ notBefore })], AT)?.order
    expect([next(START + 60_000), next(START), next(START + 3_600_000)]).toEqual([undefined, 1, 1])
  })

  test('the first of a lane, and no other before it; other lanes go on', () => {
    const stuck = actOf({ order: 1, notBefore: START + 5000 })
    const behind = actOf({ order: 2 })
    const elsewhere = actOf({ order: 3, whistle: 'w-2' })
    expect(nextToSend([behind, stuck, elsewhere], AT)).toBe(elsewhere)
    expect(nextToSend([behind, stuck], AT)).toBeUndefined()
    expect(nextToSend([behind, stuck], { ...AT, now: START + 5000 })).toBe(stuck)
  })

  test('nobody sends for somebody else', () => {
    expect(nextToSend([actOf({ person: 'p-2' })], AT)).toBeUndefined()
    expect(nextToSend([actOf({ order: 1, person: 'p-2' }), actOf({ order: 2 })], AT)?.order).toBe(2)
  })

  test('waiting grows, has an end, and is not the same for all', () => {
    expect([0, 1, 2, 20].map(tries => waitAfter(tries, 1))).toEqual([1000, 2000, 4000, 60_000])
    expect(waitAfter(3, 0)).toBe(4000)
  })
})

describe('what an answer means', () => {
  test.each([
    [{ status: 200 }, 'done'],
    [{ status: 409, code: 'already_arrived' }, 'done'],
    [{ status: 0 }, 'later'],
    [{ status: 503, code: 'disk_full' }, 'later'],
    [{ status: 429, code: 'too_many_requests' }, 'later'],
    [{ status: 401, code: 'session_expired' }, 'hold'],
    [{ status: 409, code: 'session_changed' }, 'hold'],
    [{ status: 409, code: 'summons_settled' }, 'refused'],
    [{ status: 403, code: 'not_your_department' }, 'refused'],
    [{ status: 422, code: 'no_proof_counts' }, 'refused'],
    // A proxy of some hotel's network answers with a page of its own.
    [{ status: 404 }, 'refused'],
  ] as const)('%o is %s', (answer, verdict) => {
    expect(verdictOf(answer)).toBe(verdict)
  })

  test('a refusal keeps its words, a held act is as it was, a late one waits', () => {
    const act = actOf()
    const trouble = { code: 'x', title: 'why', detail: 'what now', at: START }
    expect(afterAnswer(act, { verdict: 'refused', trouble }, MOMENT)).toMatchObject({
      state: 'refused',
      trouble,
    })
    expect(afterAnswer(act, { verdict: 'hold' }, MOMENT)).toEqual(act)
    expect(afterAnswer(act, { verdict: 'later' }, MOMENT)).toMatchObject({
      tries: 1,
      notBefore: START + 1000,
    })
  })
})

test('the quiet line: how many wait, since when, and whose', () => {
  const queue = [
    actOf({ order: 1, at: START + 60_000 }),
    actOf({ order: 2, at: START }),
    actOf({ order: 3, state: 'refused' }),
    actOf({ order: 4, person: 'p-2' }),
    actOf({ order: 5, state: 'sent' }),
  ]
  expect(standingOf(queue, OFFICER)).toEqual({
    waiting: 2,
    refused: 1,
    since: START,
    ofOthers: 1,
  })
})
