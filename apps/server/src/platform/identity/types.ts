// What log-in must be told about people, and what it says about whoever is logged in.

/** An office that a person holds, and what may be done in it at most. */
export interface HeldOffice {
  readonly office: string
  readonly organisation: string
  /** District code of the organisation; 000000 for the city. */
  readonly district: string
  readonly scopes: ReadonlySet<string>
  readonly name?: { readonly zh: string; readonly en: string } | undefined
}

/** People and their offices, kept elsewhere; answers from memory, as of now. */
export interface People {
  knows(person: string): boolean
  /** The same objects as long as nothing changed. */
  officesOf(person: string): readonly HeldOffice[]
  /** What the person may do in the office now, by whatever gives power; for people to read. */
  powersOf(person: string, office: string): readonly string[]
  nameOf(person: string): { readonly zh: string; readonly en: string } | undefined
}

/** Where a request comes from. */
export interface Client {
  readonly address: string
  /** What the browser calls itself. */
  readonly agent: string
}

/** How somebody proved who they are: `password`, `totp`, `recovery_code`, `passkey`, `provider:<id>`. */
export type Method = string

/** Limits of sessions, in milliseconds. */
export interface SessionLimits {
  readonly idleMs: number
  readonly longestMs: number
  /** How long after a fresh authentication heavy acts are allowed. */
  readonly freshMs: number
}
