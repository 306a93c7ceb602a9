import { describe, expect, it } from 'vitest'
import { periodOf } from './period.ts'

const ZONE = 'Asia/Shanghai'
const at = (text: string) => Date.parse(text)

describe('a period', () => {
  it('begins with the month of the city, not of Greenwich', () => {
    const { from } = periodOf('month', at('2026-11-30T17:00:00Z'), ZONE)
    expect(from).toBe(at('2026-12-01T00:00:00+08:00'))
  })

  it('is the whole month before', () => {
    const { from, to } = periodOf('lastMonth', at('2026-03-05T09:00:00+08:00'), ZONE)
    expect([from, to]).toEqual([at('2026-02-01T00:00:00+08:00'), at('2026-03-01T00:00:00+08:00')])
  })

  it('is seven days up to now', () => {
    const now = at('2026-03-05T09:00:00+08:00')
    expect(periodOf('week', now, ZONE).from).toBe(at('2026-02-26T09:00:00+08:00'))
  })
})
