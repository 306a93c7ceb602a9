// Reporting an arrival: the scene code is checked here, the raw position goes to erasable storage, the rest is decided.
import type { whistleBodies } from '@muster/contract'
import {
  type EvidenceId,
  type Instant,
  type OfferedProofs,
  type OrganisationId,
  type PersonId,
  toId,
  type WhistleCommand,
  type WhistleState,
} from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { districtOf, streamOf } from '../../mechanism/ids.ts'
import type { Act } from '../../mechanism/mechanism.ts'
import type { SideRow } from '../../platform/event-store/types.ts'
import type { SceneCodes } from './scene-code.ts'

type Body = z.output<typeof whistleBodies.reportArrival>

export interface Arrival {
  readonly whistle: string
  readonly department: string
  readonly body: Body
  readonly act: Act
}

const DEFAULT_CODE_SECONDS = 60

async function codeSecondsOf(edge: Edge, whistle: string): Promise<number> {
  const { executor } = edge.platform
  const key = streamOf('whistle', whistle)
  // The policy was stamped when it sounded and stays: whatever was seen since will do.
  const seen = executor.lastSeen<WhistleState>(key)
  const state =
    seen !== undefined && seen.status !== 'none' && seen.policy !== undefined
      ? seen
      : (await executor.view([key])).state<WhistleState>(key)
  return state.status === 'none'
    ? DEFAULT_CODE_SECONDS
    : (state.policy?.proofs.codeSeconds ?? DEFAULT_CODE_SECONDS)
}

async function codeProof(
  edge: Edge,
  codes: SceneCodes,
  { whistle, body }: Arrival,
  claimedAt: number,
): Promise<Pick<OfferedProofs, 'sceneCode' | 'wrongSceneCode'>> {
  if (body.sceneCode === undefined) return {}
  const codeSeconds = await codeSecondsOf(edge, whistle)
  const shown = codes.find(whistle, body.sceneCode, { at: claimedAt, codeSeconds })
  if (!shown) return { wrongSceneCode: true }
  const { shownFrom, shownTo } = shown
  return { sceneCode: { shownFrom: shownFrom as Instant, shownTo: shownTo as Instant } }
}

export async function toReportArrival(
  edge: Edge,
  codes: SceneCodes,
  arrival: Arrival,
): Promise<Extract<WhistleCommand, { type: 'ReportArrival' }>> {
  const { department, body } = arrival
  const claimedAt = (body.offline ? body.claimedAt : undefined) ?? (edge.now() as Instant)
  const { position, photo, person, offline } = body
  return {
    type: 'ReportArrival',
    department: toId<OrganisationId>(department),
    ...(person === undefined ? {} : { person: toId<PersonId>(person) }),
    claimedAt,
    offline,
    proofs: {
      ...(await codeProof(edge, codes, arrival, claimedAt)),
      ...(position === undefined
        ? {}
        : {
            fix: {
              point: position.point.coordinates,
              accuracyMetres: position.accuracyMetres,
              takenAt: position.takenAt,
            },
          }),
      ...(photo === undefined ? {} : { photo: toId<EvidenceId>(photo) }),
    },
  }
}

/** Kept apart from the history and sealed under the person: what the verdict was made from, as long as it is needed. */
export function fixRows(edge: Edge, arrival: Arrival, person: string): readonly SideRow[] {
  const { position } = arrival.body
  if (position === undefined) return []
  return [
    {
      table: 'raw_fixes',
      values: {
        district: districtOf(arrival.whistle),
        whistle_id: arrival.whistle,
        department: arrival.department,
        person,
        taken_at: position.takenAt,
        received_at: edge.now(),
        fix: edge.seal(`person:${person}`, JSON.stringify(position)),
      },
    },
  ]
}
