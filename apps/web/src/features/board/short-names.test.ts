import { describe, expect, it } from 'vitest'
import {
  cityDepartments,
  districtDepartments,
} from '../../../../server/src/features/demo-city/department-catalogue.ts'
import type { Language } from '../../i18n/language.ts'
import { shortener } from './short-names.ts'

const DISTRICTS = [
  { zh: '平谷区', en: 'Pinggu District' },
  { zh: '东城区', en: 'Dongcheng District' },
]

const zh = shortener(DISTRICTS, 'zh-CN')
const en = shortener(DISTRICTS, 'en')

const alone = (short: typeof zh, name: string) => short([name]).get(name)

/** Every body of one district, and those of the city, as their names are written. */
function bodiesOf(tag: Language): readonly string[] {
  const own = districtDepartments.map(({ name }) =>
    tag === 'en' ? `Pinggu ${name.en}` : `平谷区${name.zh}`,
  )
  return [...own, ...cityDepartments.map(({ name }) => (tag === 'en' ? name.en : name.zh))]
}

describe('a name on a chip', () => {
  it('goes without its district, and what every body is called', () => {
    expect([alone(zh, '平谷区水务局'), alone(en, 'Pinggu Water Affairs Bureau')]).toEqual([
      '水务',
      'Water Affairs',
    ])
  })

  it('is what people say', () => {
    const said = bodiesOf('zh-CN').map(name => alone(zh, name))
    expect(said.slice(0, districtDepartments.length).join(' ')).toBe(
      '公安 交警 城管 城管委 规自 生态 水务 住建 市监 卫健 应急 消防 园林 农业 文旅 交通 人社 民政 司法 发改',
    )
    expect(said.slice(districtDepartments.length).join(' ')).toBe(
      '自来水 排水 燃气 热力 电力 公交 地铁 公联 停车 旅游客运 共享自行车 环卫 市交管 市交通 市通信',
    )
  })

  it('stays whole where there is none, or nothing else', () => {
    const names = ['王府井地区管委会', '东华门街道', '东华门派出所', '平谷区', '平谷区专班', '市委']
    expect(names.map(name => alone(zh, name))).toEqual([
      '王府井地区管委会',
      '东华门街道',
      '东华门派出所',
      '平谷区',
      '专班',
      '市委',
    ])
    expect(alone(en, 'City Gas Group')).toBe('City Gas')
  })

  it.each(['zh-CN', 'en'] as const)('is like no other of one district or of the city (%s)', tag => {
    const bodies = bodiesOf(tag)
    const short = tag === 'en' ? en : zh
    expect(new Set(bodies.map(name => alone(short, name))).size).toBe(bodies.length)
  })

  it('is longer only where two of one whistle would be alike', () => {
    expect([...zh(['平谷区公安分局', '平谷区公安局', '平谷区水务局']).values()]).toEqual([
      '公安分局',
      '公安局',
      '水务',
    ])
    expect([...zh(['平谷区水务局', '东城区水务局', '东城区交通支队']).values()]).toEqual([
      '平谷区水务局',
      '东城区水务局',
      '交警',
    ])
  })
})
