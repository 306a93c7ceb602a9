// Invented people. Each given name begins with a word for "example" (演 示 样 例 试 仿 拟 虚), which no
// parent chooses, so that a name is seen to be invented wherever it is shown.
import type { DemoOffice, DemoPerson } from './city-types.ts'
import type { StaffedOffice } from './offices.ts'
import type { Random } from './random.ts'

type Reading = readonly [zh: string, en: string]

const surnames = readings(
  '王 Wang 李 Li 张 Zhang 刘 Liu 陈 Chen 杨 Yang 赵 Zhao 黄 Huang 周 Zhou 吴 Wu 徐 Xu 孙 Sun 胡 Hu ' +
    '朱 Zhu 高 Gao 林 Lin 何 He 郭 Guo 马 Ma 罗 Luo 梁 Liang 宋 Song 郑 Zheng 谢 Xie 韩 Han 唐 Tang ' +
    '冯 Feng 于 Yu 董 Dong 萧 Xiao 程 Cheng 曹 Cao 袁 Yuan 邓 Deng 许 Xu 傅 Fu 沈 Shen 曾 Zeng 彭 Peng ' +
    '吕 Lü 苏 Su 卢 Lu 蒋 Jiang 蔡 Cai 贾 Jia 丁 Ding 魏 Wei 薛 Xue 叶 Ye 阎 Yan',
)
const examples = readings('演 yan 示 shi 样 yang 例 li 试 shi 仿 fang 拟 ni 虚 xu')
const ordinals = readings(
  '甲 jia 乙 yi 丙 bing 丁 ding 戊 wu 己 ji 庚 geng 辛 xin 壬 ren 癸 gui 子 zi 丑 chou 寅 yin 卯 mao ' +
    '辰 chen 巳 si 午 wu 未 wei 申 shen 酉 you 戌 xu 亥 hai',
)

/** People for every office: their own, so that nobody stands on two sides of a whistle. */
export function peopleOf(staffed: readonly StaffedOffice[], random: Random): DemoPerson[] {
  const seats = staffed.flatMap(({ office, holders }) =>
    Array.from({ length: holders }, () => office),
  )
  const names = inventedNames(seats.length, random)
  const counters = new Map<string, number>()
  return seats.map((office, serial) => toPerson(office, serial, names, counters))
}

function toPerson(
  { id, organisation }: DemoOffice,
  serial: number,
  names: readonly Reading[],
  counters: Map<string, number>,
): DemoPerson {
  const number = (counters.get(organisation) ?? 0) + 1
  counters.set(organisation, number)
  const [zh, en] = names[serial] ?? ['某某', 'Someone']
  return {
    id: `p-${organisation}-${String(number).padStart(2, '0')}`,
    organisation,
    offices: [id],
    name: { zh, en },
    phone: inventedPhone(serial),
    invented: true,
  }
}

/**
 * Country code 999 is reserved by the ITU and assigned to no network (E.164), so these numbers can
 * never ring anywhere. A range inside +86 would not do: an operator may open it one day, and
 * switches take 10…, 11… and 12… for short numbers such as 110.
 */
export function inventedPhone(serial: number): string {
  return `+999${String(serial + 1).padStart(8, '0')}`
}

// Every combination is used once before any comes again.
function inventedNames(count: number, random: Random): Reading[] {
  const combinations = surnames.length * examples.length * ordinals.length
  const start = random.below(combinations)
  // A step without a common factor visits every combination; a prime above all of them has none.
  const step = 7919
  return Array.from({ length: count }, (_, index) => {
    const at = (start + index * step) % combinations
    const [surname, surnameEn] = pick(surnames, at)
    const [example, exampleEn] = pick(examples, Math.floor(at / surnames.length))
    const block = surnames.length * examples.length
    const [ordinal, ordinalEn] = pick(ordinals, Math.floor(at / block))
    const given = `${exampleEn.charAt(0).toUpperCase()}${exampleEn.slice(1)}${ordinalEn}`
    return [`${surname}${example}${ordinal}`, `${surnameEn} ${given}`]
  })
}

function pick(from: readonly Reading[], index: number): Reading {
  return from[index % from.length] ?? ['某', 'Someone']
}

function readings(text: string): Reading[] {
  const words = text.split(' ')
  return words.flatMap((zh, index): Reading[] =>
    index % 2 === 0 ? [[zh, words[index + 1] ?? zh]] : [],
  )
}
