import { describe, expect, it } from 'vitest'
import { fromField, toField } from './city-time.ts'

describe('the time of the city in a field', () => {
  it('is the city’s, and comes back as the same moment', () => {
    const at = '2026-11-23T06:05:00Z'
    expect(toField(at, 'Asia/Shanghai')).toBe('2026-11-23T14:05')
    expect(fromField('2026-11-23T14:05', 'Asia/Shanghai')).toBe('2026-11-23T14:05:00+08:00')
    expect(Date.parse(fromField('2026-11-23T14:05', 'Asia/Shanghai'))).toBe(Date.parse(at))
  })

  it('knows summer and winter where there are such', () => {
    for (const at of ['2026-07-01T12:00:00Z', '2026-12-01T12:00:00Z'])
      expect(Date.parse(fromField(toField(at, 'Europe/Berlin'), 'Europe/Berlin'))).toBe(
        Date.parse(at),
      )
  })

  it('is nothing when nothing was written', () => {
    expect(fromField('', 'Asia/Shanghai')).toBe('')
    expect(toField('', 'Asia/Shanghai')).toBe('')
  })
})
