// /api/organisations and /api/offices: they begin, change and end.
import { organisingBodies, shapes } from '@muster/contract'
import {
  type AreaCode,
  type Office,
  type OfficeId,
  type Organisation,
  type OrganisationId,
  toId,
} from '@muster/domain'
import { z } from 'zod'
import { type Edge, registerAct } from '../../mechanism/edge.ts'
import { areaOf, organisationOf } from '../../mechanism/lookups.ts'
import { unitsStreamOf } from '../../mechanism/registry-streams.ts'
import { ProblemError } from '../../platform/http/problems.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { leaningOnOffice, leaningOnOrganisation, whistlesCommanded, whistlesOf } from './leaning.ts'
import { changeDirectory, changed, currentOf } from './organise.ts'

const TAG = 'directory'
const CHANGES_REGISTRIES = { tag: TAG, scope: 'configure' } as const
const organisationPath = z.strictObject({ id: shapes.organisationId })
const officePath = z.strictObject({ id: shapes.officeId })

function liveOrganisation(edge: Edge, id: string): Organisation {
  const known = edge.registry.directory.findOrganisation(id)
  if (known && known.endedAt === undefined) return known
  throw new ProblemError({ code: 'unknown_organisation', field: 'path.id' })
}

function liveOffice(edge: Edge, id: string): Office {
  const known = edge.registry.directory.findOffice(id)
  if (known && known.endedAt === undefined) return known
  throw new ProblemError({ code: 'unknown_office', field: 'path.id' })
}

function districtOfParent(edge: Edge, parent: string | null | undefined): readonly AreaCode[] {
  if (parent === undefined || parent === null) return []
  return [liveParent(edge, parent).district]
}

function liveParent(edge: Edge, id: string): Organisation {
  organisationOf(edge, id, 'parent')
  return liveOrganisation(edge, id)
}

function organisationActs(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/organisations',
    operationId: 'foundOrganisation',
    summary: '新建单位 · An organisation or a station begins',
    params: z.strictObject({}),
    body: organisingBodies.foundOrganisation,
    refusals: ['not_a_keeper', 'organisation_exists', 'unknown_organisation', 'unknown_area'],
    created: true,
    submit: ({ body, act }) => {
      areaOf(edge, body.territory, 'territory')
      const organisation = body as unknown as Organisation
      const { id, district, parent } = organisation
      return changeDirectory(
        edge,
        {
          id,
          stream: unitsStreamOf(district),
          areas: [district, ...districtOfParent(edge, parent)],
          command: () => ({ type: 'FoundOrganisation', organisation }),
        },
        act,
      )
    },
  })
}

function organisationChanges(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/organisations/:id/change',
    operationId: 'changeOrganisation',
    summary: '更改单位 · Rename or move an organisation',
    params: organisationPath,
    body: organisingBodies.changeOrganisation,
    refusals: ['not_a_keeper', 'unknown_organisation', 'unknown_area', 'organisation_in_itself'],
    submit: ({ params: { id }, body, act }) => {
      const { district } = liveOrganisation(edge, id)
      if (body.territory !== undefined) areaOf(edge, body.territory, 'territory')
      return changeDirectory(
        edge,
        {
          id,
          stream: unitsStreamOf(district),
          areas: [district, ...districtOfParent(edge, body.parent)],
          command: ({ state }) => {
            const before = currentOf(state.organisations, id, 'unknown_organisation')
            const organisation = changed(before, body)
            const { parent } = organisation
            const above = parent === undefined ? [] : edge.registry.directory.within(parent)
            return { type: 'ChangeOrganisation', organisation, above }
          },
        },
        act,
      )
    },
  })
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/organisations/:id/end',
    operationId: 'endOrganisation',
    summary: '撤销单位 · An organisation ends',
    description:
      'Its parts and offices end first, and its open whistles too. What happened stays with its id for ever.',
    params: organisationPath,
    body: shapes.nothing,
    refusals: ['not_a_keeper', 'unknown_organisation', 'organisation_in_use'],
    submit: async ({ params: { id }, act }) => {
      const { district } = liveOrganisation(edge, id)
      const organisation = toId<OrganisationId>(id)
      const whistles = await whistlesOf(edge, organisation)
      const inUse = () => whistles + leaningOnOrganisation(edge, organisation)
      return changeDirectory(
        edge,
        {
          id,
          stream: unitsStreamOf(district),
          areas: [district],
          command: () => ({ type: 'EndOrganisation', organisation, inUse: inUse() }),
        },
        act,
      )
    },
  })
}

