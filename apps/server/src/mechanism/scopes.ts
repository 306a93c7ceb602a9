// What a token can be allowed at most; powers are checked besides, at the act.
import type { ScopeRules } from '../platform/auth/actor.ts'

export const SCOPES = {
  read: '查看 / see',
  report: '报线索 / bring in reports',
  blow: '吹哨 / blow and withdraw whistles',
  attend: '签收、到场、处置 / sign, come, take measures',
  command: '指挥 / command, sessions, stand down',
  release: '同意撤离 / release',
  veto: '否决完成 / veto a done',
  accept: '验收 / accept',
  grade: '评价 / grade',
  approve: '审批 / approve and review',
  rule: '裁定 / rule on returns and appeals',
  supervise: '督办 / supervise',
  audit: '查阅留痕 / audit',
  delegate: '委托代行 / delegate powers for an absence',
  configure: '改规则、授权、日历、清单 / keep the registries',
  import: '导入 / import',
  export: '导出 / export',
  admin: '发令牌 / issue tokens',
} as const

export type Scope = keyof typeof SCOPES

/** What binds people is done by people: release, veto, grade, rule, approve, and what implies them; who may do it, too. */
const PERSON_ONLY = [
  'release',
  'veto',
  'grade',
  'rule',
  'approve',
  'accept',
  'command',
  'delegate',
  'configure',
  'admin',
] as const satisfies readonly Scope[]

/** What only keepers of the registries do. Powers are checked besides, at the act. */
const KEEPERS_ONLY: ReadonlySet<string> = new Set(['configure', 'import'])
const OF_KEEPERS = scopesBut(new Set())
const OF_OTHERS = scopesBut(KEEPERS_ONLY)

/** What a person may do at most who logged in and acts in an office. */
export function scopesOfOffice(isKeeper: boolean): ReadonlySet<string> {
  return isKeeper ? OF_KEEPERS : OF_OTHERS
}

/** `admin` belongs to who administers accounts, not to an office. */
function scopesBut(without: ReadonlySet<string>): ReadonlySet<string> {
  const all = Object.keys(SCOPES)
  return new Set(all.filter(scope => scope !== 'admin' && !without.has(scope)))
}

/** Acts that bind others for long, or say who may or who holds which office: people prove anew who they are. */
export const HEAVY_SCOPES: ReadonlySet<string> = new Set<Scope>([
  'rule',
  'configure',
  'delegate',
  'import',
])

export const scopeRules: ScopeRules = {
  scopes: new Set(Object.keys(SCOPES)),
  personOnly: new Set(PERSON_ONLY),
}
