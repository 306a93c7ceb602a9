import { describe, expect, it } from 'vitest'
import { rowsOf } from './policies.ts'

const files = { category: 'files', keepDays: 1095, inForce: false } as const
const shorter = { ...files, keepDays: 365, inForce: true, effectiveFrom: '2026-01-01T00:00:00Z' }
const coming = { ...files, keepDays: 30, effectiveFrom: '2027-01-01T00:00:00Z' }

describe('policies of retention', () => {
  it('say what holds, what will, and what was erased', () => {
    const erased = { category: 'files', count: 3 } as const
    const [row] = rowsOf({ items: [files, shorter, coming], erased: [erased], names: {} })
    expect(row).toEqual({
      category: 'files',
      now: shorter,
      later: [coming],
      all: [files, shorter, coming],
      erased,
    })
  })
})
