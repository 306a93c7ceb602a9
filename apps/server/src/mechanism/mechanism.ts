// Turns acts into commands of the event store: loads the streams an act touches, lets the domain decide, and adds what
// follows from it on other streams in the same transaction.
import {
  type AnyActor,
  type CaseState,
  type Context,
  type Decision,
  decideCase,
  decideGrading,
  decideSupervision,
  decideWhistle,
  type Instant,
  isSystem,
  maySee,
  type Refusal,
  refuseFormerHolder,
  refuseOutsidePeriod,
  SYSTEM,
  type WhistleCommand,
  type WhistleState,
} from '@muster/domain'
import type {
  Command,
  Decided,
  DomainEvent,
  Once,
  SideRow,
  StreamKey,
  StreamView,
  StreamWrite,
} from '../platform/event-store/types.ts'
import { completed } from './completed.ts'
import { consequences, type Known, streamsOfConsequences } from './consequences.ts'
import { REGISTRY_CLOCK, streamOf } from './ids.ts'
import { mayLink } from './linking.ts'
import type { Ways } from './paging/orders.ts'
import { told } from './paging/told-at-once.ts'
import type { Registry } from './registry.ts'
import { refused, type Verdict, written } from './verdict.ts'

/** Who acts, once, and on which version. */
export interface Act {
  readonly actor: AnyActor
  readonly once?: Once
  /** If-Match. */
  readonly version?: number
  /** Kept beside the history when the act is accepted. */
  readonly beside?: readonly SideRow[]
}

/** What every accepted command answers. */
export interface Receipt {
  readonly id: string
  readonly version: number
  /** What happened, in order, by the literals of the events. */
  readonly events: readonly string[]
}

interface Target {
  readonly stream: StreamKey
  /** Further streams that the decision reads or writes. */
  readonly also?: readonly StreamKey[]
}

/** The facts of the problem document: a refusal's rule as text, its `about` beside the rest. */
function toPlatformRefusal(refusal: Refusal) {
  const { about, rule, ...rest } = refusal
  return { ...about, ...rest, ...(rule === 0 ? {} : { rule: String(rule) }) }
}

export interface Asked<S> extends Target {
  readonly name: string
  readonly act: Act
  readonly id: string
  /** The stream whose version If-Match names, where it is not the first. */
  readonly versionOf?: StreamKey
  readonly decide: (state: S, view: StreamView, context: Context) => Verdict
}

type DraftWhistle = Extract<WhistleCommand, { readonly type: 'DraftWhistle' }>

interface WhistleAsked {
  readonly stream: StreamKey
  readonly command: WhistleCommand
  readonly view: StreamView
  readonly known: Known | undefined
}

export class Mechanism {
  readonly registry: Registry
  #ways: Ways | undefined

  constructor(registry: Registry) {
    this.registry = registry
  }

  /** From now on, whoever is told by their inbox alone is told by the act itself. */
  tellBy(ways: Ways): void {
    this.#ways = ways
  }

  contextOf(act: Act, now: number): Context {
    return { now: now as Instant, actor: act.actor, rules: this.registry.rules }
  }

  /** A command on one stream and those beside it. */
  command<S>(asked: Asked<S>): Command<Receipt> {
    const { stream, also = [], act, name } = asked
    return {
      name,
      ...(act.once ? { once: act.once } : {}),
      ...(act.version === undefined
        ? {}
        : { expect: { stream: asked.versionOf ?? stream, version: act.version } }),
      ...(act.beside ? { beside: act.beside } : {}),
      streams: [stream, ...also],
      decide: view => this.#decide(asked, view),
    }
  }

