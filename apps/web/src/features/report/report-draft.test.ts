import { describe, expect, it } from 'vitest'
import { isUntouched, missingOf, newDraft, readDraft, suggestTypes } from './report-draft.ts'

const RUBBISH = { code: '01-02', name: { zh: '暴露垃圾', en: 'Exposed rubbish' } }
const NOISE = { code: '03-01', name: { zh: '施工扰民', en: 'Construction noise' } }
const TYPES = [RUBBISH, NOISE]

describe('a draft', () => {
  it('comes back as it was written', () => {
    const draft = {
      ...newDraft(),
      point: [116.4, 39.9] as const,
      datum: 'wgs84' as const,
      text: '垃圾',
    }
    expect(readDraft(JSON.stringify(draft))).toEqual(draft)
    expect(isUntouched(draft)).toBe(false)
    expect(isUntouched(newDraft())).toBe(true)
  })

  it('is none when it was made by something else, and takes nothing strange over', () => {
    for (const stored of [null, '', '{', '[]', '"x"', '{"text":"a"}'])
      expect(readDraft(stored)).toBeUndefined()
    const odd = readDraft('{"key":"k","step":9,"point":["a",1],"datum":"x","text":7}')
    expect(odd).toEqual({ ...newDraft(), key: 'k' })
  })

  it('says what is missing, place first', () => {
    const draft = newDraft()
    expect(missingOf(draft, 1)).toBe('place')
    const placed = { ...draft, point: [116.4, 39.9] as const }
    expect(missingOf(placed, 1)).toBeUndefined()
    expect(missingOf(placed, 2)).toBe('words')
    expect(missingOf({ ...placed, text: '垃圾' }, 2)).toBe('type')
    expect(missingOf({ ...placed, text: '垃圾', problemType: '01-02' }, 3)).toBeUndefined()
  })
})

describe('types by words', () => {
  it('are those whose names stand in what was written', () => {
    expect(suggestTypes(TYPES, '路边有垃圾')).toEqual([RUBBISH])
    expect(suggestTypes(TYPES, 'Noise at night from construction')).toEqual([NOISE])
    expect(suggestTypes(TYPES, '')).toEqual([])
    expect(suggestTypes(TYPES, '没有路灯')).toEqual([])
  })
})
