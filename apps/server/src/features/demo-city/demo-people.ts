// Ways in for invented people; they exist in the demo only, where the server listens on loopback alone.

import { toInstant } from '@muster/domain'
import type { Edge } from '../../mechanism/edge.ts'
import { CITY_WIDE } from '../../mechanism/ids.ts'
import { isKeepersOffice } from '../../mechanism/people.ts'
import { SCOPES } from '../../mechanism/scopes.ts'
import type { Grantee } from '../../platform/auth/actor.ts'
import { deriveToken } from '../../platform/auth/token-text.ts'
import { ProblemError } from '../../platform/http/problems.ts'

const YEAR_MS = 365 * 86_400_000
const KEEPERS_ONLY: ReadonlySet<string> = new Set(['admin', 'configure', 'import'])

function scopesOf(role: string, isKeeper: boolean): readonly string[] {
  const all = Object.keys(SCOPES)
  if (role === 'administrator') return all
  return all
    .filter(scope => isKeeper || !KEEPERS_ONLY.has(scope))
    .filter(scope => scope !== 'admin')
}

interface Holder {
  readonly person: string
  readonly office: string
}

/** Invented people move on as any others do: whoever tries the registries may end an office or an appointment. */
export function holdsStill(edge: Edge, { person, office }: Holder): boolean {
  const { directory } = edge.registry
  const known = directory.findOffice(office)
  const one = directory.findPerson(person)
  return (
    one !== undefined &&
    known !== undefined &&
    directory.holdsOffice(one.id, known.id, toInstant(edge.now()))
  )
}

function granteeOf(edge: Edge, { person, office }: Holder): Grantee {
  const { directory } = edge.registry
  const known = directory.findOffice(office)
  const organisation = known && directory.findOrganisation(known.organisation)
  if (!organisation || !holdsStill(edge, { person, office }))
    throw new ProblemError({ code: 'unknown_person', field: 'person' })
  const { id, district } = organisation
  return { person, office, organisation: id, district, kind: 'person' }
}

/** The same token for the same person and office at every start of this deployment. */
export async function demoTokenFor(edge: Edge, secret: Uint8Array, who: Holder): Promise<string> {
  const grantee = granteeOf(edge, who)
  const { directory } = edge.registry
  const organisation = directory.findOrganisation(grantee.organisation)
  const office = directory.findOffice(grantee.office)
  const isKeeper = organisation && office ? isKeepersOffice(organisation, office) : false
  return issue(edge, secret, grantee, scopesOf('person', isKeeper))
}

/** The administrator of the demo: keeps the registries and issues tokens. */
export function demoAdministrator(edge: Edge, secret: Uint8Array): Promise<string> {
  const grantee: Grantee = {
    person: 'administrator',
    office: 'administrator',
    organisation: 'city',
    district: CITY_WIDE,
    kind: 'person',
  }
  return issue(edge, secret, grantee, scopesOf('administrator', true))
}

async function issue(
  edge: Edge,
  secret: Uint8Array,
  grantee: Grantee,
  scopes: readonly string[],
): Promise<string> {
  const { tokens } = edge.platform
  const token = deriveToken(grantee.district, `${grantee.person}@${grantee.office}`, secret)
  const known = await tokens.verify(token)
  if (known.ok) return token
  const issued = await tokens.issue({
    grantee,
    scopes,
    label: 'demo',
    issuedBy: 'demo',
    lastsMs: YEAR_MS,
    token,
  })
  if (!issued.ok) throw new Error(`no token for ${grantee.person}: ${issued.code}`)
  return issued.token
}
