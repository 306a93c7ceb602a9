// A stranger with the tokens that the start prints and the document that the server gives, nothing else.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ApiClient, type Caller, type Input, readClient } from '../client/client.ts'
import { bodySchemaOf, type Json, type JsonObject } from '../client/document.ts'
import { exampleOf } from '../client/example.ts'
import { type DemoServer, enginesUnderTest, startDemoServer } from '../harness/demo-server.ts'

const PRINTED = /^ {2}([a-z-]+) .*\b(mus_\S+)$/gm

/** Who can log in, as the console says. */
function printedTokens(output: string): ReadonlyMap<string, string> {
  return new Map([...output.matchAll(PRINTED)].map(([, role = '', token = '']) => [role, token]))
}

describe.each(enginesUnderTest())('with openapi.json alone on %s', engine => {
  let server: DemoServer | undefined
  let client: ApiClient
  let tokens: ReadonlyMap<string, string>

  beforeAll(async () => {
    server = await startDemoServer({ engine, at: '2017-01-17T08:30:00+08:00' })
    client = await readClient(server.url)
    tokens = printedTokens(server.output())
  })
  afterAll(() => server?.stop())

  function as(role: string): Caller {
    const token = tokens.get(role)
    if (token === undefined) throw new Error(`nobody is printed as ${role}`)
    return client.as(token)
  }

  /** The body of the document's own examples, with what was learned put in. */
  function bodyFor(operationId: string, learned: JsonObject): JsonObject {
    const operation = client.operations.get(operationId)
    const schema = operation && bodySchemaOf(operation)
    if (schema === undefined) throw new Error(`${operationId} takes no body`)
    return { ...(exampleOf(client.document, schema) as JsonObject), ...learned }
  }

  function act(who: Caller, operationId: string, path: Input, learned: JsonObject = {}) {
    const body = bodyFor(operationId, learned)
    return who.call<{ id: string; events: string[] }>(operationId, { ...path, body })
  }

  test('a reader plays a whistle from draft to closed, graded and appealed', async () => {
    const [desk, commander, deputy] = ['duty-desk', 'commander', 'deputy-commander'].map(as) as [
      Caller,
      Caller,
      Caller,
    ]
    const [head, station, officer] = ['department-head', 'department-desk', 'field-officer'].map(
      as,
    ) as [Caller, Caller, Caller]
    const { organisation: department } = await station.call<{ organisation: string }>('getMe')
    const opening = bodyFor('openCase', {})
    const { problemType, point } = opening as { problemType: string; point: JsonObject }
    const { kind, lead } = await desk.call<{ kind: string; lead: { department: string } }>(
      'adviseResponsibility',
      { problemType, point: (point['coordinates'] as readonly Json[]).join(',') },
    )
    expect(lead.department).toBe(department)
    const { id: caseId } = await desk.call<{ id: string }>('openCase', { body: opening })
    const { now } = await client.as().call<{ now: string }>('getDemoClock')
    const ask = { department, role: 'lead', text: '查处无证开采' }
    const drafted = await act(commander, 'draftWhistle', {}, { caseId, kind, asks: [ask] })
    const { id } = drafted
    await act(commander, 'submitWhistle', { id })
    const at = { id, department }
    await act(station, 'signSummons', at)
    await act(officer, 'setOut', at)
    const { code } = await commander.call<{ code: string }>('getSceneCode', { id })
    const position = { point, accuracyMetres: 12, takenAt: now }
    const arrived = await act(officer, 'reportArrival', at, { sceneCode: code, position })
    expect(arrived.events).toContain('ArrivalProved')
    await act(officer, 'proposeMeasures', at)
    await act(officer, 'takeMeasure', at)
    await act(officer, 'claimDone', at)
    const { policy } = await commander.call<{ policy: { releaseBlocks: string[] } }>('getWhistle', {
      id,
    })
    for (const block of policy.releaseBlocks)
      await act(commander, 'signReleaseBlock', { id }, { block, departments: [department] })
    await act(commander, 'releaseSummons', at)
    await act(commander, 'resolveWhistle', { id })
    await act(commander, 'acceptWhistle', { id })
    await act(deputy, 'reviewWhistle', { id })
    const { events } = await act(commander, 'closeWhistle', { id })
    expect(events).toContain('WhistleClosed')
    const { rubric, subjects } = await commander.call<{
      rubric: { code: string; max: number }[]
      subjects: { department: string; round: number }[]
    }>('getGrading', { whistleId: id })
    const subject = { whistleId: id, department, round: subjects[0]?.round }
    const scores = rubric.map(({ code: dimension, max }) => ({
      dimension,
      points: max / 2,
      reason: '现场处置及时',
    }))
    await act(commander, 'giveGrade', subject, { scores })
    await act(head, 'lodgeAppeal', subject)
    await act(as('coordination'), 'decideAppeal', subject)
    const { items } = await head.call<{ items: { type: string; sentence: string }[] }>(
      'getTimeline',
      { id },
    )
    expect(items.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['WhistleDrafted', 'WhistleClosed', 'GradesSealed', 'AppealDecided']),
    )
    expect(items.every(({ sentence }) => sentence !== '')).toBe(true)
  })
})
