// What rows refer to: known here or in the same file, in the same district, and kept by whoever brings them in.
import type { Actor, AreaCode } from '@muster/domain'
import type { Edge } from '../../../mechanism/edge.ts'
import { keepsArea, keepsCity } from '../../../mechanism/keeping.ts'
import { type Column, headerOf, TABLES, type TableName } from './columns.ts'
import { type RowCode, type RowProblem, rowProblem } from './problems.ts'
import type { EntryRow } from './read-tables.ts'

/** Who brings it in; undefined for the operator, who may bring in everything. */
export type Importer = Pick<Actor, 'keeps'> | undefined

interface Known {
  readonly edge: Edge
  readonly importer: Importer
  readonly brought: Readonly<Record<'organisations' | 'offices' | 'people' | 'areas', Brought>>
}

type Brought = ReadonlyMap<string, EntryRow['entry']>

interface Fault {
  readonly path: string
  readonly code: RowCode
}

function broughtIn(rows: readonly EntryRow[], table: TableName): Brought {
  return new Map(
    rows.filter(row => row.table === table).map(({ entry }) => [String(entry['id']), entry]),
  )
}

const text = (value: unknown) => (typeof value === 'string' ? value : undefined)

class References {
  readonly #known: Known

  constructor(known: Known) {
    this.#known = known
  }

