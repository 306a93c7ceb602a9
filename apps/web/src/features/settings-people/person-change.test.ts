import { describe, expect, it } from 'vitest'
import { personChange } from './person-change.ts'

const KNOWN = { organisation: 'a', name: { zh: '王例甲', en: 'Wang Lijia' }, phone: '+999' }

describe('what is changed of a person', () => {
  it('is what differs', () => {
    const same = { organisation: 'a', name: KNOWN.name, phone: '+999' }
    expect(personChange(KNOWN, same)).toEqual({})
    expect(personChange(KNOWN, { ...same, organisation: 'b' })).toEqual({ organisation: 'b' })
    const name = { zh: '王例乙', en: 'Wang Lijia' }
    expect(personChange(KNOWN, { ...same, name })).toEqual({ name })
  })

  it('takes a phone away when it was emptied, and leaves none as none', () => {
    expect(personChange(KNOWN, { organisation: 'a', name: KNOWN.name, phone: ' ' })).toEqual({
      phone: null,
    })
    const { phone: _, ...without } = KNOWN
    expect(personChange(without, { organisation: 'a', name: KNOWN.name })).toEqual({})
  })

  it('gives an erased name anew', () => {
    const typed = { organisation: 'a', name: KNOWN.name, phone: '+999' }
    expect(personChange({ ...KNOWN, name: null }, typed)).toEqual({ name: KNOWN.name })
  })
})
