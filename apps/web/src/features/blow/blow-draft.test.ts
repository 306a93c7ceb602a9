import { describe, expect, it } from 'vitest'
import {
  type Advice,
  asksFrom,
  type BlowDraft,
  coordinatesIn,
  draftOf,
  EMPTY_DRAFT,
  filled,
  isEmpty,
  mayWaitFor,
  missingIn,
  readDraft,
  withLead,
  without,
  written,
} from './blow-draft.ts'

const ADVICE: Advice = {
  lead: { department: 'planning', name: { zh: '规划', en: 'Planning' }, entry: 'r1' },
  assisting: [{ department: 'police', name: { zh: '公安', en: 'Police' }, entry: 'r1' }],
  entries: [{ id: 'r1', duty: { zh: '查处', en: 'Deal with it' }, legalItems: ['law'] }],
}

const WHOLE: BlowDraft = {
  ...EMPTY_DRAFT,
  place: { point: [117.3, 40.1], zh: '海子村', en: 'Haizi' },
  placeText: '海子村',
  type: { code: '07-01', zh: '盗采', en: 'Illegal mining', kind: 'emergency' },
  title: '海子村盗采',
  facts: '三台挖掘机',
  tried: '劝阻',
  lacking: '无执法权',
  asks: asksFrom(ADVICE, 'zh'),
  assemblyAt: '2026-11-23T14:00:00+08:00',
  assemblyPlace: '村委会',
}

describe('a whistle being written', () => {
  it('is filled in where nobody has written, and nowhere else', () => {
    const own = written(EMPTY_DRAFT, { title: '我的标题' }, 'title')
    const after = filled(own, { title: '海子村 盗采', placeText: '海子村' })
    expect(after.title).toBe('我的标题')
    expect(after.placeText).toBe('海子村')
  })

  it('stays the same draft when nothing changes, so that nothing is saved in vain', () => {
    expect(filled(WHOLE, { title: WHOLE.title, asks: asksFrom(ADVICE, 'zh') })).toBe(WHOLE)
  })

  it('asks whom the list names, the lead first, for the duty that it says', () => {
    expect(
      asksFrom(ADVICE, 'en').map(({ department, role, text }) => [department, role, text]),
    ).toEqual([
      ['planning', 'lead', 'Deal with it'],
      ['police', 'assist', 'Deal with it'],
    ])
  })

  it('has exactly one lead, whoever is taken away', () => {
    const asks = asksFrom(ADVICE, 'zh')
    expect(withLead(asks, 'police').map(one => one.role)).toEqual(['assist', 'lead'])
    expect(withLead(asks.slice(1)).map(one => one.role)).toEqual(['lead'])
    expect(withLead([])).toEqual([])
  })

  it('says what is missing in the order of the page', () => {
    expect(missingIn(EMPTY_DRAFT)).toEqual([
      'place',
      'type',
      'title',
      'facts',
      'tried',
      'lacking',
      'asks',
      'assembly',
    ])
    expect(missingIn(WHOLE)).toEqual([])
    expect(missingIn({ ...WHOLE, asks: [{ ...WHOLE.asks[0], text: ' ' } as never] })).toEqual([
      'ask',
    ])
  })

  it('is read back as it was, and anything else is no draft', () => {
    expect(readDraft(JSON.parse(JSON.stringify(WHOLE)))).toEqual(WHOLE)
    for (const other of [null, 7, 'text', {}, { asks: 'all' }])
      expect(readDraft(other)).toBeUndefined()
  })

  it('is empty until somebody would miss something', () => {
    expect(isEmpty(EMPTY_DRAFT)).toBe(true)
    expect(isEmpty({ ...EMPTY_DRAFT, facts: '…' })).toBe(false)
  })
})

describe('a whistle that was not approved', () => {
  it('is written anew with every word that it had, and goes on as the same whistle', () => {
    const keys = { caseKey: 'a', draftKey: 'b', submitKey: 'c' }
    const draft = draftOf(
      {
        id: 'w-1',
        caseId: 'c-1',
        kind: 'enforcement',
        drill: false,
        title: '海子村盗采',
        facts: '三台挖掘机',
        tried: '劝阻',
        lacking: '无执法权',
        place: { point: { coordinates: [117.3, 40.1] }, text: '海子村' },
        assembly: { at: WHOLE.assemblyAt, place: '村委会' },
        asks: [{ department: 'planning', role: 'lead', text: '查处', legalItems: [] }],
      },
      WHOLE.type,
      () => ({ zh: '规划', en: 'Planning' }),
      keys,
    )
    expect(missingIn(draft)).toEqual([])
    expect(draft.sent).toEqual({ ...keys, caseId: 'c-1', whistleId: 'w-1' })
    expect(filled(draft, { title: 'another', kind: 'emergency' })).toBe(draft)
  })
})

describe('coordinates as somebody pastes them', () => {
  it('are two numbers with a comma, a Chinese comma or a space between them', () => {
    for (const text of ['117.3087,40.1737', ' 117.3087， 40.1737 ', '117.3087 40.1737'])
      expect(coordinatesIn(text)).toBe('117.3087,40.1737')
  })

  it('are not a name', () => {
    for (const text of ['海子村', '117.3', '40号', '']) expect(coordinatesIn(text)).toBeUndefined()
  })
})

describe('who waits for whom', () => {
  const ask = (department: string, after?: string) => ({
    department,
    zh: department,
    en: department,
    role: 'assist' as const,
    text: '',
    legalItems: [],
    ...(after === undefined ? {} : { after: { department: after } }),
  })
  const ids = (asks: readonly { readonly department: string }[]) => asks.map(one => one.department)

  it('nobody waits for itself, nor for somebody who waits for it', () => {
    const asks = [ask('a'), ask('b', 'a'), ask('c', 'b'), ask('d')]
    expect(ids(mayWaitFor(asks, 'a'))).toEqual(['d'])
    expect(ids(mayWaitFor(asks, 'b'))).toEqual(['a', 'd'])
    expect(ids(mayWaitFor(asks, 'c'))).toEqual(['a', 'b', 'd'])
  })

  it('whom nobody calls any more, nobody waits for', () => {
    expect(without([ask('a'), ask('b', 'a'), ask('c', 'b')], 'a')).toEqual([
      ask('b'),
      ask('c', 'b'),
    ])
  })
})
