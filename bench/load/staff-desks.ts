// A process: gives each of these departments a large desk that is on duty all the time, reached by three channels at once.
import {
  BY_SYSTEM,
  type ContactEvent,
  type DirectoryEvent,
  type Instant,
  type OfficeId,
  type OrganisationId,
  type PersonId,
  type RosterEvent,
  type RosterId,
  type ShiftId,
  SYSTEM,
  toId,
  toInstant,
  type Way,
  type WayId,
} from '@muster/domain'
import { readConfig } from '../../apps/server/src/config.ts'
import { assemble } from '../../apps/server/src/features.ts'
import type { Edge } from '../../apps/server/src/mechanism/edge.ts'
import { streamOf } from '../../apps/server/src/mechanism/ids.ts'
import { rosterIdOf } from '../../apps/server/src/mechanism/rosters.ts'
import type { StreamKey, StreamWrite } from '../../apps/server/src/platform/event-store/types.ts'
import { createLogger } from '../../apps/server/src/platform/log.ts'
import { openPlatform } from '../../apps/server/src/platform.ts'
import { answer, argumentOf } from '../support/child.ts'

export interface Desks {
  readonly databaseUrl: string
  readonly dataDir: string
  readonly departments: readonly string[]
  readonly people: number
  /** Where endpoints of webhooks lie; the department is appended. */
  readonly hooks: string
  /** Addresses that the endpoint may have. */
  readonly allowed: string
}

const DAY_MS = 86_400_000
const { databaseUrl, dataDir, departments, people, hooks, allowed } = argumentOf<Desks>()
const config = readConfig({
  DATABASE_URL: databaseUrl,
  MUSTER_DATA_DIR: dataDir,
  MUSTER_OUTGOING_ALLOW: allowed,
})
const features = assemble(config)
const { platform, close } = await openPlatform(
  config,
  features.all,
  createLogger('warn', process.stderr),
)
const edge = features.edgeOf(platform)
const at = toInstant(Date.now())
const stamp = { at, by: BY_SYSTEM }

function write(id: string, writes: readonly StreamWrite[]): Promise<void> {
  const [first, ...rest] = writes.map(one => one.stream)
  return first === undefined ? Promise.resolve() : submit(edge, { id, first, rest, writes })
}

interface Writing {
  readonly id: string
  readonly first: StreamKey
  readonly rest: readonly StreamKey[]
  readonly writes: readonly StreamWrite[]
}

async function submit(of: Edge, { id, first, rest, writes }: Writing): Promise<void> {
  const command = of.mechanism.registryCommand({
    name: 'StaffDesk',
    id,
    stream: first,
    also: rest,
    act: { actor: SYSTEM },
    decide: () => ({ ok: true, outcome: { writes } }),
  })
  const submitted = await of.submit(command)
  if (!submitted.ok) throw new Error(`a desk was refused: ${submitted.refusal.code}`)
}

interface Member {
  readonly person: PersonId
  readonly n: number
  readonly department: string
}

/** The department stands in each address, so that whoever gets a message can tell. */
function addressesOf({ department, n }: Member, endpoint: string): readonly [string, string][] {
  const place = departments.indexOf(department) * people + n
  return [
    ['sms', `+9998${String(place).padStart(7, '0')}`],
    ['email', `${n}@${department}.example`],
    ['webhook', endpoint],
  ]
}

function contactOf(member: Member, endpoint: string): StreamWrite {
  const { person } = member
  const ways = addressesOf(member, endpoint).map(([channel, address]): Way => {
    const sealed = edge.seal(`person:${person}`, address)
    return { id: toId<WayId>(channel), channel, address: sealed, enabled: true, verifiedAt: at }
  })
  const set: ContactEvent = {
    type: 'ContactsSet',
    ...stamp,
    person,
    ways,
    language: 'zh',
    atOnce: true,
  }
  return { stream: streamOf('contact', person), events: [set] }
}

function entered(member: Member, office: OfficeId): DirectoryEvent {
  const { person: id, department } = member
  const subject = `person:${id}`
  return {
    type: 'PersonEntered',
    ...stamp,
    person: {
      id,
      organisation: toId<OrganisationId>(department),
      offices: [office],
      name: edge.seal(subject, '演某|Yan Mou'),
      phone: edge.seal(subject, '+99900000000'),
      invented: true,
    },
  }
}

/** Only where the office keeps none yet. */
function opened(id: RosterId, organisation: OrganisationId, office: OfficeId): RosterEvent[] {
  if (edge.registry.rosters.find(id) !== undefined) return []
  const needs = { duty: people, team: 0, head: 0 }
  return [{ type: 'RosterOpened', ...stamp, id, organisation, office, needs }]
}

function shifts(members: readonly Member[], until: Instant): RosterEvent {
  return {
    type: 'ShiftsSet',
    ...stamp,
    shifts: members.map(({ person, n }) => ({
      id: toId<ShiftId>(`bench-${n}`),
      layer: 'duty',
      person,
      from: at,
      until,
    })),
  }
}

for (const department of departments) {
  const organisation = edge.registry.directory.findOrganisation(department)
  if (organisation === undefined) throw new Error(`no ${department}`)
  const { district } = organisation
  const name = await platform.webhooks.create({
    district,
    label: department,
    url: `${hooks}/${department}`,
    by: 'bench',
  })
  const members = Array.from({ length: people }, (_, n): Member => {
    const person = toId<PersonId>(`p-${department}-desk-${String(n).padStart(2, '0')}`)
    return { person, n, department }
  })
  const [office] = edge.registry.directory.officesOfRank(organisation.id, 'duty')
  if (office === undefined) throw new Error(`${department} has no duty desk`)
  const roster = rosterIdOf(office, edge.registry.directory)
  const units = { district, kind: 'directory', id: 'units' } as const
  await write(department, [
    { stream: units, events: members.map(member => entered(member, office)) },
    {
      stream: streamOf('roster', roster),
      events: [
        ...opened(roster, organisation.id, office),
        shifts(members, toInstant(at + 30 * DAY_MS)),
      ],
    },
    ...members.map(member => contactOf(member, `${name.district}/${name.id}`)),
  ])
}
await close()
answer({ staffed: departments.length * people })
process.exit(0)
