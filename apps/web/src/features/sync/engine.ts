// Sends what waits: one act after another in each lane, once and only once, and tells whoever looks how it stands.
import { FORM, type NewAct, type QueuedAct, type Trouble } from './act.ts'
import { AT_ONCE_MS } from './claim.ts'
import {
  afterAnswer,
  hurry,
  inOrder,
  nextMoment,
  nextToSend,
  type Queue,
  tryAgain,
} from './outbox.ts'
import { StorageFull, type SyncStore } from './store.ts'
import { type Answer, verdictOf } from './verdict.ts'

export interface Sent extends Answer {
  readonly title?: string
  readonly detail?: string
}

/** What the engine needs of the world; a browser in the page, a script in tests. */
export interface SyncWorld {
  readonly store: SyncStore
  send(act: QueuedAct): Promise<Sent>
  /** Does the server answer now? */
  reach(): Promise<boolean>
  /** Was this very arrival heard, though no answer came back? Asked before it is said again in other words. */
  wasHeard(act: QueuedAct): Promise<boolean>
  /** The act as it is said: at once, or of a moment that is past. */
  phrase(act: QueuedAct, isHeardAtOnce: boolean): QueuedAct['body']
  /** The server's time as this phone knows it. */
  now(): { readonly server: number; readonly isDoubtful: boolean }
  /** This phone's own clock. */
  wall(): number
  chance(): number
  newId(): string
  /** While this runs, no other page or program of this phone sends. */
  alone(work: () => Promise<void>): Promise<void>
  /** Calls back once, later; the answer takes it back. */
  later(ms: number, wake: () => void): () => void
  /** Something was told to the server: what it says of this whistle is new. */
  onSent(act: QueuedAct): Promise<void>
  onFault(error: unknown): void
}

export interface SyncState {
  readonly queue: Queue
  /** Answered the last time it was asked. */
  readonly isReachable: boolean
  /** The acts of whoever is logged in wait for a new log-in. */
  readonly isHeld: boolean
  /** Acts that are in memory alone: the phone has no room. */
  readonly unkept: ReadonlySet<string>
  readonly isSending: boolean
}

