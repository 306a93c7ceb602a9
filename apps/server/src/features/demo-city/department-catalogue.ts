// Departments and utilities that the demo city has, by the last part of their id. Kinds of body are
// those that exist in Beijing; which body has which duty here is invented.
import type { Bilingual } from './city-types.ts'

export interface DepartmentEntry {
  readonly slug: string
  readonly kind: 'bureau' | 'utility'
  /** Follows the district's name, or stands alone at city level. */
  readonly name: Bilingual
  /** The body that stands in each sub-district, where there is one. */
  readonly station?: { readonly slug: string; readonly name: Bilingual }
}

export const districtDepartments: readonly DepartmentEntry[] = [
  {
    ...bureau('police', '公安分局', 'Public Security Branch'),
    station: { slug: 'police-station', name: { zh: '派出所', en: 'Police Station' } },
  },
  bureau('traffic-police', '交通支队', 'Traffic Police Detachment'),
  {
    ...bureau('enforcement', '城管执法局', 'Urban Management Enforcement Bureau'),
    station: { slug: 'enforcement-team', name: { zh: '城管执法队', en: 'Enforcement Team' } },
  },
  bureau('urban-management', '城市管理委', 'Urban Management Commission'),
  bureau('planning', '规自分局', 'Planning and Natural Resources Branch'),
  bureau('ecology', '生态环境局', 'Ecology and Environment Bureau'),
  bureau('water', '水务局', 'Water Affairs Bureau'),
  bureau('housing', '住建委', 'Housing and Construction Commission'),
  bureau('market', '市场监管局', 'Market Supervision Bureau'),
  bureau('health', '卫健委', 'Health Commission'),
  bureau('emergency', '应急局', 'Emergency Management Bureau'),
  bureau('fire', '消防救援支队', 'Fire and Rescue Detachment'),
  bureau('landscape', '园林绿化局', 'Landscape and Forestry Bureau'),
  bureau('agriculture', '农业农村局', 'Agriculture and Rural Affairs Bureau'),
  bureau('culture', '文旅局', 'Culture and Tourism Bureau'),
  bureau('transport', '交通局', 'Transport Bureau'),
  bureau('labour', '人社局', 'Human Resources and Social Security Bureau'),
  bureau('civil-affairs', '民政局', 'Civil Affairs Bureau'),
  bureau('justice', '司法局', 'Justice Bureau'),
  bureau('development', '发改委', 'Development and Reform Commission'),
]

export const cityDepartments: readonly DepartmentEntry[] = [
  utility('tap-water', '市自来水集团', 'City Waterworks Group'),
  utility('drainage', '市排水集团', 'City Drainage Group'),
  utility('gas', '市燃气集团', 'City Gas Group'),
  utility('heat', '市热力集团', 'City Heating Group'),
  utility('power', '国网北京电力', 'State Grid Beijing Electric Power'),
  utility('bus', '公交集团', 'Public Transport Group'),
  utility('metro', '地铁运营公司', 'Metro Operating Company'),
  utility('roads', '公联公司', 'Public Roads Company'),
  utility('parking', '停车管理中心', 'Parking Management Centre'),
  utility('coaches', '旅游客运调度中心', 'Tourist Coach Dispatch Centre'),
  utility('bicycles', '共享自行车运维联合体', 'Shared Bicycle Operators'),
  utility('sanitation', '环卫集团', 'Sanitation Group'),
  bureau('traffic-management', '市公安交管局', 'City Traffic Management Bureau'),
  bureau('transport', '市交通委', 'City Transport Commission'),
  bureau('telecom', '市通信管理局', 'City Communications Administration'),
]

function bureau(slug: string, zh: string, en: string): DepartmentEntry {
  return { slug, kind: 'bureau', name: { zh, en } }
}

function utility(slug: string, zh: string, en: string): DepartmentEntry {
  return { slug, kind: 'utility', name: { zh, en } }
}