  get #directory() {
    return this.#known.edge.registry.directory
  }

  hasArea(id: string): boolean {
    return this.#known.brought.areas.has(id) || this.#directory.findArea(id) !== undefined
  }

  districtOfOrganisation(id: string | undefined): string | undefined {
    if (id === undefined) return undefined
    const brought = text(this.#known.brought.organisations.get(id)?.['district'])
    return brought ?? this.#directory.findOrganisation(id)?.district
  }

  districtOfOffice(id: string | undefined): string | undefined {
    if (id === undefined) return undefined
    const brought = text(this.#known.brought.offices.get(id)?.['organisation'])
    return this.districtOfOrganisation(brought ?? this.#directory.findOffice(id)?.organisation)
  }

  districtOfPerson(id: string | undefined): string | undefined {
    if (id === undefined) return undefined
    const brought = text(this.#known.brought.people.get(id)?.['organisation'])
    return this.districtOfOrganisation(brought ?? this.#directory.findPerson(id)?.organisation)
  }

  /** Where something was kept until now: it stays there. */
  districtBefore(table: TableName, id: string): string | undefined {
    const directory = this.#directory
    const at = (organisation: string | undefined) =>
      organisation === undefined ? undefined : directory.findOrganisation(organisation)?.district
    if (table === 'organisations') return at(id)
    if (table === 'offices') return at(directory.findOffice(id)?.organisation)
    return table === 'people' ? at(directory.findPerson(id)?.organisation) : undefined
  }

  keeps(district: string | undefined): boolean {
    const { importer } = this.#known
    if (importer === undefined || keepsCity(importer)) return true
    return district !== undefined && importer.keeps === district
  }

  keepsAreaOf(area: string): boolean {
    const { importer, edge } = this.#known
    return importer === undefined || keepsArea(edge, importer, area as AreaCode)
  }
}

type Check = (entry: EntryRow['entry'], refer: References) => readonly (Fault | false)[]

function ids(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function staysIn(table: TableName, district: string | undefined): Check {
  return ({ id }, refer) => {
    const before = refer.districtBefore(table, String(id))
    return [
      before !== undefined && district !== undefined && before !== district
        ? { path: 'id', code: 'district_fixed' }
        : false,
      !refer.keeps(district) && { path: 'id', code: 'not_a_keeper' },
    ]
  }
}

const CHECKS: Readonly<Record<TableName, Check>> = {
  organisations: (entry, refer) => {
    const [parent, territory] = [text(entry['parent']), text(entry['territory'])]
    const above = refer.districtOfOrganisation(parent)
    return [
      territory !== undefined &&
        !refer.hasArea(territory) && { path: 'territory', code: 'unknown_area' },
      parent !== undefined &&
        above === undefined && { path: 'parent', code: 'unknown_organisation' },
      parent === entry['id'] && { path: 'parent', code: 'part_of_itself' },
      ...staysIn('organisations', text(entry['district']))(entry, refer),
    ]
  },
  offices: (entry, refer) => {
    const district = refer.districtOfOrganisation(text(entry['organisation']))
    const keeps = text(entry['keeps'])
    return [
      district === undefined && { path: 'organisation', code: 'unknown_organisation' },
      keeps !== undefined && !refer.hasArea(keeps) && { path: 'keeps', code: 'unknown_area' },
      keeps !== undefined && !refer.keepsAreaOf(keeps) && { path: 'keeps', code: 'not_a_keeper' },
      ...(district === undefined ? [] : staysIn('offices', district)(entry, refer)),
    ]
  },
  people: (entry, refer) => {
    const district = refer.districtOfOrganisation(text(entry['organisation']))
    const isHere = (office: string) => refer.districtOfOffice(office) === district
    return [
      district === undefined && { path: 'organisation', code: 'unknown_organisation' },
      // An office of another district is held by appointment.
      !ids(entry['offices']).every(isHere) && { path: 'offices', code: 'unknown_office' },
      ...(district === undefined ? [] : staysIn('people', district)(entry, refer)),
    ]
  },
  appointments: (entry, refer) => {
    const district = refer.districtOfOffice(text(entry['office']))
    const [from, until] = [entry['from'], entry['until']].map(at => Date.parse(String(at)))
    return [
      refer.districtOfPerson(text(entry['person'])) === undefined && {
        path: 'person',
        code: 'unknown_person',
      },
      district === undefined && { path: 'office', code: 'unknown_office' },
      from !== undefined && until !== undefined && until <= from
        ? { path: 'until', code: 'period_reversed' }
        : false,
      district !== undefined && !refer.keeps(district) && { path: 'office', code: 'not_a_keeper' },
    ]
  },
  rosters: (entry, refer) => {
    const district = refer.districtOfOffice(text(entry['office']))
    const isKnown = (person: string) => refer.districtOfPerson(person) !== undefined
    return [
      district === undefined && { path: 'office', code: 'unknown_office' },
      !ids(entry['people']).every(isKnown) && { path: 'people', code: 'unknown_person' },
      district !== undefined && !refer.keeps(district) && { path: 'office', code: 'not_a_keeper' },
    ]
  },
  areas: (entry, refer) => {
    const parent = text(entry['parent'])
    return [
      parent !== undefined && !refer.hasArea(parent) && { path: 'parent', code: 'unknown_area' },
      parent === entry['id'] && { path: 'parent', code: 'part_of_itself' },
      !refer.keeps(undefined) && { path: 'id', code: 'not_a_keeper' },
    ]
  },
  problemTypes: (_entry, refer) => [
    !refer.keeps(undefined) && { path: 'code', code: 'not_a_keeper' },
  ],
}

function columnOf(table: TableName, path: string): Column | undefined {
  return TABLES.find(one => one.name === table)?.columns.find(one => one.path === path)
}

/** Rows that stand, and what is wrong with the others; a row that leans on a bad one is bad as well. */
export function checkReferences<R extends EntryRow>(
  edge: Edge,
  importer: Importer,
  all: readonly R[],
): { readonly rows: readonly R[]; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = []
  let rows = all
  for (;;) {
    const brought = {
      organisations: broughtIn(rows, 'organisations'),
      offices: broughtIn(rows, 'offices'),
      people: broughtIn(rows, 'people'),
      areas: broughtIn(rows, 'areas'),
    }
    const refer = new References({ edge, importer, brought })
    const standing = rows.filter(({ table, row, entry }) => {
      const faults = CHECKS[table](entry, refer).filter(fault => fault !== false)
      for (const { path, code } of faults) {
        const column = columnOf(table, path)
        const where = { table, row, ...(column ? { column: headerOf(column) } : {}) }
        problems.push(rowProblem(where, code))
      }
      return faults.length === 0
    })
    if (standing.length === rows.length) return { rows, problems }
    rows = standing
  }
}
