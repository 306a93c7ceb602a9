// A small city for pure tests: offices with grants, people of three departments, and rules that a test can bend.
import type {
  Actor,
  Ask,
  Calendar,
  Caller,
  CaseId,
  Context,
  DraftFields,
  FoundGrant,
  Instant,
  OfficeId,
  OrganisationId,
  PersonId,
  Power,
  Rank,
  Rules,
  Scope,
  SealedText,
  WhistleCommand,
  WhistleId,
  WhistleKind,
} from '@muster/domain'

/** Labels a plain string as the id that is wanted. */
export function id<T extends string>(value: string): T {
  return value as T
}

export const text = id<SealedText>

export function anActor(person: string, office: string, organisation: string, rank: Rank): Actor {
  const of = id<OrganisationId>(organisation)
  return {
    person: id<PersonId>(person),
    office: id<OfficeId>(office),
    organisation: of,
    within: [of],
    rank,
  }
}

/** Everybody who acts in the small city, by the part they play. */
export const PEOPLE = {
  commander: anActor('cui', 'street-commander', 'street', 'deputy'),
  deputy: anActor('ding', 'street-deputy', 'street', 'duty'),
  head: anActor('hao', 'street-head', 'street', 'head'),
  clerk: anActor('ke', 'street-clerk', 'street', 'officer'),
  coordination: anActor('xu', 'district-coordination', 'district', 'head'),
  ruler: anActor('ruan', 'district-establishment', 'district', 'duty'),
  police: anActor('an', 'police-duty', 'police', 'duty'),
  policeman: anActor('bai', 'police-officer', 'police', 'officer'),
  water: anActor('wen', 'water-duty', 'water', 'duty'),
  waterman: anActor('wu', 'water-officer', 'water', 'officer'),
  market: anActor('ma', 'market-duty', 'market', 'duty'),
  marketman: anActor('meng', 'market-officer', 'market', 'officer'),
  /** Of the calling organisation, with the power of command, and not in the chain. */
  spare: anActor('shi', 'street-spare', 'street', 'duty'),
  stranger: anActor('song', 'elsewhere-duty', 'elsewhere', 'duty'),
  /** One who has an office in a department and is made deputy of the whistle. */
  twofold: anActor('wu', 'street-deputy', 'street', 'duty'),
} as const satisfies Record<string, Actor>

export type Part = keyof typeof PEOPLE

export const CALLER: Caller = {
  organisation: id<OrganisationId>('street'),
  office: PEOPLE.commander.office,
  deputy: PEOPLE.deputy.office,
  head: PEOPLE.head.office,
  coordination: PEOPLE.coordination.office,
}

type Grants = Readonly<Record<string, readonly Power[]>>

/** Who holds which power in the small city; all of them over every place and department in it. */
export const GRANTS: Grants = {
  'street-commander': ['lead', 'summon', 'approve', 'command', 'veto', 'grade'],
  'street-deputy': ['summon', 'command'],
  'street-head': ['lead', 'summon', 'approve', 'command', 'veto', 'grade'],
  'district-coordination': ['rule', 'command', 'supervise', 'approve'],
  'district-establishment': ['rule'],
  'street-spare': ['command'],
}

export const CITY_DEPARTMENTS: readonly string[] = ['police', 'water', 'market']

/** All hours of all days are office hours, so that working time is as regular as any other. */
export const ROUND_THE_CLOCK: Calendar = {
  version: 'all-hours',
  timeZone: 'Asia/Shanghai',
  officeHours: [[0, 24 * 60]],
  days: Object.fromEntries(daysOf(2026).map(day => [day, 'workday' as const])),
}

/** A notice by which the same days have half the hours. */
export const HALF_DAYS: Calendar = {
  ...ROUND_THE_CLOCK,
  version: 'half-days',
  officeHours: [[0, 12 * 60]],
}

function daysOf(year: number): readonly string[] {
  const first = Date.UTC(year, 0, 1)
  return Array.from({ length: 365 }, (_, day) =>
    new Date(first + day * 86_400_000).toISOString().slice(0, 10),
  )
}

export interface WorldOptions {
  readonly kinds: readonly WhistleKind[]
  readonly grants?: Grants
  /** Offices at which somebody is on duty. */
  readonly onDuty?: readonly string[]
  readonly calendar?: Calendar
  readonly outageMs?: number
}

/** Rules as plain data. */
export function rulesOf(options: WorldOptions): Rules {
  const { kinds, grants = GRANTS, onDuty = [], calendar = ROUND_THE_CLOCK, outageMs = 0 } = options
  const byCode = new Map(kinds.map(kind => [kind.code, kind]))
  const held = new Map<string, Map<string, FoundGrant>>()
  for (const [office, powers] of Object.entries(grants))
    held.set(office, new Map(powers.map(power => [power, { id: id(`${office}/${power}`) }])))
  const duty = new Set(onDuty)
  const reaches = ({ departments }: Scope) => departments.every(d => CITY_DEPARTMENTS.includes(d))
  return {
    calendar,
    findKind: code => byCode.get(code),
    findGrant: (office, power, scope) =>
      reaches(scope) ? held.get(office)?.get(power) : undefined,
    holdsOffice: () => true,
    isOnDuty: office => duty.has(office),
    outageMs: () => outageMs,
  }
}

export function aContext(actor: Context['actor'], now: Instant, rules: Rules): Context {
  return { actor, now, rules }
}

export function anAsk(department: string, more: Partial<Ask> = {}): Ask {
  return {
    department: id<OrganisationId>(department),
    role: 'assist',
    text: text(`sealed:ask:${department}`),
    legalItems: [`${department}-1`],
    ...more,
  }
}

export const SCENE: readonly [number, number] = [117.3, 40.2]

/** A draft that asks the police to lead and the water works to assist. */
export function aDraft(at: Instant, more: Partial<DraftFields> = {}): DraftFields {
  return {
    place: { point: SCENE, text: text('sealed:place'), areas: [id('110000'), id('110117')] },
    assembly: { at, place: text('sealed:assembly') },
    title: text('sealed:title'),
    facts: text('sealed:facts'),
    tried: text('sealed:tried'),
    lacking: text('sealed:lacking'),
    problemType: 'illegal_mining',
    asks: [anAsk('police', { role: 'lead' }), anAsk('water')],
    ...more,
  }
}

/** The first command of a whistle. */
export function draftCommand(kind: string, draft: DraftFields, drill = false): WhistleCommand {
  return {
    type: 'DraftWhistle',
    whistle: id<WhistleId>('w1'),
    caseId: id<CaseId>('case-1'),
    kind,
    caller: CALLER,
    draft,
    drill,
  }
}
