import { describe, expect, it } from 'vitest'
import { shortener } from './short-names.ts'

const DISTRICTS = [
  { zh: '平谷区', en: 'Pinggu District' },
  { zh: '东城区', en: 'Dongcheng District' },
]

describe('a name on a chip', () => {
  const zh = shortener(DISTRICTS, 'zh-CN')
  const en = shortener(DISTRICTS, 'en')

  it('goes without its district, and what every body is called', () => {
    expect([zh('平谷区水务局'), en('Pinggu Water Affairs Bureau')]).toEqual([
      '水务局',
      'Water Affairs',
    ])
  })

  it('stays whole where there is none, or nothing else', () => {
    expect([zh('市燃气集团'), zh('平谷区'), en('City Gas Group')]).toEqual([
      '市燃气集团',
      '平谷区',
      'City Gas',
    ])
  })
})
