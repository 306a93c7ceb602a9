// Cases, grades, grants and the registries robbed of their guards one by one: a test beside the code has to fail.
import { describe, test } from 'vitest'
import { expectClean } from './proof.ts'

describe('every decider but the whistle', { timeout: 240_000 }, () => {
  test('has no guard whose loss the tests beside it do not notice', async () => {
    await expectClean('deciders')
  })
})

describe('grants', { timeout: 240_000 }, () => {
  test('give what a plain telling says, over random lives, and a broken one is caught', async () => {
    await expectClean('grants')
  })
})
