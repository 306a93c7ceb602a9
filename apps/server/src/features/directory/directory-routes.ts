// /api/me and the directory: who there is, who is on duty, which areas and problem types.
import { directoryBodies, findingBodies, shapes } from '@muster/contract'

import { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import { officeOf } from '../../mechanism/lookups.ts'
import { pageById } from '../../mechanism/pages.ts'
import { type Found, registerList, registerResource } from '../../mechanism/reading.ts'
import type { HttpApp } from '../../platform/http/types.ts'
import { importRoutes } from './import-directory.ts'
import { listPeople } from './list-people.ts'
import { organiseAreas } from './organise-areas.ts'
import { organisePeople } from './organise-people.ts'
import { organiseUnits } from './organise-units.ts'
import {
  findPerson,
  listAreas,
  listOffices,
  listOrganisations,
  viewDuty,
  viewMe,
  viewOffice,
  withEnd,
} from './read-directory.ts'
import { searchDirectory } from './search-directory.ts'
import { tableRoutes } from './tables/routes.ts'

const TAG = 'directory'

/** The directory changes as a whole: its version is that of all registries. */
function found<T>(edge: Edge, view: T | undefined): Found<T> | undefined {
  return view === undefined ? undefined : { version: Math.max(0, edge.registry.version), view }
}

function units(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/organisations',
    operationId: 'listOrganisations',
    tag: TAG,
    summary: '单位 · Sub-districts, departments, utilities, stations …',
    query: directoryBodies.organisationQuery,
    answer: directoryBodies.organisationPage,
    refusals: ['cursor_invalid'],
    list: ({ query }) => listOrganisations(edge, query),
  })
  registerResource(app, {
    url: '/api/organisations/:id',
    operationId: 'getOrganisation',
    tag: TAG,
    summary: '一个单位 · One organisation',
    params: z.strictObject({ id: shapes.organisationId }),
    answer: directoryBodies.organisation,
    refusals: ['not_found'],
    find: async ({ params: { id } }) => {
      const known = edge.registry.directory.findOrganisation(id)
      return found(edge, known && withEnd(known))
    },
  })
  registerList(app, {
    url: '/api/offices',
    operationId: 'listOffices',
    tag: TAG,
    summary: '办公室 · Offices, and who hold them in your own organisation',
    query: directoryBodies.officeQuery,
    answer: directoryBodies.officePage,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listOffices(edge, edge.actor(request), query),
  })
  registerResource(app, {
    url: '/api/offices/:id',
    operationId: 'getOffice',
    tag: TAG,
    summary: '一个办公室 · One office, and who hold it in your own organisation',
    params: z.strictObject({ id: shapes.officeId }),
    answer: directoryBodies.officeView,
    refusals: ['not_found'],
    find: async ({ params: { id }, request }) => {
      const known = edge.registry.directory.findOffice(id)
      return found(edge, known && viewOffice(edge, edge.actor(request), known))
    },
  })
}

function people(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/me',
    operationId: 'getMe',
    tag: TAG,
    summary: '我是谁 · Whose token this is, and what it may do',
    answer: directoryBodies.me,
    list: ({ request }) => viewMe(edge, request),
  })
  registerList(app, {
    url: '/api/people',
    operationId: 'listPeople',
    tag: TAG,
    summary: '人员名单 · The people of your organisation, or of the area whose registries you keep',
    query: findingBodies.peopleQuery,
    answer: findingBodies.personPage,
    refusals: ['cursor_invalid'],
    list: ({ query, request }) => listPeople(edge, request, query),
  })
  registerResource(app, {
    url: '/api/people/:id',
    operationId: 'getPerson',
    tag: TAG,
    summary:
      '人员 · A person of your organisation or of the area you keep, or one whom a whistle brings you together with',
    params: z.strictObject({ id: shapes.personId }),
    query: directoryBodies.personQuery,
    answer: directoryBodies.personView,
    refusals: ['not_found'],
    find: async ({ params: { id }, query, request }) =>
      found(edge, await findPerson(edge, request, { id, ...query })),
  })
  registerList(app, {
    url: '/api/duty',
    operationId: 'getDuty',
    tag: TAG,
    summary: '值班 · Whose turn it is in an office',
    query: directoryBodies.dutyQuery,
    answer: directoryBodies.duty,
    refusals: ['unknown_office'],
    list: ({ query: { office, at } }) =>
      viewDuty(edge, officeOf(edge, office, 'query.office'), at ?? edge.now()),
  })
}

function places(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/areas',
    operationId: 'listAreas',
    tag: TAG,
    summary: '区域 · Areas, or those around a point',
    query: directoryBodies.areaQuery,
    answer: directoryBodies.areaPage,
    refusals: ['cursor_invalid'],
    list: ({ query }) => listAreas(edge, query),
  })
  registerResource(app, {
    url: '/api/areas/:id',
    operationId: 'getArea',
    tag: TAG,
    summary: '一个区域 · One area with its border',
    params: z.strictObject({ id: directoryBodies.area.shape.id }),
    answer: directoryBodies.area,
    refusals: ['not_found'],
    find: async ({ params: { id } }) => {
      const known = edge.registry.directory.findArea(id)
      // Import checked the shape of the border.
      return found(edge, known && withEnd(known)) as
        | Found<z.input<typeof directoryBodies.area>>
        | undefined
    },
  })
  registerList(app, {
    url: '/api/problem-types',
    operationId: 'listProblemTypes',
    tag: TAG,
    summary: '问题类型 · The city’s own list of problems',
    query: directoryBodies.problemTypeQuery,
    answer: directoryBodies.problemTypePage,
    refusals: ['cursor_invalid'],
    list: ({ query }) =>
      pageById(edge.registry.directory.problemTypes(), query, {
        id: one => one.code,
        view: one => ({ ...one }),
      }),
  })
}

function searching(app: HttpApp, edge: Edge): void {
  registerList(app, {
    url: '/api/directory/search',
    operationId: 'searchDirectory',
    tag: TAG,
    summary: '通讯录查找 · Organisations, offices, people and areas by name, pinyin or initials',
    description:
      'People are those of your own organisation, or of the area whose registries you keep.',
    query: findingBodies.searchQuery,
    answer: findingBodies.foundEntries,
    list: ({ query, request }) => searchDirectory(edge, request, query),
  })
}

export function directoryRoutes(app: HttpApp, edge: Edge): void {
  units(app, edge)
  people(app, edge)
  searching(app, edge)
  places(app, edge)
  importRoutes(app, edge)
  organiseUnits(app, edge)
  organisePeople(app, edge)
  organiseAreas(app, edge)
  tableRoutes(app, edge)
}
