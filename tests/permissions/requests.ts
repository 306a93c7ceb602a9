// One request of an operation about one matter: well-formed, of real ids, and without effect where
// that is possible: acts carry a version that no stream has, so that what is allowed ends in 412.
import type { Addressed, ApiDocument, Json, JsonObject } from '../client/document.ts'
import { bodySchemaOf } from '../client/document.ts'
import { exampleOf } from '../client/example.ts'
import { pictureOf } from './picture.ts'
import type { Matter } from './world.ts'

export interface Prepared {
  readonly method: string
  readonly target: string
  readonly body: string | Buffer | undefined
  readonly contentType: string | undefined
}

type Filling = (matter: Matter) => string

/** What stands in an address: by the beginning of the path, then by the name in braces. */
const IN_PATH: readonly (readonly [path: RegExp, name: string, filling: Filling])[] = [
  [/^\/api\/whistles\//, 'id', matter => matter.whistle],
  [/^\/api\/whistles\//, 'form', () => 'order'],
  [/^\/api\/cases\//, 'id', matter => matter.caseId],
  [/^\/api\/gradings\//, 'whistleId', matter => matter.ended],
  [/^\/api\/supervisions\//, 'id', matter => matter.supervision],
  [/^\/api\/command-posts\//, 'id', matter => matter.post],
  [/^\/api\/organisations\//, 'id', matter => matter.caller],
  [/^\/api\/offices\//, 'id', matter => matter.office],
  [/^\/api\/people\//, 'id', matter => matter.officer],
  [/^\/api\/areas\//, 'id', matter => matter.area],
  [/^\/api\/grants\//, 'id', matter => matter.grant],
  [/^\/api\/tokens\//, 'id', matter => matter.tokenId],
  [/^\/api\/webhooks\//, 'id', () => 'no-such-endpoint'],
  [/^\/api\/webhooks\//, 'delivery', () => 'no-such-delivery'],
  [/^\/api\/kinds\//, 'code', () => 'emergency'],
  [/^\/api\/cases\//, 'report', matter => matter.report],
  [/^\/api\/(?:cases|public\/photos)\//, 'photo', matter => matter.photo],
  [/^\/api\/people\//, 'office', matter => matter.officeOfOfficer],
  [/^\/api\/public\/reports\//, 'number', matter => `${matter.district}-4821903567`],
  [/^\/api\/accounts\//, 'id', matter => matter.account],
  [/^\/api\/files\//, 'sha256', matter => matter.file],
  [/^\/api\/me\/calendars\//, 'id', matter => `cal-${matter.district}-0123456789abcdef`],
  [/^\/api\/(?:notifications|inbox)\//, 'id', matter => matter.message],
  [
    /^\/api\/rosters\//,
    'id',
    ({ district, organisation }) => `roster-${district}-${organisation}.duty`,
  ],
  [/^\/api\/responsibility\//, 'problemType', () => '07-01'],
  [/^\/api\/responsibility\//, 'proposal', matter => `p-${matter.district}-none`],
  [/./, 'department', matter => matter.department],
  [/./, 'person', matter => matter.officer],
  [/./, 'district', matter => matter.district],
  [/./, 'round', () => '1'],
]

/** For what has no matter of its own: a form that most ids have, and none of which is there. */
const NOTHING = 'nothing-of-ours'

/** What stands in a body or a query, by its name, wherever that name stands for one of ours. */
const BY_NAME: Readonly<Record<string, (matter: Matter) => Json>> = {
  caseId: matter => matter.caseId,
  whistle: matter => matter.whistle,
  department: matter => matter.department,
  departments: matter => [matter.department],
  office: matter => matter.office,
  area: matter => matter.area,
  district: matter => matter.district,
  person: matter => matter.officer,
  point: matter => ({ type: 'Point', coordinates: matter.point }),
}

const OF_OPERATION: Readonly<Record<string, (matter: Matter) => JsonObject>> = {
  openCase: matter => ({ organisation: matter.caller }),
  mergeCase: matter => ({ from: matter.caseId }),
  offerMerge: matter => ({ from: matter.caseId }),
  linkRecurrence: matter => ({ from: matter.caseId }),
  returnSummons: matter => ({ rightUnit: matter.second, listItem: `r-${matter.district}-none` }),
  openCommandPost: matter => ({
    commander: { person: matter.secretary, office: matter.office },
    members: [{ department: matter.department, head: matter.head }],
    area: matter.area,
  }),
  publishEntry: matter => ({
    lead: matter.department,
  }),
  endEntry: matter => ({ problemType: '07-01', entry: `r-${matter.district}-07-01` }),
  foundOrganisation: matter => ({
    id: `${matter.district}-tester`,
    district: matter.district,
    territory: matter.area,
    parent: matter.organisation,
    department: false,
  }),
  changeOrganisation: matter => ({ territory: matter.area, parent: matter.organisation }),
  openOffice: matter => ({
    id: `${matter.organisation}.tester`,
    organisation: matter.organisation,
    keeps: matter.area,
  }),
  enterPerson: matter => ({ id: `p-${matter.district}-t`, organisation: matter.organisation }),
  changePerson: matter => ({ organisation: matter.organisation }),
  appointPerson: matter => ({ office: matter.office }),
  drawArea: matter => ({ id: `${matter.area}-tester`, parent: matter.area }),
  changeArea: matter => ({ parent: matter.district }),
  importDirectory: matter => ({
    part: {
      people: [
        {
          id: `p-${matter.district}-t`,
          name: { zh: '例', en: 'Example' },
          organisation: matter.organisation,
          offices: [matter.office],
          invented: true,
        },
      ],
    },
  }),
  setMyContacts: () => ({ ways: [{ id: 'inbox', channel: 'inbox', enabled: true }] }),
  planDrill: matter => ({
    audiences: [{ kind: 'duty', organisation: matter.organisation, layer: 'duty' }],
  }),
  createMonitor: matter => ({ audience: { kind: 'office', office: matter.office } }),
  createCanary: matter => ({ audience: { kind: 'office', office: matter.office } }),
  issueToken: matter => ({ organisation: matter.organisation, person: matter.officer, scopes: [] }),
}

/** Besides what is required: one of several that must be there. */
const IN_QUERY: Readonly<Record<string, (matter: Matter) => Readonly<Record<string, string>>>> = {
  explainPower: matter => ({ area: matter.area }),
}

export function prepare(document: ApiDocument, operation: Addressed, matter: Matter): Prepared {
  const query = new URLSearchParams()
  let target = operation.path
  for (const { name, in: place, required, schema } of operation.parameters) {
    if (place === 'path') target = target.replace(`{${name}}`, inPath(operation.path, name, matter))
    if (place !== 'query' || !required) continue
    const own = name === 'point' ? matter.point.join(',') : BY_NAME[name]?.(matter)
    query.set(name, String(own ?? schema.examples?.[0] ?? ''))
  }
  for (const [name, value] of Object.entries(IN_QUERY[operation.operationId]?.(matter) ?? {}))
    query.set(name, value)
  const contentType = typeOf(operation)
  return {
    method: operation.method.toUpperCase(),
    target: query.size === 0 ? target : `${target}?${query}`,
    contentType,
    body: contentType?.endsWith('json')
      ? JSON.stringify(bodyOf(document, operation, matter))
      : contentType && pictureOf(0),
  }
}

function typeOf({ requestBody }: Addressed): string | undefined {
  return Object.keys(requestBody?.content ?? {})[0]
}

function inPath(path: string, name: string, matter: Matter): string {
  const found = IN_PATH.find(([pattern, parameter]) => pattern.test(path) && parameter === name)
  return encodeURIComponent(found === undefined ? NOTHING : found[2](matter))
}

function bodyOf(document: ApiDocument, operation: Addressed, matter: Matter): Json {
  const schema = bodySchemaOf(operation)
  if (schema === undefined) return null
  const example = exampleOf(document, schema)
  const filled = fill(example, matter)
  const own = OF_OPERATION[operation.operationId]?.(matter) ?? {}
  return typeof filled === 'object' && !Array.isArray(filled) ? { ...filled, ...own } : filled
}

function fill(value: Json, matter: Matter): Json {
  if (Array.isArray(value)) return value.map(item => fill(item, matter))
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value as JsonObject).map(([name, item]) => [
    name,
    BY_NAME[name]?.(matter) ?? fill(item ?? null, matter),
  ])
  return Object.fromEntries(entries) as JsonObject
}
