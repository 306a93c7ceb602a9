// Plays whistles in memory: each command is decided and folded, and what was given and what came of it is kept.
import {
  type Actor,
  type Caller,
  type Context,
  decideWhistle,
  evolveWhistle,
  type Instant,
  NOTHING,
  type Rules,
  toId,
  toInstant,
  type WhistleCommand,
  type WhistleEvent,
  type WhistleState,
} from '@muster/domain'
import { type Member, sealedText, type Troupe } from './troupe.ts'

export interface Given {
  readonly command: WhistleCommand
  readonly context: Context
}

const MINUTE = 60_000

/** One whistle being played. Throws on a refusal: a recorded story has none. */
export class Play {
  state: WhistleState = NOTHING
  now: Instant
  readonly given: Given[] = []
  readonly events: WhistleEvent[] = []
  readonly #troupe: Troupe
  readonly #rules: Rules

  constructor(troupe: Troupe, rules: Rules, startsAt: number) {
    this.#troupe = troupe
    this.#rules = rules
    this.now = toInstant(startsAt)
  }

  do(actor: Actor, command: WhistleCommand, afterMs = MINUTE / 6): readonly WhistleEvent[] {
    this.now = toInstant(this.now + afterMs)
    const context = { now: this.now, actor, rules: this.#rules }
    const decision = decideWhistle(this.state, command, context)
    if (!decision.ok)
      throw new Error(`${command.type} was refused: ${JSON.stringify(decision.refusal)}`)
    this.given.push({ command, context })
    this.state = decision.events.reduce<WhistleState>(evolveWhistle, this.state)
    this.events.push(...decision.events)
    return decision.events
  }

  command(command: WhistleCommand, afterMs?: number): readonly WhistleEvent[] {
    return this.do(this.#troupe.commander, command, afterMs)
  }

  draft(whistle: string, caseId: string, drill = false): void {
    const { commander, head, coordination, kind, problemType, point, areas, members } = this.#troupe
    const caller: Caller = {
      organisation: commander.organisation,
      office: commander.office,
      head: toId(head),
      coordination: toId(coordination),
    }
    this.command({
      type: 'DraftWhistle',
      whistle: toId(whistle),
      caseId: toId(caseId),
      kind,
      caller,
      drill,
      draft: {
        title: sealedText(whistle, 80),
        facts: sealedText(whistle, 240),
        tried: sealedText(whistle, 120),
        lacking: sealedText(whistle, 100),
        problemType,
        place: { point: [point[0], point[1]], text: sealedText(whistle, 80), areas },
        assembly: { at: toInstant(this.now + 30 * MINUTE), place: sealedText(whistle, 80) },
        asks: members.map(({ ask }) => ask),
      },
    })
  }

  /** From the call to the claim that it is done. */
  work({ ask, officer, duty, legalItem }: Member, measureType = 'clear'): void {
    const { department } = ask
    this.do(duty, { type: 'SignSummons', department })
    this.do(officer, { type: 'SetOut', department })
    this.arrive(department, officer)
    this.do(officer, {
      type: 'ProposeMeasures',
      department,
      plan: sealedText(this.#id(), 120),
    })
    this.measure(department, officer, { measureType, legalItem })
    this.claimDone(department, officer)
  }

  arrive(department: Member['ask']['department'], officer: Actor): void {
    const [longitude, latitude] = this.#troupe.point
    const fix = {
      point: [longitude, latitude] as const,
      accuracyMetres: 12,
      takenAt: this.now,
    }
    const sceneCode = { shownFrom: this.now, shownTo: toInstant(this.now + MINUTE) }
    const claimedAt = toInstant(this.now + MINUTE / 6)
    this.do(officer, {
      type: 'ReportArrival',
      department,
      claimedAt,
      offline: false,
      proofs: { fix, sceneCode },
    })
  }

  measure(
    department: Member['ask']['department'],
    officer: Actor,
    { measureType, legalItem }: { measureType: string; legalItem: string },
  ): void {
    this.do(officer, {
      type: 'TakeMeasure',
      department,
      measure: toId(`m-${department}-${this.events.length}`),
      measureType,
      legalItem,
      text: sealedText(this.#id(), 120),
      evidence: [],
    })
  }

  claimDone(department: Member['ask']['department'], officer: Actor): void {
    this.do(officer, { type: 'ClaimDone', department, result: sealedText(this.#id(), 120) })
  }

  /** Blocks signed for all, each released. */
  release(): void {
    if (this.state.status === 'none' || !this.state.policy) return
    const departments = this.#troupe.members.map(({ ask }) => ask.department)
    for (const block of this.state.policy.releaseBlocks)
      this.command({ type: 'SignReleaseBlock', block, departments })
    for (const department of departments) this.command({ type: 'ReleaseSummons', department })
  }

  end(isReviewed: boolean): void {
    this.command({ type: 'ResolveWhistle', result: sealedText(this.#id(), 120) })
    if (isReviewed)
      this.command({ type: 'ReviewWhistle', verdict: 'upheld', reason: sealedText(this.#id(), 80) })
    this.command({ type: 'AcceptWhistle' })
    this.command({ type: 'CloseWhistle' })
  }

  #id(): string {
    return this.state.status === 'none' ? 'none' : this.state.id
  }
}
