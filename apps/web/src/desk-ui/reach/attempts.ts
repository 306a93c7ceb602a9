// How far a message came, as a mark. Pure.
import type { Schemas } from '../../api/client.ts'
import type { Fare } from '../fares/FareMark.tsx'

export type AttemptStatus = NonNullable<Schemas['Notification']['attemptStatus']>

export const FARE_OF_ATTEMPT = {
  planned: 'idle',
  ready: 'begun',
  sending: 'begun',
  accepted: 'under_way',
  delivered: 'good',
  seen: 'over',
  failed: 'failed',
} as const satisfies Record<AttemptStatus, Fare>
