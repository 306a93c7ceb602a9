// What each thing that happens to a whistle means for those who are not looking.
import { SUMMONS_CLOCKS, type SummonsClockName } from '../calendar/clock.ts'
import type { DepartmentId } from '../kernel/ids.ts'
import { type Instant, MINUTE, shift } from '../kernel/time.ts'
import type { LadderStep } from '../policy/kind.ts'
import type { CalledSummons, EventOf, WhistleEvent } from '../whistle/events.ts'
import { attendancesOf, policyOf, type Summons, type Whistle } from '../whistle/state.ts'
import type { Audience, PageAct, PageRequest, Until } from './request.ts'

/** Later than this, what should have been said in time was held up by Muster itself. */
const OVERDUE_AFTER = MINUTE

/** Whoever is under way for nothing hears of it until they say that they know. */
const STAND_DOWN_REPEAT = { everyMinutes: 5, times: 6 } as const

const TOLD: Until = { kind: 'told' }

type Draft = Omit<PageRequest, 'emergency'>

interface Of {
  readonly department: DepartmentId
  readonly round: number
}

function keyOf({ department, round }: Of, what: string): string {
  return `${department}#${round}:${what}`
}

function desk({ department, round }: Of, act: PageAct, until: Until, what: string): Draft {
  const audience = { kind: 'layer', organisation: department, layer: 'duty' } as const
  return { key: keyOf({ department, round }, what), audience, act, until, department, round }
}

function call(summons: CalledSummons): Draft {
  const sign = summons.clocks.find(({ clock }) => clock === 'sign')
  const until: Until = sign ? { kind: 'clock', clock: 'sign' } : TOLD
  const draft = desk(summons, 'call', until, 'call')
  return sign ? { ...draft, clock: 'sign', dueAt: sign.dueAt } : draft
}

function command(
  whistle: Whistle,
  of: Of,
  draft: Pick<Draft, 'act' | 'until'>,
  what: string,
): Draft {
  const audience: Audience = { kind: 'office', office: whistle.command }
  return { key: keyOf(of, what), audience, ...draft, department: of.department, round: of.round }
}

function isOfSummons(clock: string): clock is SummonsClockName {
  return (SUMMONS_CLOCKS as readonly string[]).includes(clock)
}

function untilOf({ clock }: EventOf<'LadderClimbed'>): Until {
  if (isOfSummons(clock)) return { kind: 'clock', clock }
  if (clock === 'approval') return { kind: 'approved' }
  if (clock === 'review') return { kind: 'reviewed' }
  return clock === 'ruling' ? { kind: 'ruled' } : TOLD
}

/** Approval and review are the caller's to give; everything else the department is late with. */
function audienceOf(event: EventOf<'LadderClimbed'>, whistle: Whistle): Audience {
  const { rung, department, head, clock } = event
  const { caller } = whistle
  const { areas } = whistle.draft.place
  if (rung.tell === 'coordination') return { kind: 'office', office: caller.coordination }
  const organisation = department ?? caller.organisation
  if (rung.tell === 'deputy_district_head')
    return { kind: 'deputy_district_head', department: organisation, areas }
  if (clock === 'ruling' && department !== undefined) return { kind: 'rulers', department, areas }
  if (rung.tell !== 'head') return { kind: 'layer', organisation, layer: rung.tell }
  // The member head of a command post answers in person.
  if (head !== undefined) return { kind: 'person', organisation, person: head }
  return { kind: 'layer', organisation, layer: 'head' }
}

function dueAtOf(event: EventOf<'LadderClimbed'>, whistle: Whistle): Instant | undefined {
  const { clock, department } = event
  if (clock === 'approval') return whistle.approval?.dueAt
  if (clock === 'review') return whistle.review?.dueAt
  const summons = department === undefined ? undefined : whistle.summonses[department]
  if (clock === 'ruling') return summons?.dispute?.ruling.dueAt
  return isOfSummons(clock) ? summons?.clocks[clock]?.dueAt : undefined
}

function fromRung({ channels, repeat }: LadderStep): Partial<Draft> {
  return { ...(channels ? { channels } : {}), ...(repeat ? { repeat } : {}) }
}

function climbed(event: EventOf<'LadderClimbed'>, whistle: Whistle): Draft {
  const { clock, step, rung, department, round } = event
  const owner = department === undefined ? '' : `${department}#${round}:`
  const dueAt = dueAtOf(event, whistle)
  const saidAt = dueAt === undefined ? event.at : shift(dueAt, rung.minutes * MINUTE)
  const overdueMs = event.at - saidAt
  return {
    // A clock that was moved climbs its ladder afresh, and tells afresh.
    key: `${owner}${clock}:${step}@${dueAt ?? 0}`,
    audience: audienceOf(event, whistle),
    act: rung.act,
    until: untilOf(event),
    clock,
    ...(dueAt === undefined ? {} : { dueAt }),
    ...(department === undefined ? {} : { department }),
    ...(round === undefined ? {} : { round }),
    ...fromRung(rung),
    ...(overdueMs > OVERDUE_AFTER ? { overdueMs } : {}),
  }
}

