// The whistle proved as a whole: explored to the end, played at random, and robbed of its guards one by one.
import { describe, expect, test } from 'vitest'
import { decide } from './domain.ts'
import { NONSENSE } from './guards/nonsense.ts'
import { expectClean } from './proof.ts'

/** How many random commands; `MUSTER_TEST_COMMANDS=5000000` for a long night. */
const commands = process.env['MUSTER_TEST_COMMANDS'] ?? '230000'

describe('a whistle', { timeout: 240_000 }, () => {
  test.concurrent('keeps every rule in every state of the small worlds, and none is a dead end', async () => {
    await expectClean('explore')
  })

  test.concurrent('keeps every rule over long random lives', async () => {
    await expectClean('random', '--commands', commands)
  })

  test.concurrent('has no guard whose loss goes unnoticed', async () => {
    await expectClean('guards')
  })

  test.concurrent('control: broken deciders and removed exits are caught', async () => {
    await expectClean('controls')
  })
})

describe('nonsense is refused', () => {
  for (const { name, code, attempt } of Object.values(NONSENSE))
    test(name, () => {
      expect(attempt(decide)).toMatchObject({ ok: false, refusal: { code } })
    })
})