  #decide<S>(asked: Asked<S>, view: StreamView): Decided<Receipt> {
    const { stream, id, act, decide } = asked
    const context = this.contextOf(act, view.now)
    // Asked here, after the registries were renewed: an appointment may have ended since the request came in.
    const former = refuseFormerHolder(context)
    if (former) return { ok: false, refusal: toPlatformRefusal(former.refusal) }
    const verdict = decide(view.state<S>(stream), view, context)
    if (!verdict.ok) return { ok: false, refusal: toPlatformRefusal(verdict.refusal) }
    const { writes, jobs } = verdict.outcome
    const own = writes.find(write => write.stream === stream)?.events ?? []
    const answer: Receipt = {
      id,
      version: view.version(stream) + own.length,
      events: own.map(event => event.type),
    }
    return { ok: true, writes, answer, ...(jobs && jobs.length > 0 ? { jobs } : {}) }
  }

  /** A change of a registry: also counted on the clock by which every node notices. */
  registryCommand<S>(asked: Asked<S>): Command<Receipt> {
    const counted: Asked<S> = {
      ...asked,
      also: [...(asked.also ?? []), REGISTRY_CLOCK],
      decide: (state, view, context) => {
        const verdict = asked.decide(state, view, context)
        if (!verdict.ok) return verdict
        const streams = verdict.outcome.writes.map(write => write.stream)
        const tick = { type: 'RegistryChanged', streams }
        const writes = [...verdict.outcome.writes, { stream: REGISTRY_CLOCK, events: [tick] }]
        return { ok: true, outcome: { ...verdict.outcome, writes } }
      },
    }
    return this.command(counted)
  }

  /** An act on a whistle. `known` is what was read of it, for acts that reach other streams. */
  whistleCommand(id: string, command: WhistleCommand, act: Act, known?: Known): Command<Receipt> {
    const stream = streamOf('whistle', id)
    return this.command<WhistleState>({
      name: command.type,
      id,
      stream,
      also: streamsOfConsequences(command, known, this.registry),
      act,
      decide: (state, view, context) =>
        this.#decideWhistle({ stream, command, view, known }, state, context),
    })
  }

  #decideWhistle(on: WhistleAsked, state: WhistleState, context: Context): Verdict {
    const { stream, command, view, known } = on
    if (state.status !== 'none' && !isSystem(context.actor) && !maySee(state, context))
      return refused('unknown_whistle', 2)
    const whole = completed(command, state, { view, posts: this.registry })
    const decision = decideWhistle(state, whole, context)
    if (!decision.ok) return decision
    const over = this.#refusePost(command, state, context)
    if (over) return over
    if (command.type === 'DraftWhistle' && !this.#mayLink(command, view, context))
      return refused('unknown_case', 2)
    const own: StreamWrite = { stream, events: decision.events }
    const beside = consequences({ state, events: decision.events }, view, {
      context,
      registry: this.registry,
      caseId: known?.caseId ?? (state.status === 'none' ? '' : state.caseId),
    })
    if (!beside.ok) return beside
    const { events } = decision
    const { now } = context
    const version = view.version(stream)
    const heard = told({ stream, before: state, events, version, now }, this.registry, this.#ways)
    const writes = [own, ...beside.outcome.writes, ...heard.writes]
    return { ok: true, outcome: { writes, jobs: heard.jobs } }
  }

  /** A draft outlives the period in which its command post may blow it. */
  #refusePost({ type }: WhistleCommand, state: WhistleState, { now }: Context) {
    if (type !== 'SubmitWhistle' || state.status === 'none') return undefined
    const post = this.registry.findPost(state.caller.organisation)
    return post && refuseOutsidePeriod(post, now)
  }

  #mayLink({ caseId, caller }: DraftWhistle, view: StreamView, context: Context): boolean {
    const state = view.state<CaseState>(streamOf('case', caseId))
    const { directory } = this.registry
    return mayLink(state, caller.organisation, { context, directory })
  }

  /** The ordinary command that a due deadline becomes. */
  deadlineCommand(stream: StreamKey, key: string): Command<Receipt> {
    const act = { type: 'FireDeadline', key } as const
    if (stream.kind === 'whistle') return this.whistleCommand(stream.id, act, { actor: SYSTEM })
    const fire = DEADLINE_DECIDERS[stream.kind]
    if (!fire) throw new Error(`a ${stream.kind} has no deadlines`)
    return this.command<never>({
      name: 'FireDeadline',
      id: stream.id,
      stream,
      act: { actor: SYSTEM },
      decide: (state, _view, context) => written(stream, fire(state, key, context)),
    })
  }
}

type FireDecider = (state: never, key: string, context: Context) => Decision<DomainEvent>

const DEADLINE_DECIDERS: Readonly<Record<string, FireDecider>> = {
  case: (state, key, context) => decideCase(state, { type: 'FireDeadline', key }, context),
  grading: (state, key, context) => decideGrading(state, { type: 'FireDeadline', key }, context),
  supervision: (state, key, context) =>
    decideSupervision(state, { type: 'FireDeadline', key }, context),
}