/** Whoever opens an office that keeps registries, or fills it, keeps them too. */
export function areasOfOffice(edge: Edge, office: Pick<Office, 'organisation' | 'keeps'>) {
  const { organisation, keeps } = office
  const known = edge.registry.directory.findOrganisation(organisation)
  if (!known) throw new ProblemError({ code: 'unknown_organisation', field: 'organisation' })
  return {
    stream: unitsStreamOf(known.district),
    areas: [known.district, ...(keeps === undefined ? [] : [keeps])],
  }
}

function officeActs(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/offices',
    operationId: 'openOffice',
    summary: '新建办公室（职务）· An office begins, with rank and title',
    params: z.strictObject({}),
    body: organisingBodies.openOffice,
    refusals: ['not_a_keeper', 'office_exists', 'unknown_organisation', 'unknown_area'],
    created: true,
    submit: ({ body, act }) => {
      if (body.keeps !== undefined) areaOf(edge, body.keeps, 'keeps')
      const office = body as unknown as Office
      const where = areasOfOffice(edge, office)
      const command = () => ({ type: 'OpenOffice', office }) as const
      return changeDirectory(edge, { id: office.id, ...where, command }, act)
    },
  })
}

function officeChanges(app: HttpApp, edge: Edge): void {
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/offices/:id/change',
    operationId: 'changeOffice',
    summary: '更改办公室 · Change name, title, rank or what it keeps',
    params: officePath,
    body: organisingBodies.changeOffice,
    refusals: ['not_a_keeper', 'unknown_office', 'unknown_area'],
    submit: ({ params: { id }, body, act }) => {
      const before = liveOffice(edge, id)
      const kept = body.keeps ?? undefined
      if (kept !== undefined) areaOf(edge, kept, 'keeps')
      const { stream, areas } = areasOfOffice(edge, before)
      return changeDirectory(
        edge,
        {
          id,
          stream,
          areas: [...areas, ...(kept === undefined ? [] : [toId<AreaCode>(kept)])],
          command: ({ state }) => {
            const office = changed(currentOf(state.offices, id, 'unknown_office'), body)
            return { type: 'ChangeOffice', office }
          },
        },
        act,
      )
    },
  })
  registerAct(app, edge, {
    ...CHANGES_REGISTRIES,
    url: '/api/offices/:id/close',
    operationId: 'closeOffice',
    summary: '撤销办公室 · An office ends',
    description:
      'Appointments to it end first, its grants are revoked, and whistles that it commands have another commander.',
    params: officePath,
    body: shapes.nothing,
    refusals: ['not_a_keeper', 'unknown_office', 'office_in_use'],
    submit: async ({ params: { id }, act }) => {
      const where = areasOfOffice(edge, liveOffice(edge, id))
      const office = toId<OfficeId>(id)
      const whistles = await whistlesCommanded(edge, office)
      return changeDirectory(
        edge,
        {
          id,
          ...where,
          command: ({ now }) => ({
            type: 'CloseOffice',
            office,
            inUse: whistles + leaningOnOffice(edge, office, now),
          }),
        },
        act,
      )
    },
  })
}

export function organiseUnits(app: HttpApp, edge: Edge): void {
  organisationActs(app, edge)
  organisationChanges(app, edge)
  officeActs(app, edge)
  officeChanges(app, edge)
}
