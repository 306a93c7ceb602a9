// The states of a summons as everybody sees them: the same nine marks on board, map, timeline, print and phone.

export const STATES = [
  'called',
  'signed',
  'en_route',
  'on_scene',
  'done_claimed',
  'released',
  'returned',
  'late',
  'defaulted',
] as const
export type State = (typeof STATES)[number]

/** What of a summons its mark is made from; rows and whole summonses both have it. */
export interface Marked {
  readonly status: string
  /** A return waits for its ruling. */
  readonly disputed?: boolean
  /** Clocks that were missed. */
  readonly missed?: readonly string[]
  /** Somebody's arrival was proved. */
  readonly arrived?: boolean
}

const BY_STATUS: Readonly<Record<string, State>> = {
  called: 'called',
  signed: 'signed',
  en_route: 'en_route',
  on_scene: 'on_scene',
  measures: 'on_scene',
  done_claimed: 'done_claimed',
  released: 'released',
  replaced: 'returned',
  excused: 'returned',
  stood_down: 'released',
  defaulted: 'defaulted',
}

const SETTLED: ReadonlySet<string> = new Set([
  'released',
  'replaced',
  'excused',
  'stood_down',
  'defaulted',
])

export function isSettled({ status }: Marked): boolean {
  return SETTLED.has(status)
}

/** Silent or late: a sign or arrival clock was missed and nobody is there. */
export function isLate({ status, missed = [], arrived = false }: Marked): boolean {
  if (arrived || SETTLED.has(status)) return false
  return missed.some(clock => clock === 'sign' || clock === 'contact' || clock === 'arrive')
}

/** The one mark to show: what burns first, then what is disputed, then where it stands. */
export function stateOf(summons: Marked): State {
  if (isLate(summons)) return 'late'
  if (summons.disputed === true && !SETTLED.has(summons.status)) return 'returned'
  return BY_STATUS[summons.status] ?? 'called'
}
