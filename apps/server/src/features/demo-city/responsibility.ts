// The starter responsibility list: every problem type in every district, with who leads and who
// assists. An example to begin with; a deployment loads its own.
import type { Bilingual, DemoDuty, DemoProblemType, DemoResponsibility } from './city-types.ts'
import { cityCode } from './organisations.ts'
import { type ProblemEntry, problemCatalogue } from './problem-catalogue.ts'
import type { District } from './territory.ts'

// What each department does when it assists, whatever the problem.
const assistance: Readonly<Record<string, Bilingual>> = {
  police: text(
    '维持现场秩序，依法控制涉案人员',
    'Keep order on the scene and detain suspects by law',
  ),
  'traffic-police': text('疏导交通，管制路段', 'Direct traffic and close roads'),
  enforcement: text('依法查处现场违法行为', 'Deal with offences on the scene'),
  'urban-management': text('调集市政养护与环卫力量', 'Bring municipal repair and cleaning crews'),
  planning: text('认定用地与规划性质', 'Determine land use and planning status'),
  ecology: text('监测水气土污染', 'Monitor water, air and soil'),
  water: text('排查涉水设施并调度', 'Check and operate water works'),
  housing: text('检查房屋与工地安全', 'Check buildings and construction sites'),
  market: text('核查经营主体资格', 'Check the trader and its licence'),
  health: text('医疗救护与卫生保障', 'Provide medical help and sanitation'),
  emergency: text('统筹应急力量与物资', 'Coordinate emergency crews and supplies'),
  fire: text('抢险救援，排除险情', 'Rescue people and remove danger'),
  landscape: text('处置树木与绿地', 'Deal with trees and green space'),
  agriculture: text('处置涉农用地与农户事项', 'Deal with farmland and farmers'),
  transport: text('查处违规营运并保障运力', 'Deal with unlawful carriage and provide transport'),
  labour: text('处理用工与工资事项', 'Deal with employment and wages'),
  'civil-affairs': text('安置受影响居民', 'Shelter the residents affected'),
  justice: text('提供法律服务与调解', 'Give legal aid and mediate'),
  development: text('停供违规用能', 'Have unlawful energy supply cut'),
  'city:tap-water': text('关阀、抢修并应急供水', 'Shut valves, repair and supply water'),
  'city:drainage': text('抽排积水，抢修排水设施', 'Pump out water and repair drains'),
  'city:gas': text('切断气源并检测', 'Cut the gas off and measure'),
  'city:heat': text('抢修供热设施', 'Repair the heating system'),
  'city:power': text('断电保护，应急供电', 'Cut power for safety, supply it where needed'),
  'city:bus': text('调整公交线路与站位', 'Change bus routes and stops'),
  'city:metro': text('调整出入口与客流组织', 'Manage station entrances and crowds'),
  'city:roads': text('围挡并修复路面', 'Fence off and repair the road'),
  'city:parking': text('调整停车位与停车管理', 'Change parking spaces and their management'),
  'city:coaches': text('调度旅游客车停靠', 'Dispatch tourist coaches to other stops'),
  'city:bicycles': text('清运并限停共享自行车', 'Remove shared bicycles and limit parking'),
  'city:sanitation': text('清扫保洁', 'Clean up'),
  'city:telecom': text('处置通信线路与涉案号码', 'Deal with telephone lines and numbers'),
}

const fallback = text('在职责范围内配合', 'Assist within its duty')
const inForceSince = '2017-01-01'

export function problemTypes(): DemoProblemType[] {
  return problemCatalogue.map(({ code, group, name, kind }) => ({ code, group, name, kind }))
}

export function responsibilityOf(districts: readonly District[]): DemoResponsibility[] {
  return districts.flatMap(({ code }) => problemCatalogue.map(entry => item(code, entry)))
}

/** The id by which a returned summons cites an item. */
export function responsibilityId(district: string, problemType: string): string {
  return `r-${district}-${problemType}`
}

function item(district: string, entry: ProblemEntry): DemoResponsibility {
  return {
    id: responsibilityId(district, entry.code),
    problemType: entry.code,
    territory: district,
    lead: duty(district, entry.lead, entry.duty, entry.legalItems),
    assisting: entry.assisting.map(slug =>
      duty(district, slug, assistance[slug] ?? fallback, entry.legalItems.slice(0, 1)),
    ),
    from: inForceSince,
    invented: true,
  }
}

function duty(
  district: string,
  slug: string,
  doing: Bilingual,
  legalItems: readonly string[],
): DemoDuty {
  return { department: departmentId(district, slug), text: doing, legalItems }
}

/** `city:gas` is the city's, everything else the district's own. */
export function departmentId(district: string, slug: string): string {
  return slug.startsWith('city:') ? `${cityCode}-${slug.slice(5)}` : `${district}-${slug}`
}

function text(zh: string, en: string): Bilingual {
  return { zh, en }
}
