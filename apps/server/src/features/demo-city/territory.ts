// Beijing's units of administration and their areas, from the committed data files.
import { readFileSync } from 'node:fs'
import type { AreaFeature, AreaGeometry } from '../../platform/geo/area-index.ts'

export interface District {
  readonly code: string
  readonly name: string
  readonly nameEn: string
}

/** A street, town, township or area office; a statistical zone has a code but no administration. */
export interface Township extends District {
  readonly district: string
  readonly kind: 'street' | 'town' | 'township' | 'area' | 'statistical-zone'
}

export interface Territory {
  /** The package and version the codes come from. */
  readonly source: string
  readonly city: District
  readonly districts: readonly District[]
  readonly townships: readonly Township[]
}

export interface TerritoryArea extends AreaFeature {
  readonly properties: {
    readonly code: string
    readonly name: string
    readonly nameEn: string
    readonly level: 'district' | 'subdistrict'
    readonly district?: string
    /** True for an area that is invented inside the real outline of its district. */
    readonly generated: boolean
  }
  readonly geometry: AreaGeometry
}

export function readTerritory(): Territory {
  return readData<Territory>('beijing-territory.json')
}

/** The units that are administered: what can blow a whistle. */
export function subdistrictsOf(territory: Territory): Township[] {
  return territory.townships.filter(({ kind }) => kind !== 'statistical-zone')
}

/** District and sub-district areas, WGS-84. */
export function readAreas(): readonly TerritoryArea[] {
  return readData<{ readonly features: TerritoryArea[] }>('beijing-areas.geojson').features
}

/** Communities and villages: sub-district code → last three digits of their code → name. */
export function readCommunities(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  type Communities = Readonly<Record<string, Readonly<Record<string, string>>>>
  return readData<{ readonly communities: Communities }>('beijing-communities.json').communities
}

function readData<T>(name: string): T {
  const file = new URL(`../../../data/${name}`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as T
}
