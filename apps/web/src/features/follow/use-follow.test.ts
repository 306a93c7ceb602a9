import { expect, it } from 'vitest'
import { tidyNumber } from './use-follow.ts'

it('a number is read as people write it down', () => {
  for (const typed of [
    '110117-4821903567',
    ' 110117 4821903567',
    '１１０１１７－４８２１９０３５６７',
  ])
    expect(tidyNumber(typed)).toBe('110117-4821903567')
  expect(tidyNumber('1101')).toBe('1101')
})
