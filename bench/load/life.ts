// The whole life of an emergency whistle as requests: case, draft, blown, signed, reached, worked on, released, closed.
import type { Asked, Street } from './cast.ts'

export interface Step {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly token: string
  readonly body?: unknown
  /** The shortest name of the act, for counts. */
  readonly act: string
}

export interface Reply {
  readonly status: number
  readonly text: string
}

export type Life = Generator<Step, void, Reply>

const BLOCKS = ['problem_dealt_with', 'evidence_fixed', 'follow_up_owner_named', 'site_safe']

function idOf(reply: Reply): string {
  return (JSON.parse(reply.text) as { id: string }).id
}

function pointOf(street: Street) {
  return { type: 'Point', coordinates: street.point }
}

export function openCase(street: Street): Step {
  const body = { title: street.title, problemType: street.problemType, point: pointOf(street) }
  return { method: 'POST', path: '/api/cases', token: street.token, body, act: 'open-case' }
}

export function draftWhistle(street: Street, caseId: string, asks: readonly Asked[]): Step {
  const body = {
    caseId,
    kind: 'emergency',
    title: street.title,
    facts: '凌晨强降雨，低洼路段积水约四十厘米，两辆车被困，水还在涨',
    tried: '街道已安排人员值守，抽水泵两台不足',
    lacking: '无排水设施处置权、无交通管制权',
    problemType: street.problemType,
    place: { point: pointOf(street), text: street.place },
    assembly: { at: rfc3339(Date.now() + 1_800_000), place: `${street.place}北侧路口` },
    asks: asks.map(({ department, role, text, legalItem }) => ({
      department,
      role,
      text,
      legalItems: legalItem === '' ? [] : [legalItem],
    })),
  }
  return { method: 'POST', path: '/api/whistles', token: street.token, body, act: 'draft' }
}

export function submitWhistle(street: Street, id: string): Step {
  return onWhistle(street, id, 'submit', {})
}

function onWhistle(street: Street, id: string, act: string, body: unknown): Step {
  return { method: 'POST', path: `/api/whistles/${id}/${act}`, token: street.token, body, act }
}

function onSummons(id: string, asked: Asked, act: string, body: unknown): Step {
  const path = `/api/whistles/${id}/summonses/${asked.department}/${act}`
  return { method: 'POST', path, token: asked.token, body, act }
}

/** The domain wants whole seconds at the edge; half a second ago is not in the future. */
function rfc3339(at: number): string {
  return new Date(at).toISOString()
}

/** Reading the code that the caller's side shows is no command; it is asked once a whistle. */
function sceneCode(street: Street, id: string): Step {
  const path = `/api/whistles/${id}/scene-code`
  return { method: 'GET', path, token: street.token, act: 'scene-code' }
}

function* department(street: Street, id: string, asked: Asked): Life {
  yield onSummons(id, asked, 'sign', {})
  yield onSummons(id, asked, 'set-out', {})
  const shown = yield sceneCode(street, id)
  const { code } = JSON.parse(shown.text) as { code: string }
  const position = {
    point: pointOf(street),
    accuracyMetres: 12,
    takenAt: rfc3339(Date.now() - 500),
  }
  yield onSummons(id, asked, 'arrive', { position, sceneCode: code })
  const measure = {
    measureType: 'clear',
    legalItem: asked.legalItem === '' ? '职责清单' : asked.legalItem,
    text: '打开雨箅八处，架设水泵两台，水位开始下降',
  }
  yield onSummons(id, asked, 'measures', measure)
  yield onSummons(id, asked, 'claim-done', { result: '积水已排除，路面已清理' })
}

/** One command after the other, as people give them; `departments` of the listed ones are called. */
export function* wholeLife(street: Street, departments: number): Life {
  const asks = street.asks.slice(0, departments)
  const caseId = idOf(yield openCase(street))
  const id = idOf(yield draftWhistle(street, caseId, asks))
  yield submitWhistle(street, id)
  for (const asked of asks) yield* department(street, id, asked)
  const names = asks.map(asked => asked.department)
  for (const block of BLOCKS)
    yield onWhistle(street, id, 'sign-block', { block, departments: names })
  for (const name of names) yield onWhistle(street, id, `summonses/${name}/release`, {})
  yield onWhistle(street, id, 'resolve', { result: '积水排除，交通恢复' })
  yield onWhistle(street, id, 'review', { verdict: 'upheld', reason: '情况属实，应当吹哨' })
  yield onWhistle(street, id, 'accept', {})
  yield onWhistle(street, id, 'close', {})
}
