// A rotation as the form has it, and as the API takes it. Pure.
import type { Schemas } from '../../api/client.ts'
import { clockOf, minutesOf } from './day-formats.ts'
import type { Layer } from './duty-days.ts'

type Rotation = Schemas['Rotation']

export interface RotationValues {
  readonly layer: Layer
  readonly people: readonly string[]
  readonly turn: Rotation['turn']
  readonly startsOn: string
  /** `08:00` */
  readonly handover: string
  readonly endsBefore?: string
  readonly hoursDays: 'none' | NonNullable<Rotation['hours']>['days']
  readonly hoursFrom?: string
  readonly hoursUntil?: string
}

const MORNING = '08:00'
const DAY_MINUTES = 24 * 60

export function valuesOf(rotation: Rotation | undefined, today: string): RotationValues {
  if (rotation === undefined)
    return {
      layer: 'duty',
      people: [],
      turn: { amount: 1, unit: 'days' },
      startsOn: today,
      handover: MORNING,
      hoursDays: 'none',
    }
  const { layer, people, turn, startsOn, handoverMinute, endsBefore, hours } = rotation
  return {
    layer,
    people,
    turn,
    startsOn,
    handover: clockOf(handoverMinute % DAY_MINUTES),
    ...(endsBefore === undefined ? {} : { endsBefore }),
    hoursDays: hours?.days ?? 'none',
    ...(hours === undefined
      ? {}
      : { hoursFrom: clockOf(hours.from), hoursUntil: clockOf(hours.until % DAY_MINUTES) }),
  }
}

export function rotationOf(values: RotationValues, id: string): Rotation {
  const { layer, people, turn, startsOn, handover, endsBefore, hoursDays } = values
  const hours =
    hoursDays === 'none'
      ? undefined
      : {
          days: hoursDays,
          from: minutesOf(values.hoursFrom ?? '') ?? 0,
          // Midnight at the end is the day's own.
          until: minutesOf(values.hoursUntil ?? '') || DAY_MINUTES,
        }
  return {
    id,
    layer,
    people: [...people],
    turn,
    startsOn,
    handoverMinute: minutesOf(handover) ?? 0,
    ...(endsBefore ? { endsBefore } : {}),
    ...(hours === undefined ? {} : { hours }),
  }
}
