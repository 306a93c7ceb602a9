// What an officer did on this phone, as it waits to be told to the server.

export const ACTS = [
  'signSummons',
  'makeContact',
  'returnSummons',
  'setOut',
  'reportArrival',
  'attachEvidence',
  'proposeMeasures',
  'takeMeasure',
  'requestExtension',
  'claimDone',
  'relievePerson',
  'recordLeaving',
  'acknowledgeStandDown',
] as const
export type ActName = (typeof ACTS)[number]

/** Accepted only from whoever has arrived: they wait for what became of an arrival before them. */
const AFTER_ARRIVAL: ReadonlySet<ActName> = new Set([
  'proposeMeasures',
  'takeMeasure',
  'claimDone',
  'relievePerson',
  'recordLeaving',
])

export interface Trouble {
  /** Code of the problem; `unreachable` when nobody answered. */
  readonly code: string
  readonly title: string
  readonly detail: string
  /** By the server's time. */
  readonly at: number
}

/** Kept by a newer version of the page than wrote it: fields are added, never given another meaning. */
export const FORM = 1

export interface QueuedAct {
  readonly form: number
  /** The command's id for ever: sent ten times, it happens once. */
  readonly id: string
  /** Place in the queue of this phone. */
  readonly order: number
  /** When it was done, by the server's time as this phone knew it. */
  readonly at: number
  /** The phone was started anew since it last heard the server's time: its clock may have been set. */
  readonly isClockDoubtful: boolean
  /** Who did it; nobody else's log-in sends it. */
  readonly person: string
  readonly whistle: string
  readonly department: string
  /** What it was about, in words: the call may be over, and gone from the phone, when it is refused. */
  readonly title?: string
  readonly act: ActName
  readonly path: string
  readonly body: Readonly<Record<string, unknown>>
  /** From its first sending on the body stays as it is: a key belongs to one body. */
  readonly isFrozen: boolean
  readonly tries: number
  /** `sent` ones are shown until what the server says of the whistle has come. */
  readonly state: 'waiting' | 'refused' | 'sent'
  /** Of this phone's own clock, epoch milliseconds. */
  readonly notBefore: number
  readonly trouble?: Trouble
}

export type NewAct = Pick<QueuedAct, 'whistle' | 'department' | 'title' | 'act' | 'path' | 'body'>

export function needsArrival({ act }: Pick<QueuedAct, 'act'>): boolean {
  return AFTER_ARRIVAL.has(act)
}

/** Acts of one lane keep their order; lanes do not wait for each other. */
export function laneOf({ whistle, department }: Pick<QueuedAct, 'whistle' | 'department'>): string {
  return `${whistle}/${department}`
}
