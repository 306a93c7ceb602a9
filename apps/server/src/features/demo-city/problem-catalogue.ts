// Problem types and who answers them: a starter list for the demo. Names of the event kinds are
// those of digital city management; their numbers and every assignment of duty are an example.
import type { Bilingual, DemoProblemType } from './city-types.ts'
import { laws } from './laws.ts'

/** Departments by the last part of their id; `city:` marks those of city level. */
export interface ProblemEntry extends DemoProblemType {
  readonly lead: string
  readonly assisting: readonly string[]
  readonly duty: Bilingual
  readonly legalItems: readonly string[]
}

const groups = {
  '01': { zh: '市容环境', en: 'Appearance and environment' },
  '02': { zh: '宣传广告', en: 'Advertising' },
  '03': { zh: '施工管理', en: 'Construction sites' },
  '04': { zh: '突发事件', en: 'Sudden events' },
  '05': { zh: '街面秩序', en: 'Street order' },
  '06': { zh: '其他', en: 'Other' },
  '07': { zh: '专项执法', en: 'Special enforcement' },
} as const

type Answer = readonly [lead: string, assisting: string, ...legalItems: string[]]
type Texts = readonly [zh: string, en: string, dutyZh: string, dutyEn: string]

export const problemCatalogue: readonly ProblemEntry[] = [
  enforcement(
    '01-01',
    [
      '私搭乱建',
      'Illegal building',
      '查处并组织拆除违法建设',
      'Deal with the building and have it demolished',
    ],
    ['enforcement', 'planning housing police', laws.planning, laws.streets],
  ),
  enforcement(
    '01-02',
    [
      '暴露垃圾',
      'Exposed rubbish',
      '清除垃圾并查明责任人',
      'Clear the rubbish and find who is responsible',
    ],
    ['urban-management', 'enforcement city:sanitation', laws.appearance, laws.solidWaste],
  ),
  enforcement(
    '01-03',
    [
      '积存渣土',
      'Heaps of rubble',
      '清运渣土并查处倾倒行为',
      'Remove the rubble and deal with the dumping',
    ],
    ['enforcement', 'urban-management housing transport', laws.solidWaste],
  ),
  enforcement(
    '01-04',
    ['道路不洁', 'Dirty road', '清扫道路', 'Sweep the road'],
    ['urban-management', 'city:sanitation', laws.appearance],
  ),
  enforcement(
    '01-05',
    ['水域不洁', 'Dirty water', '打捞并排查污染来源', 'Clean the water and trace the source'],
    ['water', 'ecology urban-management', laws.water, laws.environment],
  ),
  enforcement(
    '01-06',
    ['绿地脏乱', 'Neglected green space', '清理养护绿地', 'Clean and tend the green space'],
    ['landscape', 'urban-management', laws.greening],
  ),
  enforcement(
    '01-07',
    ['焚烧垃圾树叶', 'Open burning', '制止焚烧并处罚', 'Stop the burning and penalise it'],
    ['enforcement', 'ecology fire', laws.air],
  ),
  enforcement(
    '01-08',
    ['废弃车辆', 'Abandoned vehicle', '认定并清移废弃车辆', 'Identify and remove the vehicle'],
    ['traffic-police', 'enforcement urban-management', laws.roadSafety],
  ),
  enforcement(
    '02-01',
    [
      '非法小广告',
      'Illegal handbills',
      '清除并查处发布人',
      'Remove them and deal with the publisher',
    ],
    ['enforcement', 'urban-management city:telecom', laws.appearance, laws.advertising],
  ),
  enforcement(
    '02-02',
    ['违规户外广告', 'Illegal billboard', '责令拆除违规广告设施', 'Order the billboard removed'],
    ['urban-management', 'enforcement market', laws.advertising],
  ),
  enforcement(
    '02-03',
    ['违规牌匾标识', 'Illegal shop sign', '责令整改牌匾标识', 'Order the sign corrected'],
    ['urban-management', 'enforcement', laws.appearance],
  ),
  enforcement(
    '03-01',
    ['施工扰民', 'Construction noise', '查处夜间违规施工', 'Deal with unlawful night work'],
    ['enforcement', 'housing ecology', laws.noise],
  ),
  enforcement(
    '03-02',
    ['工地扬尘', 'Construction dust', '查处未落实抑尘措施的工地', 'Deal with missing dust control'],
    ['enforcement', 'housing ecology', laws.air],
  ),
  enforcement(
    '03-03',
    [
      '无证掘路',
      'Unlicensed road digging',
      '制止掘路并责令恢复',
      'Stop the digging and order repair',
    ],
    ['transport', 'enforcement traffic-police city:roads', laws.cityRoads],
  ),
  emergency(
    '04-01',
    ['供水管道破裂', 'Burst water main', '关阀止水并抢修', 'Shut the valves and repair the main'],
    [
      'city:tap-water',
      'water traffic-police urban-management emergency police city:roads',
      laws.waterSupply,
      laws.emergencyResponse,
    ],
  ),
  emergency(
    '04-02',
    ['燃气泄漏', 'Gas leak', '切断气源并抢修', 'Cut the gas off and repair'],
    [
      'city:gas',
      'fire police traffic-police emergency urban-management health',
      laws.gas,
      laws.emergencyResponse,
    ],
  ),
  emergency(
    '04-03',
    ['路面塌陷', 'Road collapse', '围挡塌陷区并回填修复', 'Fence off, fill and repair the road'],
    [
      'city:roads',
      'traffic-police urban-management transport emergency police city:drainage city:tap-water city:gas',
      laws.cityRoads,
      laws.emergencyResponse,
    ],
  ),
  emergency(
    '04-04',
    [
      '道路积水',
      'Ponding on a road',
      '抽排积水、打开雨箅并值守',
      'Pump, open the drains and stand by',
    ],
    [
      'water',
      'traffic-police urban-management emergency housing fire police transport landscape health city:drainage city:power city:bus city:roads city:metro city:tap-water',
      laws.flood,
      laws.drainage,
    ],
  ),
  emergency(
    '04-05',
    ['火灾', 'Fire', '灭火救援', 'Fight the fire and rescue'],
    [
      'fire',
      'police traffic-police emergency health city:gas city:power city:tap-water',
      laws.fire,
    ],
  ),
  emergency(
    '04-06',
    ['架空线缆损坏', 'Damaged overhead cable', '隔离并修复线缆', 'Isolate and repair the cable'],
    ['city:power', 'urban-management traffic-police city:telecom', laws.electricity],
  ),
  emergency(
    '04-07',
    ['供热中断', 'Heating cut', '抢修供热管线', 'Repair the heating line'],
    ['city:heat', 'urban-management housing emergency', laws.emergencyResponse],
  ),
  emergency(
    '04-08',
    ['排水管涵破损', 'Broken drain', '封堵并抢修排水管涵', 'Seal and repair the drain'],
    ['city:drainage', 'water traffic-police urban-management emergency', laws.drainage],
  ),
  enforcement(
    '05-01',
    ['无照经营游商', 'Unlicensed vendors', '查处占道无照经营', 'Deal with unlicensed street trade'],
    ['enforcement', 'market police', laws.unlicensed, laws.streets],
  ),
  enforcement(
    '05-02',
    ['店外经营', 'Trading outside the shop', '责令退回店内经营', 'Order the trade back indoors'],
    ['enforcement', 'market', laws.appearance],
  ),
  enforcement(
    '05-03',
    ['机动车乱停放', 'Illegal parking', '清理乱停放机动车', 'Clear illegally parked vehicles'],
    ['traffic-police', 'urban-management city:parking', laws.roadSafety],
  ),
  enforcement(
    '05-04',
    ['非机动车乱停放', 'Bicycles left anywhere', '清理并规范停放', 'Clear and order the bicycles'],
    ['urban-management', 'enforcement city:bicycles', laws.appearance],
  ),
  enforcement(
    '05-05',
    ['露天烧烤', 'Open-air barbecue', '查处露天烧烤', 'Deal with open-air barbecues'],
    ['enforcement', 'ecology market', laws.air],
  ),
  enforcement(
    '05-06',
    ['黑车拉客', 'Unlicensed taxis', '查处非法营运', 'Deal with unlawful carriage'],
    ['transport', 'traffic-police police', laws.roadSafety],
  ),
  enforcement(
    '06-01',
    ['拖欠工资', 'Unpaid wages', '调查欠薪并责令支付', 'Investigate and order payment'],
    ['labour', 'housing police justice', laws.wages],
  ),
  enforcement(
    '06-02',
    [
      '餐饮食品安全',
      'Food safety',
      '检查经营场所并查处',
      'Inspect the premises and deal with them',
    ],
    ['market', 'health enforcement', laws.food],
  ),
  enforcement(
    '06-03',
    [
      '文物周边违规活动',
      'Acts that endanger heritage',
      '制止危害文物的行为',
      'Stop what endangers the heritage',
    ],
    ['culture', 'planning enforcement police', laws.heritage],
  ),
  priority(
    '06-04',
    [
      '老旧小区改造',
      'Renewal of an old estate',
      '统筹改造方案与施工',
      'Coordinate the plan and the works',
    ],
    [
      'housing',
      'planning urban-management civil-affairs city:tap-water city:heat city:gas city:power',
      laws.planning,
      laws.streets,
    ],
  ),
  priority(
    '06-05',
    ['停车供给不足', 'Shortage of parking', '挖潜增加车位', 'Find room for more parking'],
    ['urban-management', 'traffic-police planning housing city:parking', laws.streets],
  ),
  emergency(
    '07-01',
    [
      '盗采矿产资源',
      'Illegal mining',
      '取缔盗采、查封设备、固定证据',
      'End the mining, seal the equipment, fix the evidence',
    ],
    [
      'planning',
      'police traffic-police enforcement ecology water housing market health emergency fire agriculture transport labour urban-management development',
      laws.minerals,
      laws.land,
      laws.criminal,
      laws.streets,
    ],
  ),
  enforcement(
    '07-02',
    [
      '毁坏林地',
      'Damage to forest land',
      '查处毁林并责令补植',
      'Deal with the damage and order replanting',
    ],
    ['landscape', 'police planning agriculture', laws.forest],
  ),
  enforcement(
    '07-03',
    [
      '毁坏耕地',
      'Damage to farmland',
      '查处占用毁坏耕地',
      'Deal with the occupied or damaged farmland',
    ],
    ['planning', 'agriculture police', laws.land],
  ),
  enforcement(
    '07-04',
    [
      '商圈路口秩序',
      'Order at a shopping-street corner',
      '疏导交通并统筹路口整治',
      'Direct traffic and lead the clearing of the corner',
    ],
    [
      'traffic-police',
      'enforcement transport city:bus city:coaches city:parking city:bicycles city:roads city:metro',
      laws.roadSafety,
      laws.streets,
    ],
  ),
]

function enforcement(code: string, texts: Texts, answer: Answer): ProblemEntry {
  return entry(code, 'enforcement', texts, answer)
}

function emergency(code: string, texts: Texts, answer: Answer): ProblemEntry {
  return entry(code, 'emergency', texts, answer)
}

function priority(code: string, texts: Texts, answer: Answer): ProblemEntry {
  return entry(code, 'priority', texts, answer)
}

function entry(
  code: string,
  kind: DemoProblemType['kind'],
  [zh, en, dutyZh, dutyEn]: Texts,
  [lead, assisting, ...legalItems]: Answer,
): ProblemEntry {
  const group = Object.entries(groups).find(([number]) => code.startsWith(number))?.[1]
  return {
    code,
    kind,
    group: group ?? groups['06'],
    name: { zh, en },
    lead,
    assisting: assisting.split(' '),
    duty: { zh: dutyZh, en: dutyEn },
    legalItems,
  }
}
