// Who holds which power, told from what happened alone: every grant written out as the places and departments it
// reaches. Shares no line with the code that it judges.
import type { Extent, GrantCommand, GrantEvent, Instant, PersonId } from '@muster/domain'
import { DEPARTMENTS, KEEPER, LONGEST_MS, PLACES } from './world.ts'

interface Life {
  readonly office: string
  readonly power: string
  readonly person: PersonId | undefined
  readonly source: string | undefined
  readonly givenBy: string
  readonly from: number
  readonly until: number
  readonly reached: Reached
  /** Moments between which it rests. */
  readonly rests: readonly (readonly [number, number])[]
  readonly revoked: boolean
}

export type Lives = ReadonlyMap<string, Life>

const NEVER = Number.POSITIVE_INFINITY

/** An extent written out. */
interface Reached {
  readonly places: ReadonlySet<string>
  readonly departments: ReadonlySet<string>
}

function namesOf(over: Extent['departments']): ReadonlySet<string> {
  const all = Object.keys(DEPARTMENTS)
  if (over === 'all') return new Set(all)
  if (Array.isArray(over)) return new Set(over as readonly string[])
  const { districts } = over as { readonly districts: readonly string[] }
  return new Set(all.filter(name => districts.includes(DEPARTMENTS[name] ?? '')))
}

function placesIn(area: string): ReadonlySet<string> {
  return new Set(Object.keys(PLACES).filter(place => PLACES[place]?.some(one => one === area)))
}

function reachedBy({ departments, area }: Extent): Reached {
  return { places: placesIn(area), departments: namesOf(departments) }
}

function isSmaller(inner: Reached, outer: Reached | undefined): boolean {
  return (
    outer !== undefined &&
    [...inner.places].every(place => outer.places.has(place)) &&
    [...inner.departments].every(department => outer.departments.has(department))
  )
}

function reaches({ reached }: Life, { place, department }: Pair): boolean {
  return reached.places.has(place) && reached.departments.has(department)
}

/** A place and a department. */
export interface Pair {
  readonly place: string
  readonly department: string
}

function rests({ rests: spans }: Life, at: number): boolean {
  return spans.some(([from, to]) => at >= from && at < to)
}

function runs(life: Life | undefined, at: number): life is Life {
  return (
    life !== undefined && !life.revoked && at >= life.from && at < life.until && !rests(life, at)
  )
}

/** Who may use which grant at a moment. */
export function holds(
  lives: Lives,
  asked: { office: string; power: string; person: string; pair: Pair; at: number },
): boolean {
  return [...lives.values()].some(life => {
    if (life.office !== asked.office || life.power !== asked.power) return false
    if (life.person !== undefined && life.person !== asked.person) return false
    if (!runs(life, asked.at) || !reaches(life, asked.pair)) return false
    if (life.source === undefined) return true
    const source = lives.get(life.source)
    return runs(source, asked.at) && reaches(source, asked.pair)
  })
}

interface Step {
  readonly id: string
  readonly command: GrantCommand
  readonly event: GrantEvent
  readonly now: Instant
  readonly lives: Lives
}

type Say = (what: string) => void

function judgeDelegation({ command, event, lives, now }: Step, say: Say): void {
  if (command.type !== 'DelegateGrant' || event.type !== 'GrantDelegated') return
  const { grant } = event
  const source = lives.get(grant.source ?? '')
  if (!runs(source, now)) say('delegated from what is not in force')
  if (source?.source !== undefined) say('delegated on')
  if (source?.office !== event.by.office) say('delegated by another office')
  if (grant.office === source?.office) say('delegated to oneself')
  const until = grant.until ?? NEVER
  if (until > (source?.until ?? 0)) say('delegated for longer than it is held')
  if (until - grant.from > LONGEST_MS || until <= now) say('delegated for too long or never')
  if (!isSmaller(reachedBy(grant), source?.reached)) say('delegated further than it reaches')
}

function judgeNarrowing(before: Life, { event, now }: Step, say: Say): void {
  if (event.type !== 'GrantNarrowed') return
  const after = narrowed(before, event)
  if (!isSmaller(after.reached, before.reached) || after.until > before.until) say('widened')
  if (after.until !== before.until && after.until < now) say('ended in the past')
}

function judgeRest(before: Life, { event, now }: Step, say: Say): void {
  if (event.type === 'GrantSuspended' && rests(before, now)) say('suspended twice')
  if (event.type === 'GrantResumed' && !rests(before, now)) say('resumed what does not rest')
}

function judgeLeaving({ command, event }: Step, say: Say): void {
  if (!('openWhistles' in command) || command.openWhistles === 0) return
  if (!('successor' in event) || event.successor === undefined) say('a whistle is left behind')
}

/** Rules 2 and 3 over one event. */
export function judge(step: Step, say: Say): void {
  const { id, event, lives } = step
  const before = lives.get(id)
  if (event.type === 'GrantGiven' || event.type === 'GrantDelegated') {
    if (before !== undefined) say('given twice')
    if (event.type === 'GrantGiven' && event.by.office !== KEEPER.office) say('given by no keeper')
    judgeDelegation(step, say)
    return
  }
  if (before === undefined || before.revoked) {
    say('changed although it is not there')
    return
  }
  const own = before.source !== undefined && before.givenBy === event.by.office
  if (event.by.office !== KEEPER.office && !own) say('changed by a stranger')
  judgeNarrowing(before, step, say)
  judgeRest(before, step, say)
  judgeLeaving(step, say)
}

type Narrowing = Extract<GrantEvent, { readonly type: 'GrantNarrowed' }>

function narrowed({ reached, ...life }: Life, { to }: Narrowing): Life {
  const { departments, area, until } = to
  return {
    ...life,
    reached: {
      places: area === undefined ? reached.places : placesIn(area),
      departments: departments === undefined ? reached.departments : namesOf(departments),
    },
    until: until ?? life.until,
  }
}

export function withEvent(lives: Lives, id: string, event: GrantEvent): Lives {
  const before = lives.get(id)
  const put = (life: Life) => new Map([...lives, [id, life]])
  if (event.type === 'GrantGiven' || event.type === 'GrantDelegated') {
    const { office, power, person, source, from, until = NEVER } = event.grant
    const reached = reachedBy(event.grant)
    const life = { office, power, person, source, from, until, reached, rests: [], revoked: false }
    return put({ ...life, givenBy: event.by.office })
  }
  if (before === undefined) return lives
  switch (event.type) {
    case 'GrantNarrowed':
      return put(narrowed(before, event))
    case 'GrantSuspended':
      return put({ ...before, rests: [...before.rests, [event.at, event.until ?? NEVER]] })
    case 'GrantResumed':
      return put({
        ...before,
        rests: before.rests.map(([from, to]) => [from, Math.min(to, event.at)] as const),
      })
    case 'GrantRevoked':
      return put({ ...before, revoked: true })
  }
}
