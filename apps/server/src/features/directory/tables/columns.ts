// Which tables a directory is written as, and what stands in their columns.

export type CellType = 'text' | 'flag' | 'time' | 'list' | 'number'

export interface Column {
  /** Where its value stands in an entry: `name.zh`. */
  readonly path: string
  readonly zh: string
  readonly en: string
  readonly type: CellType
  readonly isRequired?: true
  /** What an empty cell means. */
  readonly empty?: boolean
}

export interface TableShape {
  readonly name: TableName
  readonly zh: string
  readonly columns: readonly Column[]
  /** What makes two rows the same. */
  readonly key: readonly string[]
}

export const TABLE_NAMES = [
  'organisations',
  'offices',
  'people',
  'appointments',
  'rosters',
  'areas',
  'problemTypes',
] as const

export type TableName = (typeof TABLE_NAMES)[number]

type More = Partial<Omit<Column, 'path' | 'zh' | 'en'>>

function column(path: string, zh: string, en: string, more: More = {}): Column {
  return { path, zh, en, type: 'text', ...more }
}

const must: More = { isRequired: true }
const id = column('id', '编号', 'id', must)
const nameZh = column('name.zh', '名称', 'name_zh', must)
const nameEn = column('name.en', '英文名称', 'name_en')
const invented = column('invented', '虚构', 'invented', { type: 'flag', empty: false })
const ended = column('endedAt', '撤销时间', 'ended', { type: 'time' })

export const TABLES: readonly TableShape[] = [
  {
    name: 'organisations',
    zh: '单位',
    key: ['id'],
    columns: [
      id,
      column('kind', '类别', 'kind', must),
      nameZh,
      nameEn,
      column('district', '区划代码', 'district', must),
      column('territory', '辖区', 'territory', must),
      column('parent', '上级单位', 'parent'),
      column('department', '可被召集', 'department', { type: 'flag', empty: false }),
      column('coordination', '区专班', 'coordination', { type: 'flag' }),
      invented,
      ended,
    ],
  },
  {
    name: 'offices',
    zh: '办公室',
    key: ['id'],
    columns: [
      id,
      column('organisation', '单位', 'organisation', must),
      column('role', '岗位', 'role', must),
      column('rank', '级别', 'rank', must),
      nameZh,
      nameEn,
      column('title.zh', '职务', 'title_zh'),
      column('title.en', '英文职务', 'title_en'),
      column('keeps', '管理区域', 'keeps'),
      invented,
      ended,
    ],
  },
  {
    name: 'people',
    zh: '人员',
    key: ['id'],
    columns: [
      id,
      column('organisation', '单位', 'organisation', must),
      column('offices', '办公室', 'offices', { type: 'list' }),
      column('name.zh', '姓名', 'name_zh', must),
      column('name.en', '英文姓名', 'name_en'),
      column('phone', '电话', 'phone'),
      invented,
    ],
  },
  {
    name: 'appointments',
    zh: '任职',
    key: ['person', 'office', 'from'],
    columns: [
      column('person', '人员', 'person', must),
      column('office', '办公室', 'office', must),
      column('from', '起始时间', 'from', { type: 'time' }),
      column('until', '终止时间', 'until', { type: 'time' }),
      column('instrument', '依据', 'instrument'),
    ],
  },
  {
    name: 'rosters',
    zh: '值班表',
    key: ['id'],
    columns: [
      id,
      column('office', '办公室', 'office', must),
      column('people', '人员', 'people', { type: 'list' }),
      column('firstHour', '首班时刻', 'first_hour', { type: 'number', isRequired: true }),
      column('shiftHours', '每班小时', 'shift_hours', { type: 'number', isRequired: true }),
    ],
  },
  {
    name: 'areas',
    zh: '区域',
    key: ['id'],
    columns: [
      id,
      nameZh,
      nameEn,
      column('level', '层级', 'level', must),
      column('parent', '上级区域', 'parent'),
      column('generated', '示意边界', 'generated', { type: 'flag', empty: false }),
      ended,
    ],
  },
  {
    name: 'problemTypes',
    zh: '问题类型',
    key: ['code'],
    columns: [
      column('code', '代码', 'code', must),
      column('group.zh', '分组', 'group_zh', must),
      column('group.en', '英文分组', 'group_en'),
      nameZh,
      nameEn,
      column('kind', '吹哨类别', 'kind', must),
    ],
  },
]

export function headerOf({ zh, en }: Pick<Column, 'zh' | 'en'>): string {
  return `${zh} ${en}`
}

export function sheetNameOf({ zh, name }: TableShape): string {
  return `${zh} ${name}`
}

function plain(text: string): string {
  return text.trim().toLowerCase().replace(/\s+/g, ' ')
}

/** By its Chinese name, its English one, or both as they are exported. */
export function isNamed(text: string, of: { readonly zh: string; readonly en: string }): boolean {
  const sought = plain(text)
  return [of.zh, of.en, headerOf(of)].some(name => plain(name) === sought)
}

export function findTable(name: string): TableShape | undefined {
  return TABLES.find(table => isNamed(name, { zh: table.zh, en: table.name }))
}
