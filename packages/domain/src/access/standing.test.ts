import { contextOf, head, MONDAY_NINE } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from './actor.ts'
import { refuseFormerHolder } from './standing.ts'

describe('A person acts in an office that they hold now', () => {
  test('and in none whose appointment has ended', () => {
    expect(refuseFormerHolder(contextOf(MONDAY_NINE, head))).toBeUndefined()
    const former = { former: [head.person] }
    expect(refuseFormerHolder(contextOf(MONDAY_NINE, head, former))).toMatchObject({
      refusal: { code: 'office_not_held', rule: 2 },
    })
    expect(refuseFormerHolder(contextOf(MONDAY_NINE, SYSTEM, former))).toBeUndefined()
  })
})
