// The shape of a city file, and the way between it and what the registries hold.
import {
  contactBodies,
  directoryBodies,
  grantBodies,
  listBodies,
  toRfc3339,
} from '@muster/contract'
import {
  type By,
  type Contacts,
  type HeldGrant,
  isSuspended,
  type ListEntry,
  type TakenGrant,
  toId,
  toInstant,
  type Way,
  WEB_PUSH,
} from '@muster/domain'
import { z } from 'zod'
import type { Edge } from './mechanism/edge.ts'
import { subjectOfPerson } from './mechanism/person-names.ts'
import { some } from './mechanism/views.ts'

const label = z.string().min(1).max(100)

const grantEntry = grantBodies.giveGrant.required({ id: true }).extend({
  /** Of a delegation: this holder alone, from which grant, and by whom. */
  person: label.optional(),
  source: label.optional(),
  delegatedBy: z.strictObject({ person: label, office: label, organisation: label }).optional(),
  /** It rests: until then, or until it is resumed. */
  rests: z.strictObject({ until: z.iso.datetime({ offset: true }).optional() }).optional(),
})

const contactEntry = contactBodies.setContacts.extend({
  person: label,
  ways: z.array(
    z.strictObject({
      id: label,
      channel: label,
      address: z.string().max(2000),
      enabled: z.boolean(),
      /** A code came back from there. */
      verified: z.boolean(),
    }),
  ),
})

export const cityFile = z.strictObject({
  source: z.string().min(1).max(200),
  directory: directoryBodies.directoryPart.optional(),
  grants: z.array(grantEntry).default([]),
  responsibility: z.array(listBodies.publishEntry).default([]),
  contacts: z.array(contactEntry).default([]),
})

export type CityFile = z.output<typeof cityFile>

function timesOf(one: { readonly from: number; readonly until?: number }) {
  const { from, until } = one
  return { from: toRfc3339(from), ...(until === undefined ? {} : { until: toRfc3339(until) }) }
}

export function toGrant(body: CityFile['grants'][number], now: number): TakenGrant {
  const { departments, from, until, person, source, rests, delegatedBy, ...rest } = body
  const over = Array.isArray(departments) ? departments.map(id => toId<never>(id)) : departments
  const end = rests?.until
  return {
    grant: {
      ...rest,
      id: toId(rest.id),
      office: toId(rest.office),
      area: toId(rest.area),
      ...(person === undefined ? {} : { person: toId(person) }),
      ...(source === undefined ? {} : { source: toId(source) }),
      departments:
        typeof over === 'object' && 'districts' in over
          ? { districts: over.districts.map(code => toId<never>(code)) }
          : over,
      from: from ?? toInstant(now),
      ...(until === undefined ? {} : { until }),
    },
    ...(rests === undefined
      ? {}
      : { rests: end === undefined ? {} : { until: toInstant(Date.parse(end)) } }),
    ...(delegatedBy === undefined ? {} : { delegatedBy: delegatedBy as unknown as By }),
  }
}

/** What was taken out, as it rests or was lent for an absence. */
export function fromGrant(edge: Edge, { suspended, ...grant }: HeldGrant) {
  const rests = isSuspended(suspended, toInstant(edge.now()))
    ? { rests: suspended?.until === undefined ? {} : { until: toRfc3339(suspended.until) } }
    : {}
  const state = edge.registry.findGrantState(grant.id)
  const isLent = grant.source !== undefined && state !== undefined && state.status !== 'none'
  const by = isLent ? state.given.by : undefined
  const { person, office, organisation } = by ?? {}
  const delegatedBy = by === undefined ? {} : { delegatedBy: { person, office, organisation } }
  return { ...grant, ...timesOf(grant), ...rests, ...delegatedBy }
}

export function toEntry(body: CityFile['responsibility'][number], now: number): ListEntry {
  const { from, until, lead, assisting, area, ...rest } = body
  return {
    ...rest,
    lead: toId(lead),
    area: toId(area),
    assisting: assisting.map(id => toId<never>(id)),
    from: from ?? toInstant(now),
    ...(until === undefined ? {} : { until }),
  }
}

export function fromEntry(entry: ListEntry) {
  return { ...entry, ...timesOf(entry) }
}

/** What was proved stays so: whoever brings a city in answers for its file. */
export function toContacts(
  edge: Edge,
  body: CityFile['contacts'][number],
): Omit<Contacts, 'status'> {
  const { person, ways, quiet, language, atOnce } = body
  const at = toInstant(edge.now())
  return {
    person: toId(person),
    ways: ways.map(
      ({ id, channel, address, enabled, verified }): Way => ({
        id: toId(id),
        channel,
        address: edge.seal(subjectOfPerson(person), address),
        enabled,
        ...(verified ? { verifiedAt: at } : {}),
      }),
    ),
    ...some('quiet', quiet),
    language,
    ...(atOnce ? { atOnce } : {}),
  }
}

/** Without browsers, which subscribed to this server and to no other. */
export function fromContacts(edge: Edge, { person, ways, quiet, language, atOnce }: Contacts) {
  return {
    person,
    ways: ways.flatMap(({ id, channel, address, enabled, verifiedAt }) => {
      const text = edge.open(address)
      if (channel === WEB_PUSH || text === null) return []
      return { id, channel, address: text, enabled, verified: verifiedAt !== undefined }
    }),
    ...some('quiet', quiet),
    language,
    ...some('atOnce', atOnce),
  }
}
