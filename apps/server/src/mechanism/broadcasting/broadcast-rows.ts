// The read row of a broadcast: a pure function of its state.
import type { BroadcastState } from '@muster/domain'
import type { ReadRow, StreamKey } from '../../platform/event-store/types.ts'

export function broadcastRows(
  { district, id }: StreamKey,
  state: BroadcastState,
): readonly ReadRow[] {
  if (state.status === 'none') return []
  const { plan, by } = state
  return [
    {
      table: 'broadcasts',
      key: { district, id },
      values: {
        purpose: plan.purpose,
        status: state.status,
        starts_at: plan.startsAt,
        ends_at: plan.endsAt ?? null,
        begun_at: state.begunAt ?? null,
        ended_at: state.endedAt ?? null,
        because: state.because ?? null,
        planned_at: state.plannedAt,
        planned_by: by.person,
        organisation: by.organisation,
        people: state.people ?? null,
        nobody: state.nobody.length,
        about_kind: plan.about?.kind ?? null,
        about_source: plan.about?.source ?? null,
      },
    },
  ]
}
