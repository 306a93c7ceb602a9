// A desk with log-in for the tests of a file, and somebody else for each of them.
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import type { Engine } from '../db/db.ts'
import { type Desk, enrollTotp, logIn, openDesk, type Visitor } from './testing.ts'

export const PASSWORD = 'four words to remember'

export interface DeskInUse {
  readonly desk: Desk
  /** Another one for each test. */
  readonly who: string
  /** Of them, from 1. */
  readonly count: number
  /** Logged in by password, where that is enough. */
  entered(name?: string, visitor?: Visitor): Promise<Visitor>
  withTotp(): ReturnType<typeof enrollTotp>
}

export function useDesk(engine: Engine): DeskInUse {
  let opened: Desk | undefined
  let count = 0
  const found = () => {
    if (opened === undefined) throw new Error('the desk opens before the first test')
    return opened
  }
  const who = () => `p${count}`
  beforeAll(async () => {
    opened = await openDesk(engine)
  })
  afterAll(() => opened?.close())
  beforeEach(async () => {
    count += 1
    await found().enroll(who(), PASSWORD)
  })
  const entered = async (name = who(), visitor = found().visitor()) => {
    const answer = await logIn(visitor, name, PASSWORD)
    expect(answer.body.state).toBe('logged_in')
    return visitor
  }
  return {
    get desk() {
      return found()
    },
    get who() {
      return who()
    },
    get count() {
      return count
    },
    entered,
    withTotp: async () => enrollTotp(found(), await entered()),
  }
}
