// What the judge's process and the one that does the damage say to each other.

export interface LoadOrder {
  readonly do: 'load'
  /** One or several servers; workers take them in turn. */
  readonly urls: readonly string[]
  readonly workers: number
  /** Go on after a failure by sending the same command with the same key again. */
  readonly persistent?: boolean
  /** Ends by itself after so many acknowledged commands. */
  readonly atMost?: number
}

export type Order =
  | {
      readonly do: 'begin'
      readonly log: string
      readonly tokens: Readonly<Record<string, string>>
    }
  | LoadOrder
  | { readonly do: 'halt' }
  | { readonly do: 'check'; readonly urls: readonly string[]; readonly everything: boolean }

export interface Halted {
  /** Sent, and not answered when the first of them failed. */
  readonly inFlight: number
  readonly acknowledged: number
  readonly refused: readonly string[]
  /** Answers 5xx by status and problem. */
  readonly faults: Readonly<Record<string, number>>
  readonly brokenOff: number
  readonly repeated: number
}

export interface Verdict {
  readonly acknowledged: number
  /** Sent, never answered, and now found to have happened. */
  readonly hadHappened: number
  /** Sent, never answered, and done by the repetition. */
  readonly doneNow: number
  /** One line for each thing that is not as it was promised. */
  readonly wrong: readonly string[]
}

export type Report =
  | { readonly is: 'acknowledged'; readonly count: number }
  | ({ readonly is: 'halted' } & Halted)
  | ({ readonly is: 'checked' } & Verdict)
  | { readonly is: 'begun' }
  | { readonly is: 'failed'; readonly why: string }
