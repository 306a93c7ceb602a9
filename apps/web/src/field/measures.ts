// Measures that have words on the phone; a city's own types are recorded at the desk.
import type { Call } from './calls.ts'

export const MEASURES = [
  'stop',
  'order_to_correct',
  'seize',
  'penalise',
  'demolish',
  'repair',
  'clear',
  'control_traffic',
  'transfer_to_police',
  'other',
] as const
export type MeasureName = (typeof MEASURES)[number]

/** Those of the city's that have words here. */
export function offeredMeasures({ whistle: { policy } }: Call): readonly MeasureName[] {
  return MEASURES.filter(one => policy === undefined || policy.measureTypes.includes(one))
}

type Named = Exclude<MeasureName, 'other'> | 'another'

/** Words that end in `other` are plurals to the translator. */
function named(name: MeasureName): Named {
  return name === 'other' ? 'another' : name
}

export function typeWord(name: MeasureName): `type_${Named}` {
  return `type_${named(name)}`
}

/** What is mostly written of it: there to be changed. */
export function phraseWord(name: MeasureName): `phrase_${Named}` {
  return `phrase_${named(name)}`
}
