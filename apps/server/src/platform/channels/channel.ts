// A way to reach people outside: it is handed one finished message at a time, and says what became of it.

export interface OutgoingMessage {
  /** The same for every try of this message: a channel that can will send it once. */
  readonly key: string
  /** The address as the channel writes it; see docs/guides/channels.md. */
  readonly to: string
  readonly title: string
  readonly text: string
  /** Where it is answered or read in full. */
  readonly link?: string
  readonly urgent: boolean
  /** Messages about one thing: where the channel can, a newer one takes the place of the older. */
  readonly tag: string
  readonly language: 'zh' | 'en'
}

export type Sent =
  /** Handed over; `receipt` is the name by which the provider will speak of it later. */
  | { readonly ok: true; readonly receipt?: string }
  /** `reason` holds no address and no word of the message. `permanent`: trying again cannot help. */
  | { readonly ok: false; readonly reason: string; readonly permanent: boolean }

export interface Channel {
  readonly code: string
  /** The provider says later whether the message arrived. */
  readonly hasReceipts: boolean
  /** A message sent twice with one key arrives once. */
  readonly isIdempotent: boolean
  /** Never throws: whatever goes wrong is a reason. */
  send(message: OutgoingMessage, signal: AbortSignal): Promise<Sent>
}