/** Those under way learn that they are called off, and must say that they know (rule 11). */
function calledOff(of: Of, summons: Summons | undefined): readonly Draft[] {
  if (!summons) return []
  const { department: organisation } = of
  const people = attendancesOf(summons).filter(({ status }) => status === 'called_off')
  return [
    ...people.map(
      ({ person }): Draft => ({
        key: keyOf(of, `stand_down:${person}`),
        audience: { kind: 'person', organisation, person },
        act: 'stand_down',
        until: { kind: 'acknowledged', person },
        repeat: STAND_DOWN_REPEAT,
        department: of.department,
        round: of.round,
      }),
    ),
    desk(of, 'called_off', TOLD, 'called_off'),
  ]
}

function withdrawn(whistle: Whistle): readonly Draft[] {
  return Object.values(whistle.summonses).flatMap(summons => calledOff(summons, summons))
}

function submitted({ approval }: EventOf<'WhistleSubmitted'>, whistle: Whistle): readonly Draft[] {
  if (!approval) return []
  const audience: Audience = { kind: 'office', office: whistle.caller.head }
  const { dueAt } = approval
  return [
    {
      key: 'approval',
      audience,
      act: 'approve',
      until: { kind: 'approved' },
      clock: 'approval',
      dueAt,
    },
  ]
}

function sounded(
  { summonses, review }: EventOf<'WhistleSounded'>,
  whistle: Whistle,
): readonly Draft[] {
  const calls = summonses.map(call)
  if (!review) return calls
  const audience: Audience = { kind: 'office', office: whistle.caller.head }
  const { dueAt } = review
  return [
    ...calls,
    { key: 'review', audience, act: 'review', until: { kind: 'reviewed' }, clock: 'review', dueAt },
  ]
}

function drafts(event: WhistleEvent, whistle: Whistle): readonly Draft[] {
  switch (event.type) {
    case 'WhistleSubmitted':
      return submitted(event, whistle)
    case 'WhistleSounded':
      return sounded(event, whistle)
    case 'SummonsCalled':
      return [call(event.summons)]
    case 'LadderClimbed':
      return [climbed(event, whistle)]
    case 'SummonsStoodDown':
    case 'SummonsExcused':
    case 'SummonsReplaced':
      return calledOff(event, whistle.summonses[event.department])
    case 'WhistleWithdrawn':
      return withdrawn(whistle)
    default:
      return answers(event, whistle)
  }
}

/** What one side did and the other waits for. */
function answers(event: WhistleEvent, whistle: Whistle): readonly Draft[] {
  switch (event.type) {
    case 'SummonsReturned':
      return [
        {
          key: keyOf(event, `rule@${event.at}`),
          audience: {
            kind: 'rulers',
            department: event.department,
            areas: whistle.draft.place.areas,
          },
          act: 'rule',
          until: { kind: 'ruled' },
          department: event.department,
          round: event.round,
          clock: 'ruling',
          dueAt: event.ruling.dueAt,
        },
      ]
    case 'ReturnOverruled':
      return [desk(event, 'return_stands', TOLD, `return_stands@${event.at}`)]
    case 'AskWidened':
      return [desk(event, 'ask_widened', TOLD, `ask_widened@${event.at}`)]
    case 'ArrivalDoubted': {
      const { person } = event
      const until: Until = { kind: 'confirmed', person }
      return [
        command(whistle, event, { act: 'confirm_arrival', until }, `doubt:${person}@${event.at}`),
      ]
    }
    case 'LadderWoken':
      return [desk(event, 'come_back', { kind: 'somebody_there' }, `come_back@${event.at}`)]
    case 'SessionEnded':
      return event.arrive.map(({ department }) => {
        const round = whistle.summonses[department]?.round ?? 1
        return desk({ department, round }, 'next_session', TOLD, `session:${event.session}`)
      })
    case 'ExtensionRequested':
      return [
        command(whistle, event, { act: 'judge_extension', until: TOLD }, `extension@${event.at}`),
      ]
    case 'ExtensionGranted':
    case 'ExtensionRefused':
      return [desk(event, 'extension_answered', TOLD, `extension_answered@${event.at}`)]
    case 'DoneClaimed':
      return [command(whistle, event, { act: 'done_claimed', until: TOLD }, `done@${event.at}`)]
    case 'SummonsReleased':
      return [desk(event, 'released', TOLD, 'released')]
    case 'SummonsDefaulted':
      return [
        {
          ...desk(event, 'defaulted', TOLD, 'defaulted'),
          audience: { kind: 'layer', organisation: event.department, layer: 'head' },
        },
      ]
    case 'WhistleResolved': {
      const audience: Audience = { kind: 'office', office: whistle.caller.office }
      return [{ key: `accept@${event.at}`, audience, act: 'accept', until: TOLD }]
    }
    default:
      return []
  }
}

/**
 * The messages that an event asks for, on the state after it. Pure, so that the same event asks the same again, and a
 * preview says what will be.
 */
export function pagesFor(event: WhistleEvent, whistle: Whistle): readonly PageRequest[] {
  const asked = drafts(event, whistle)
  if (asked.length === 0) return []
  const emergency = policyOf(whistle).approval === 'after'
  return asked.map(draft => ({ ...draft, emergency }))
}
