import { describe, expect, it } from 'vitest'
import { changesOf } from './changes.ts'

const BEFORE = { name: { zh: '水务局', en: 'Water' }, kind: 'bureau', parent: 'a' }

describe('what a form changes', () => {
  it('is what differs', () => {
    expect(changesOf(BEFORE, { ...BEFORE, kind: 'utility' })).toEqual({ kind: 'utility' })
    expect(changesOf(BEFORE, { ...BEFORE, name: { zh: '水务局', en: 'Waters' } })).toEqual({
      name: { zh: '水务局', en: 'Waters' },
    })
    expect(changesOf(BEFORE, BEFORE)).toEqual({})
  })

  it('takes away what was emptied, where that can be', () => {
    expect(changesOf(BEFORE, { parent: undefined, kind: '' }, ['parent'])).toEqual({ parent: null })
    expect(changesOf({ kind: 'bureau' }, { parent: undefined }, ['parent'])).toEqual({})
  })
})
