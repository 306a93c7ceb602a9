// What each fault run is to the program that runs them all.

export interface FaultForm {
  readonly isShort: boolean
  readonly seed: number
  /** Prints one line of progress or result. */
  readonly say: (line: string) => void
}

export interface Fault {
  readonly name: string
  readonly what: string
  /** Throws when something acknowledged was lost, or when the control lost nothing. */
  readonly run: (form: FaultForm) => Promise<void>
}

/** For what only a tool of the machine can show; counted as skipped, and as failed in CI. */
export class FaultSkipped extends Error {}
