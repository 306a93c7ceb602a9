import { describe, expect, it } from 'vitest'
import { MARK_SHAPES } from './mark-shapes.ts'
import { isLate, isSettled, STATES, stateOf } from './marks.ts'
import { uiWords } from './words.ts'

describe('the mark of a summons', () => {
  it.each([
    ['called', 'called'],
    ['signed', 'signed'],
    ['en_route', 'en_route'],
    ['on_scene', 'on_scene'],
    ['measures', 'on_scene'],
    ['done_claimed', 'done_claimed'],
    ['released', 'released'],
    ['excused', 'returned'],
    ['defaulted', 'defaulted'],
  ])('that is %s is %s', (status, state) => {
    expect(stateOf({ status })).toBe(state)
  })

  it('says first that somebody is silent or late, then that it is disputed', () => {
    const missed = ['sign']
    expect(stateOf({ status: 'called', missed, disputed: true })).toBe('late')
    expect(stateOf({ status: 'signed', disputed: true })).toBe('returned')
  })

  it('is late no more once somebody is there, or it is settled', () => {
    const missed = ['sign', 'arrive']
    expect(isLate({ status: 'on_scene', missed, arrived: true })).toBe(false)
    expect(isLate({ status: 'stood_down', missed })).toBe(false)
    expect(isSettled({ status: 'stood_down' })).toBe(true)
  })

  it('is not late by a clock that keeps nobody away', () => {
    expect(isLate({ status: 'en_route', missed: ['finish'] })).toBe(false)
  })

  it('has a shape and a word for every state, no shape twice', () => {
    const shapes = STATES.map(state => JSON.stringify(MARK_SHAPES[state]))
    expect(new Set(shapes).size).toBe(STATES.length)
    for (const state of STATES) expect(uiWords.tables['zh-CN'][state]).toBeTruthy()
  })
})
