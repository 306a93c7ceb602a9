// What still leans on an organisation, an office or an area that is to end.
import type { AreaCode, Instant, OfficeId, OrganisationId } from '@muster/domain'
import { isOpen } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'

const isLive = ({ endedAt }: { readonly endedAt?: Instant }) => endedAt === undefined

function countWhere<T>(items: Iterable<T>, isMeant: (item: T) => boolean): number {
  let count = 0
  for (const item of items) if (isMeant(item)) count += 1
  return count
}

const PARTY_SQL = `select count(*)::int as count from whistles
  where ended_at is null and (caller = $1 or $1 = any(departments))`

const COMMAND_SQL = `select count(*)::int as count from whistles
  where ended_at is null and command = $1`

async function countRows(edge: Edge, sql: string, id: string): Promise<number> {
  const [row] = await edge.platform.db.query<{ count: number }>(sql, [id])
  return Number(row?.count ?? 0)
}

/** Open whistles that it blew or is summoned by. */
export function whistlesOf(edge: Edge, id: OrganisationId): Promise<number> {
  return countRows(edge, PARTY_SQL, id)
}

/** Open whistles that it commands. */
export function whistlesCommanded(edge: Edge, id: OfficeId): Promise<number> {
  return countRows(edge, COMMAND_SQL, id)
}

/** Its parts, its offices, and command posts that it belongs to. */
export function leaningOnOrganisation({ registry }: Edge, id: OrganisationId): number {
  const { directory } = registry
  return (
    countWhere(directory.organisations(), one => one.parent === id && isLive(one)) +
    countWhere(directory.offices(), one => one.organisation === id && isLive(one)) +
    countWhere(
      registry.posts(),
      ({ status, fields }) =>
        status === 'open' &&
        (fields.parent === id || fields.members.some(member => member.department === id)),
    )
  )
}

/** Who holds it or will, and what it was given. */
export function leaningOnOffice({ registry }: Edge, id: OfficeId, now: Instant): number {
  const { directory } = registry
  return (
    countWhere(directory.appointmentsTo(id), one => isOpen(one, now)) +
    countWhere(registry.grantsOf(id), ({ until }) => until === undefined || until > now)
  )
}

/** Areas in it, organisations that work in it, and grants that hold in it. */
export function leaningOnArea({ registry }: Edge, id: AreaCode, now: Instant): number {
  const { directory } = registry
  return (
    countWhere(directory.areas(), one => one.parent === id && isLive(one)) +
    countWhere(directory.organisations(), one => one.territory === id && isLive(one)) +
    countWhere(
      registry.grants(),
      ({ area, until }) => area === id && (until === undefined || until > now),
    )
  )
}
