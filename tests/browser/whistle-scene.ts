// A whistle in the demo city, brought by its people to where a test wants it.
import type { DemoServer } from '../harness/demo-server.ts'
import { type Colleague, colleague } from './harness/people.ts'

export const DUTY_DESK = 'p-110117006-04'
export const COMMANDER = 'p-110117006-01'
export const OFFICER = 'p-110117-planning-05'
export const DEPARTMENT = '110117-planning'
const POINT = { type: 'Point', coordinates: [117.3087, 40.1737] }

export interface Scene {
  readonly id: string
  readonly caller: Colleague
  readonly officer: Colleague
  /** Signs, comes with two proofs, acts, and says that it is done. */
  untilDone(): Promise<void>
  sign(): Promise<void>
  arrive(proofs?: 'code' | 'position'): Promise<void>
}

/** Blown by the secretary of the town, who commands it, for one department. */
export async function soundingWhistle(server: DemoServer, kind = 'emergency'): Promise<Scene> {
  const [caller, officer] = await Promise.all([
    colleague(server, COMMANDER),
    colleague(server, OFFICER),
  ])
  const { id: caseId } = await caller.ask<{ id: string }>('POST', '/api/cases', {
    title: 'Night digging in the valley',
    problemType: '07-01',
    point: POINT,
  })
  const { id } = await caller.ask<{ id: string }>('POST', '/api/whistles', {
    caseId,
    kind,
    title: 'Night digging in the valley',
    facts: 'Three excavators at work',
    tried: 'Told to stop three times',
    lacking: 'No power over mining',
    problemType: '07-01',
    place: { point: POINT, text: 'Valley behind the village' },
    assembly: { at: '2030-01-01T08:00:00+08:00', place: 'Village committee' },
    asks: [{ department: DEPARTMENT, role: 'lead', text: 'Stop the digging' }],
  })
  await caller.ask('POST', `/api/whistles/${id}/submit`, {})
  const summons = `/api/whistles/${id}/summonses/${DEPARTMENT}`
  const position = () => ({
    point: POINT,
    accuracyMetres: 10,
    takenAt: new Date(Date.now() - 1000).toISOString(),
  })
  const sign = async () => {
    await officer.ask('POST', `${summons}/sign`, {})
  }
  const arrive = async (proofs: 'code' | 'position' = 'code') => {
    const code = await caller.ask<{ code: string }>('GET', `/api/whistles/${id}/scene-code`)
    await officer.ask('POST', `${summons}/arrive`, {
      position: position(),
      ...(proofs === 'code' ? { sceneCode: code.code } : {}),
    })
  }
  return {
    id,
    caller,
    officer,
    sign,
    arrive,
    untilDone: async () => {
      await sign()
      await arrive()
      await officer.ask('POST', `${summons}/measures`, {
        measureType: 'stop',
        legalItem: 'Mineral Resources Law',
        text: 'Ordered to stop',
      })
      await officer.ask('POST', `${summons}/claim-done`, { result: 'The mine mouth is sealed' })
    },
  }
}
