// What each act asks for besides the press of a button, and the body that becomes of it. Pure.

/** One field of an act's form; with `when`, only after that verdict. */
export type Field = { readonly when?: VerdictCode } & (
  | { readonly name: string; readonly as: 'text' | 'line' | 'moment'; readonly word: FieldWord }
  | { readonly name: string; readonly as: 'one_of'; readonly word: FieldWord; readonly of: Options }
  | { readonly name: 'departments'; readonly as: 'departments'; readonly word: FieldWord }
  | { readonly name: 'ask' | 'successor'; readonly as: 'ask'; readonly word: FieldWord }
  | { readonly name: 'scores'; readonly as: 'scores'; readonly word: FieldWord }
)

export type FieldWord =
  | 'reason'
  | 'result'
  | 'plan'
  | 'spokeTo'
  | 'legalItem'
  | 'measureText'
  | 'nextAt'
  | 'nextPlace'
  | 'dueAt'
  | 'verdict'
  | 'to'
  | 'deputy'
  | 'listItem'
  | 'rightUnit'
  | 'measureType'
  | 'successor'
  | 'departmentsField'
  | 'askField'
  | 'account'
  | 'scoresField'

/** Where the choices come from. */
export type Options =
  | { readonly from: 'words'; readonly codes: readonly VerdictCode[] }
  | { readonly from: 'chain' | 'list' | 'units' | 'measures' | 'colleagues' }

export type VerdictCode =
  | 'upheld'
  | 'refused'
  | 'stands'
  | 'replaced'
  | 'excused'
  | 'explained'
  | 'at_fault'
  | 'set_aside'

const REASON: Field = { name: 'reason', as: 'text', word: 'reason' }

function verdict(...codes: readonly VerdictCode[]): Field {
  return { name: 'verdict', as: 'one_of', word: 'verdict', of: { from: 'words', codes } }
}

const LIST_ITEM: Field = {
  name: 'listItem',
  as: 'one_of',
  word: 'listItem',
  of: { from: 'list' },
}

/** Acts that need nothing are done at one press; those that are not here are none of this page's. */
export const ACT_FIELDS: Readonly<Record<string, readonly Field[]>> = {
  submitWhistle: [],
  approveWhistle: [],
  rejectWhistle: [REASON],
  reviewWhistle: [verdict('upheld', 'refused'), REASON],
  transferCommand: [{ name: 'to', as: 'one_of', word: 'to', of: { from: 'chain' } }, REASON],
  claimCommand: [REASON],
  nameDeputy: [{ name: 'deputy', as: 'one_of', word: 'deputy', of: { from: 'chain' } }],
  addDepartment: [{ name: 'ask', as: 'ask', word: 'askField' }],
  endSession: [
    { name: 'nextAt', as: 'moment', word: 'nextAt' },
    { name: 'nextPlace', as: 'line', word: 'nextPlace' },
  ],
  signReleaseBlock: [],
  vetoDone: [{ name: 'departments', as: 'departments', word: 'departmentsField' }, REASON],
  resolveWhistle: [{ name: 'result', as: 'text', word: 'result' }],
  acceptWhistle: [],
  closeWhistle: [],
  withdrawWhistle: [REASON],
  signSummons: [],
  makeContact: [{ name: 'spokeTo', as: 'line', word: 'spokeTo' }],
  returnSummons: [
    LIST_ITEM,
    { name: 'rightUnit', as: 'one_of', word: 'rightUnit', of: { from: 'units' } },
    REASON,
  ],
  ruleReturn: [
    verdict('stands', 'replaced', 'excused'),
    { name: 'successor', as: 'ask', word: 'askField', when: 'replaced' },
    LIST_ITEM,
    REASON,
  ],
  setOut: [],
  proposeMeasures: [{ name: 'plan', as: 'text', word: 'plan' }],
  takeMeasure: [
    { name: 'measureType', as: 'one_of', word: 'measureType', of: { from: 'measures' } },
    { name: 'legalItem', as: 'line', word: 'legalItem' },
    { name: 'text', as: 'text', word: 'measureText' },
  ],
  claimDone: [{ name: 'result', as: 'text', word: 'result' }],
  requestExtension: [{ name: 'dueAt', as: 'moment', word: 'dueAt' }, REASON],
  grantExtension: [],
  refuseExtension: [REASON],
  releaseSummons: [],
  standDown: [REASON],
  declareDefault: [REASON],
  confirmArrival: [],
  rejectArrival: [REASON],
  relievePerson: [
    { name: 'successor', as: 'one_of', word: 'successor', of: { from: 'colleagues' } },
  ],
  grantLeave: [REASON],
  recordLeaving: [],
  acknowledgeStandDown: [],
  orderSupervision: [REASON],
  answerSupervision: [{ name: 'text', as: 'text', word: 'account' }],
  concludeSupervision: [verdict('explained', 'at_fault'), REASON],
  giveGrade: [{ name: 'scores', as: 'scores', word: 'scoresField' }],
  lodgeAppeal: [REASON],
  decideAppeal: [verdict('upheld', 'set_aside'), REASON],
}

/** What cannot be undone is asked for once more. */
export const FINAL: ReadonlySet<string> = new Set([
  'withdrawWhistle',
  'declareDefault',
  'standDown',
  'closeWhistle',
  'rejectWhistle',
])

export interface ActLike {
  readonly act: string
  readonly department?: string | undefined
  readonly block?: string | undefined
  readonly departments?: readonly string[] | undefined
}

export type Values = Readonly<Record<string, unknown>>

/** The fields that count with what is chosen so far. */
export function fieldsNow(fields: readonly Field[], values: Values): readonly Field[] {
  return fields.filter(({ when }) => when === undefined || values['verdict'] === when)
}

/** The body of the act, from its own fields and what it already names. */
export function bodyOf(act: ActLike, whistle: string, values: Values): Record<string, unknown> {
  if (act.act === 'signReleaseBlock')
    return { block: act.block, departments: act.departments ?? [] }
  const names = fieldsNow(ACT_FIELDS[act.act] ?? [], values).map(({ name }) => name)
  const body = Object.fromEntries(names.map(name => [name, values[name]]))
  return act.act === 'orderSupervision' ? { whistle, department: act.department, ...body } : body
}

function isBlank(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.trim() === '')
}

interface GivenAsk {
  readonly department?: string
  readonly text?: string
}

interface GivenScore {
  readonly points?: number
  readonly reason?: string
}

function isMissing({ as }: Field, value: unknown): boolean {
  if (as === 'departments') return !Array.isArray(value) || value.length === 0
  if (as === 'ask')
    return isBlank((value as GivenAsk)?.department) || isBlank((value as GivenAsk).text)
  if (as !== 'scores') return isBlank(value)
  const scores = (value ?? []) as readonly GivenScore[]
  return scores.length === 0 || scores.some(one => one.points === undefined || isBlank(one.reason))
}

/** Fields that are still empty; a form with any is not sent. */
export function emptyFields(fields: readonly Field[], values: Values): readonly string[] {
  return fieldsNow(fields, values)
    .filter(field => isMissing(field, values[field.name]))
    .map(({ name }) => name)
}