export class SyncEngine {
  readonly #world: SyncWorld
  readonly #listeners = new Set<() => void>()
  #state: SyncState = {
    queue: [],
    isReachable: true,
    isHeld: false,
    unkept: new Set(),
    isSending: false,
  }
  #person: string | undefined
  #round: Promise<void> | undefined
  #again = false
  #cancelWake: (() => void) | undefined
  /** Acts that lie in the store, and acts that were taken out of it: another page may have changed it since. */
  readonly #kept = new Set<string>()
  readonly #gone = new Set<string>()

  constructor(world: SyncWorld) {
    this.#world = world
  }

  readonly state = (): SyncState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Reads what an earlier page left. */
  async open(): Promise<void> {
    const acts = await this.#world.store.acts()
    // Told to the server by a page that ended before it could forget it.
    for (const { id, state } of acts) if (state === 'sent') await this.#world.store.removeAct(id)
    await this.#readAnew()
  }

  /** From now on the acts of this person are sent; nobody's when undefined. */
  actAs(person: string | undefined): void {
    this.#person = person
    this.#become({ isHeld: false })
    this.hurry()
  }

  /** Keeps it first. Resolves to false when it is in memory alone. */
  async add(fresh: NewAct): Promise<boolean> {
    const person = this.#person
    if (person === undefined) throw new Error('nobody is logged in')
    const { server: at, isDoubtful } = this.#world.now()
    const { queue } = this.#state
    const act: QueuedAct = {
      ...fresh,
      form: FORM,
      id: this.#world.newId(),
      order: Math.max(0, ...queue.map(({ order }) => order)) + 1,
      at,
      isClockDoubtful: isDoubtful,
      person,
      isFrozen: false,
      tries: 0,
      state: 'waiting',
      notBefore: 0,
    }
    this.#become({ queue: [...queue, act] })
    const isKept = await this.#keep(act)
    this.kick()
    return isKept
  }

  /** Somebody read why it was refused, and lets it go. */
  async dismiss(id: string): Promise<void> {
    await this.#world.store.removeAct(id)
    this.#drop(id)
    this.kick()
  }

  async retry(id: string): Promise<void> {
    const act = this.#find(id)
    if (act?.state !== 'refused') return
    const anew = tryAgain(act, this.#world.newId())
    await this.#world.store.putAct(anew)
    await this.#world.store.removeAct(id)
    this.#kept.add(anew.id)
    this.#drop(id)
    const rest = this.#state.queue.filter(one => one.id !== anew.id)
    this.#become({ queue: inOrder([...rest, anew]) })
    this.kick()
  }

  /** The server spoke, though nothing was sent. */
  heard(): void {
    if (!this.#state.isReachable) this.#become({ isReachable: true })
  }

  /** The network is back, or a thumb wants it now. */
  hurry(): void {
    this.#become({ queue: hurry(this.#state.queue) })
    this.kick()
  }

  kick(): void {
    this.#again = true
    this.#round ??= this.#run()
      .catch(this.#world.onFault)
      .finally(() => {
        this.#round = undefined
        if (this.#again) this.kick()
      })
  }

  /** Another page, or none, may have sent some of it. */
  async lookAnew(): Promise<void> {
    await this.settled()
    await this.#readAnew()
    this.kick()
  }

  /** Resolves when nothing is under way; for tests, and before a log-out. */
  async settled(): Promise<void> {
    while (this.#round !== undefined) await this.#round
  }

  async #run(): Promise<void> {
    this.#cancelWake?.()
    while (this.#again) {
      this.#again = false
      const person = this.#person
      if (person === undefined || this.#state.isHeld) return
      if (nextToSend(this.#state.queue, { person, now: this.#world.wall() }) !== undefined)
        await this.#world.alone(() => this.#sendAll(person))
      this.#wakeLater(person)
    }
  }

  async #sendAll(person: string): Promise<void> {
    await this.#readAnew().catch(this.#world.onFault)
    for (;;) {
      const act = nextToSend(this.#state.queue, { person, now: this.#world.wall() })
      if (act === undefined || this.#state.isHeld || this.#person !== person) break
      this.#become({ isSending: true })
      await this.#sendOne(act)
    }
    this.#become({ isSending: false })
  }

  /** Another page of this phone may have added acts, or sent them. */
  async #readAnew(): Promise<void> {
    const stored = (await this.#world.store.acts()).filter(
      ({ id, state }) => state !== 'sent' && !this.#gone.has(id),
    )
    const ids = new Set(stored.map(({ id }) => id))
    const known = this.#state.queue.filter(({ id }) => ids.has(id) || !this.#kept.has(id))
    const merged = new Map(known.map(act => [act.id, act]))
    for (const act of stored) {
      // What the phone had no room to write down anew is newer here.
      if (this.#state.unkept.has(act.id)) continue
      // Whoever hurries does so in memory.
      const notBefore = Math.min(act.notBefore, merged.get(act.id)?.notBefore ?? act.notBefore)
      merged.set(act.id, { ...act, notBefore })
      this.#kept.add(act.id)
    }
    this.#become({ queue: inOrder([...merged.values()]) })
  }

  #wakeLater(person: string): void {
    const moment = nextMoment(this.#state.queue, person)
    if (moment === undefined) return
    const wait = Math.max(50, moment - this.#world.wall())
    this.#cancelWake = this.#world.later(wait, () => this.kick())
  }

  async #sendOne(act: QueuedAct): Promise<void> {
    const ready = await this.#makeReady(act)
    if (ready === undefined) return
    const sent = await this.#world.send(ready)
    this.#become({ isReachable: sent.status !== 0 })
    const verdict = verdictOf(sent)
    const moment = { now: this.#world.wall(), chance: this.#world.chance() }
    const trouble = this.#troubleOf(sent)
    const next = afterAnswer(ready, { verdict, ...(trouble ? { trouble } : {}) }, moment)
    if (verdict === 'hold') this.#become({ isHeld: true })
    await this.#replace(next)
    if (verdict === 'done') await this.#finish(next)
  }

  /**
   * Fixes what is said before it is said for the first time. An arrival that is told at once is told
   * without a time of its own; one that was told so and never answered is looked for, and told anew
   * as of its moment only if nobody heard it.
   */
  async #makeReady(act: QueuedAct): Promise<QueuedAct | undefined> {
    if (act.act !== 'reportArrival') return act
    const isFresh = this.#world.now().server - act.at < AT_ONCE_MS
    if (act.isFrozen && (act.tries === 0 || act.body['offline'] !== false)) return act
    const isReached = await this.#world.reach()
    this.#become({ isReachable: isReached })
    if (act.isFrozen && (await this.#isSettledBefore(act, isReached))) return undefined
    const { store, newId } = this.#world
    const isHeardAtOnce = isReached && isFresh && !act.isFrozen
    const id = act.isFrozen ? newId() : act.id
    const body = this.#world.phrase(act, isHeardAtOnce)
    const ready: QueuedAct = { ...act, id, body, isFrozen: true }
    await this.#keep(ready)
    if (id !== act.id) {
      await store.removeAct(act.id)
      this.#gone.add(act.id)
    }
    this.#become({
      queue: this.#state.queue.map(one => (one.id === act.id ? ready : one)),
    })
    return ready
  }

  /** Nobody answered: was it heard all the same? Unless that is known, it is not said in other words. */
  async #isSettledBefore(act: QueuedAct, isReached: boolean): Promise<boolean> {
    const wasHeard = isReached ? await this.#world.wasHeard(act).catch(() => undefined) : undefined
    if (wasHeard === undefined) await this.#putOff(act)
    if (wasHeard === true) await this.#finish(act)
    return wasHeard !== false
  }

  /** What the server says of the whistle comes before the act goes, so that nothing seems undone in between. */
  async #finish(act: QueuedAct): Promise<void> {
    await this.#world.onSent(act).catch(this.#world.onFault)
    await this.#world.store.removeAct(act.id)
    this.#drop(act.id)
  }

  async #putOff(act: QueuedAct): Promise<void> {
    const moment = { now: this.#world.wall(), chance: this.#world.chance() }
    await this.#replace(afterAnswer(act, { verdict: 'later' }, moment))
  }

  #troubleOf({ code, title = '', detail = '', status }: Sent): Trouble | undefined {
    if (code === undefined && status !== 0) return undefined
    return { code: code ?? 'unreachable', title, detail, at: this.#world.now().server }
  }

  async #keep(act: QueuedAct): Promise<boolean> {
    try {
      await this.#world.store.putAct(act)
      this.#kept.add(act.id)
      this.#markKept(act.id, true)
      return true
    } catch (error) {
      if (!(error instanceof StorageFull)) throw error
      this.#markKept(act.id, false)
      return false
    }
  }

  #markKept(id: string, isKept: boolean): void {
    const unkept = new Set(this.#state.unkept)
    if (isKept) unkept.delete(id)
    else unkept.add(id)
    this.#become({ unkept })
  }

  async #replace(act: QueuedAct): Promise<void> {
    await this.#keep(act)
    this.#become({ queue: this.#state.queue.map(one => (one.id === act.id ? act : one)) })
  }

  #drop(id: string): void {
    this.#gone.add(id)
    this.#markKept(id, true)
    this.#become({ queue: this.#state.queue.filter(act => act.id !== id) })
  }

  #find(id: string): QueuedAct | undefined {
    return this.#state.queue.find(act => act.id === id)
  }

  #become(change: Partial<SyncState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}
