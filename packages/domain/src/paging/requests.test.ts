import {
  acknowledge,
  approve,
  arrive,
  asks,
  aWhistle,
  claimDone,
  confirm,
  declareDefault,
  fixAndPhoto,
  giveBack,
  measure,
  type Order,
  officerOf,
  type Play,
  personOf,
  propose,
  recordLeaving,
  rule,
  STANDS,
  setOut,
  sign,
  standDown,
  submit,
  withdraw,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../kernel/time.ts'
import { evolveWhistle } from '../whistle/evolve.ts'
import { isStillNeeded } from './needed.ts'
import type { PageRequest } from './request.ts'
import { pagesFor } from './requests.ts'

/** What the order asks for, on the state that it leaves. */
function told(before: Play, order: Order): readonly PageRequest[] {
  const { events } = before.when(order)
  const after = events.reduce(evolveWhistle, before.state)
  if (after.status === 'none') return []
  return events.flatMap(event => pagesFor(event, after))
}

function whom({ audience }: PageRequest): string {
  switch (audience.kind) {
    case 'layer':
      return `${audience.organisation} ${audience.layer}`
    case 'person':
      return audience.person
    case 'office':
      return audience.office
    case 'deputy_district_head':
      return `deputy district head for ${audience.department}`
    case 'rulers':
      return `rulers of ${audience.department}`
  }
}

function words(requests: readonly PageRequest[]): readonly string[] {
  return requests.map(request => `${request.act} → ${whom(request)}`)
}

/** Every page of a play up to its deadlines until `minutes`, as minute, act and whom. */
function climbing(from: Play, minutes: number): readonly string[] {
  const lines: string[] = []
  const end = from.now + minutes * MINUTE
  let now = from
  for (;;) {
    const [next] = now.deadlines().toSorted((a, b) => a.dueAt - b.dueAt)
    if (!next || next.dueAt > end) return lines
    now = now.at(next.dueAt)
    const order: Order = { type: 'FireDeadline', key: next.key }
    const minute = (next.dueAt - from.now) / MINUTE
    for (const line of words(told(now, order))) lines.push(`${minute} ${line}`)
    now = now.did(order)
  }
}

const emergency = aWhistle()
const planned = aWhistle({ kind: 'enforcement' })
const only = (name: string) => aWhistle({ asks: [asks(name, { role: 'lead' })] })

describe('when a whistle sounds', () => {
  test('each duty desk is called, and in an emergency the head is asked to review', () => {
    const requests = told(emergency.drafted(), submit)
    expect(words(requests)).toEqual([
      'call → police duty',
      'call → urban duty',
      'review → jinhaihu-head',
    ])
    expect(requests.every(request => request.emergency)).toBe(true)
    expect(requests[0]).toMatchObject({ clock: 'sign', until: { kind: 'clock', clock: 'sign' } })
  })

  test('a planned one waits for its approval first', () => {
    expect(words(told(planned.drafted(), submit))).toEqual(['approve → jinhaihu-head'])
    const calls = told(planned.submitted(), approve)
    expect(words(calls)).toEqual(['call → police duty', 'call → urban duty'])
    expect(calls.some(request => request.emergency)).toBe(false)
  })
})

describe('9. Silence is escalated alone: who has not signed or arrived climbs its own ladder while the others work', () => {
  test('minute by minute, for one that never answers', () => {
    expect(climbing(only('police').sounding(), 60)).toEqual([
      '3 urge → police duty',
      '5 page → police head',
      '10 page → deputy district head for police',
      '15 supervise → pinggu-coordination',
      '20 urge → police duty',
      '30 page → police head',
      '40 page → deputy district head for police',
      '60 supervise → pinggu-coordination',
    ])
  })

  test('a signature stops the sign ladder and no other', () => {
    const signed = only('police').sounding().after(1).did(sign('police'))
    expect(climbing(signed, 29)).toEqual(['19 urge → police duty', '29 page → police head'])
  })

  test('a proved arrival stops the arrival ladder; a doubtful one does not', () => {
    const signed = only('police').sounding().after(1).did(sign('police'))
    const arrived = signed.did(arrive('police'))
    expect(climbing(arrived, 35).filter(line => line.includes('head'))).toEqual([
      '30 page → police head',
    ])
    expect(climbing(arrived.did(propose('police')), 35)).toEqual([])
    const doubtful = signed.did(arrive('police', 1, fixAndPhoto))
    expect(climbing(doubtful, 29)).toEqual(['19 urge → police duty', '29 page → police head'])
  })

  test("neither a dispute nor another's act stops one", () => {
    const both = emergency.sounding().after(1).did(sign('urban'), arrive('urban'))
    expect(climbing(both, 4)).toContain('4 page → police head')
    const disputed = planned.sounding().after(1).did(giveBack('police'))
    expect(climbing(disputed, 60)).toContain('29 urge → police duty')
  })

  test('the member head of a command post is the second rung', () => {
    const head = personOf('police', 9)
    const posted = aWhistle({ asks: [asks('police', { role: 'lead', head })] }).sounding()
    expect(climbing(posted, 5)).toEqual(['3 urge → police duty', `5 page → ${head}`])
  })
})

describe('what one side does, the other learns', () => {
  const under = emergency.sounding().after(1).did(sign('police'), setOut('police'))

  test('people under way when called off must say that they know', () => {
    const requests = told(under, standDown('police'))
    expect(words(requests)).toEqual([
      `stand_down → ${personOf('police')}`,
      'called_off → police duty',
    ])
    const off = under.did(standDown('police'))
    const [first] = requests
    if (!first) throw new Error('nobody was told')
    expect(isStillNeeded(first, off.state)).toBe(true)
    const known = off.didAs(officerOf('police'), acknowledge('police'))
    expect(isStillNeeded(first, known.state)).toBe(false)
    expect(words(told(under, withdraw))).toContain(`stand_down → ${personOf('police')}`)
  })

  test('a doubtful arrival asks the commander, until it is confirmed', () => {
    const requests = told(under, arrive('police', 1, fixAndPhoto))
    expect(words(requests)).toEqual(['confirm_arrival → jinhaihu-command'])
    const doubtful = under.did(arrive('police', 1, fixAndPhoto))
    expect(requests.map(one => isStillNeeded(one, doubtful.state))).toEqual([true])
    const sure = doubtful.did(confirm('police'))
    expect(requests.map(one => isStillNeeded(one, sure.state))).toEqual([false])
  })

  test('one who leaves without leave wakes the desk, until somebody is there', () => {
    const there = emergency.onScene()
    const requests = told(there, recordLeaving('police'))
    expect(words(requests)).toEqual(['come_back → police duty'])
    const gone = there.did(recordLeaving('police'))
    expect(requests.map(one => isStillNeeded(one, gone.state))).toEqual([true])
    const back = gone.after(5).did(arrive('police', 2))
    expect(requests.map(one => isStillNeeded(one, back.state))).toEqual([false])
  })

  test('a return goes to those who rule, a ruling back to the desk', () => {
    const sounding = planned.sounding().after(1)
    expect(words(told(sounding, giveBack('police')))).toEqual(['rule → rulers of police'])
    const returned = sounding.did(giveBack('police'))
    expect(words(told(returned, rule('police', STANDS)))).toEqual(['return_stands → police duty'])
  })

  test('done goes to the commander, a default to the head', () => {
    expect(words(told(emergency.done(), claimDone('police')))).toEqual([])
    const [claimed] = told(emergency.onScene().did(measure('police')), claimDone('police'))
    expect(claimed && whom(claimed)).toBe('jinhaihu-command')
    const silent = only('police').sounding()
    const late = silent.passing((silent.now + 90 * MINUTE) as typeof silent.now)
    expect(words(told(late, declareDefault('police')))).toEqual(['defaulted → police head'])
  })
})

describe('what should have been said while Muster was down', () => {
  test('names how late it is, and only then', () => {
    const sounding = only('police').sounding()
    const [due] = sounding.deadlines().toSorted((a, b) => a.dueAt - b.dueAt)
    if (!due) throw new Error('no deadline')
    const order: Order = { type: 'FireDeadline', key: due.key }
    expect(told(sounding.at(due.dueAt), order)[0]?.overdueMs).toBeUndefined()
    const late = sounding.at((due.dueAt + 10 * MINUTE) as typeof due.dueAt)
    expect(told(late, order)[0]?.overdueMs).toBe(10 * MINUTE)
  })
})
