// One whistle with its case and grading as the store would hold them: what decide made, with the rows and timers derived.
import {
  type Case,
  type CaseEvent,
  type CaseState,
  decideCase,
  decideGrading,
  evolveCase,
  evolveGrading,
  type GradingEvent,
  type GradingState,
  gradingDeadlines,
  NO_CASE,
  NO_GRADING,
  type Rules,
  SYSTEM,
  toId,
} from '@muster/domain'
import { streamTypes } from '../../apps/server/src/mechanism/streams.ts'
import type {
  Deadline,
  DomainEvent,
  ReadRow,
  StreamKey,
} from '../../apps/server/src/platform/event-store/types.ts'
import { Play } from './play.ts'
import { contextAt } from './rules.ts'
import { sealedText, type Troupe } from './troupe.ts'

export interface StoredStream {
  readonly key: StreamKey
  readonly events: readonly (DomainEvent & { readonly at: number })[]
  readonly rows: readonly ReadRow[]
  readonly deadlines: readonly Deadline[]
}

export type Stage = 'sounding' | 'closed'

export interface Wanted {
  readonly whistle: string
  readonly caseId: string
  readonly stage: Stage
  /** The moment at which it sounds. */
  readonly soundsAt: number
}

const typeOf = new Map(streamTypes.map(type => [type.kind, type]))
const BEFORE_SOUNDING_MS = 20_000

type Stamped = DomainEvent & { readonly at: number }

function stored(key: StreamKey, events: readonly Stamped[], state: unknown): StoredStream {
  const type = typeOf.get(key.kind)
  if (type === undefined) throw new Error(`no stream is a ${key.kind}`)
  const rows = type.rowsOf(key, state)
  return { key, events, rows, deadlines: type.deadlinesOf(key, state) }
}

export function storedWhistle(troupe: Troupe, rules: Rules, wanted: Wanted): StoredStream[] {
  const { whistle, caseId, stage, soundsAt } = wanted
  const play = new Play(troupe, rules, soundsAt - BEFORE_SOUNDING_MS)
  const matter = new Matter(troupe, rules, wanted)
  play.draft(whistle, caseId)
  matter.link(play)
  play.command({ type: 'SubmitWhistle' })
  if (stage === 'closed') {
    for (const member of troupe.members) play.work(member)
    play.release()
    play.end(true)
    matter.end(play)
  }
  const { district } = troupe
  const streams = [
    stored({ district, kind: 'case', id: caseId }, matter.events, matter.state),
    stored({ district, kind: 'whistle', id: whistle }, play.events, play.state),
  ]
  if (stage === 'closed') streams.push(grading(play, rules, { district, whistle }))
  return streams
}

/** The case of the whistle. */
class Matter {
  state: CaseState = NO_CASE
  readonly events: CaseEvent[] = []
  readonly #troupe: Troupe
  readonly #rules: Rules
  readonly #wanted: Wanted

  constructor(troupe: Troupe, rules: Rules, wanted: Wanted) {
    this.#troupe = troupe
    this.#rules = rules
    this.#wanted = wanted
    const { district, commander, problemType, point, areas } = troupe
    this.#do(wanted.soundsAt - BEFORE_SOUNDING_MS, {
      type: 'OpenCase',
      case: toId(wanted.caseId),
      fields: {
        organisation: commander.organisation,
        district: toId(district),
        title: sealedText(wanted.caseId, 80),
        problemType,
        point: [point[0], point[1]],
        areas,
      },
    })
  }

  link(play: Play): void {
    const by = play.events[0]?.by
    if (by) this.#do(play.now, { type: 'LinkWhistle', whistle: toId(this.#wanted.whistle), by })
  }

  end(play: Play): void {
    const by = play.events.at(-1)?.by
    const whistle = toId<Case['whistles'][number]>(this.#wanted.whistle)
    if (by) this.#do(play.now, { type: 'EndWhistle', whistle, how: 'closed', by })
  }

  #do(at: number, command: Parameters<typeof decideCase>[1]): void {
    const context = contextAt(at, this.#troupe.commander, this.#rules)
    const decision = decideCase(this.state, command, context)
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.code}`)
    this.state = decision.events.reduce<CaseState>(evolveCase, this.state)
    this.events.push(...decision.events)
  }
}

/** Its windows have long run out: each fires at its own moment, so that nothing is overdue. */
function grading(
  play: Play,
  rules: Rules,
  { district, whistle }: { district: string; whistle: string },
): StoredStream {
  let state: GradingState = NO_GRADING
  const events: GradingEvent[] = []
  const act = (at: number, command: Parameters<typeof decideGrading>[1]) => {
    const decision = decideGrading(state, command, contextAt(at, SYSTEM, rules))
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.code}`)
    state = decision.events.reduce<GradingState>(evolveGrading, state)
    events.push(...decision.events)
  }
  if (play.state.status === 'none') throw new Error('nothing was played')
  act(play.now, { type: 'OpenGrading', whistle: play.state })
  for (;;) {
    const [next] = gradingDeadlines(state).toSorted((a, b) => a.dueAt - b.dueAt)
    if (next === undefined || next.dueAt > Date.now()) break
    act(next.dueAt, { type: 'FireDeadline', key: next.key })
  }
  return stored({ district, kind: 'grading', id: whistle }, events, state)
}
