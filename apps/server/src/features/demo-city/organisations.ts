// Who exists in the demo city: sub-districts with official codes, and invented bodies around them.
import type { Bilingual, DemoOrganisation } from './city-types.ts'
import {
  cityDepartments,
  type DepartmentEntry,
  districtDepartments,
} from './department-catalogue.ts'
import { type District, subdistrictsOf, type Territory, type Township } from './territory.ts'

export const cityCode = '110000'
export const wangfujingCommittee = '110101-wangfujing'
export const wangfujingCommunity = '110101001015'

export function organisationsOf(territory: Territory): DemoOrganisation[] {
  const subdistricts = subdistrictsOf(territory)
  return [
    coordination(cityCode, { zh: '市级专班', en: 'City Coordination' }, 'city'),
    ...cityDepartments.map(entry => departmentOf(cityCode, entry, entry.name)),
    ...territory.districts.flatMap(districtOrganisations),
    ...subdistricts.map(subdistrict),
    ...subdistricts.flatMap(stationsOf),
    areaCommittee(),
    community(),
  ]
}

function districtOrganisations({ code, name, nameEn }: District): DemoOrganisation[] {
  const short = nameEn.replace(/ District$/, '')
  return [
    coordination(code, { zh: `${name}专班`, en: `${short} District Coordination` }, 'district'),
    ...districtDepartments.map(entry =>
      departmentOf(code, entry, {
        zh: `${name}${entry.name.zh}`,
        en: `${short} ${entry.name.en}`,
      }),
    ),
  ]
}

function coordination(
  district: string,
  name: Bilingual,
  level: 'city' | 'district',
): DemoOrganisation {
  const id = `${district}-coord`
  return { id, kind: 'coordination', name, level, district, territory: district, invented: true }
}

function departmentOf(
  district: string,
  { slug, kind }: DepartmentEntry,
  name: Bilingual,
): DemoOrganisation {
  const level = district === cityCode ? 'city' : 'district'
  const id = `${district}-${slug}`
  return { id, kind, name, level, district, territory: district, invented: true }
}

function subdistrict({ code, district, name, nameEn }: Township): DemoOrganisation {
  return {
    id: code,
    kind: 'subdistrict',
    name: { zh: name, en: nameEn },
    level: 'subdistrict',
    district,
    territory: code,
    invented: false,
  }
}

function stationsOf({ code, district, name, nameEn }: Township): DemoOrganisation[] {
  const zh = name.replace(/(街道|地区)$/, '')
  const en = nameEn.replace(/ (Subdistrict|Area|Town|Township)$/, '')
  return districtDepartments.flatMap(({ slug, station }) =>
    station === undefined
      ? []
      : [
          {
            id: `${code}-${station.slug}`,
            kind: 'station',
            name: { zh: `${zh}${station.name.zh}`, en: `${en} ${station.name.en}` },
            level: 'subdistrict',
            district,
            territory: code,
            parent: `${district}-${slug}`,
            invented: true,
          } satisfies DemoOrganisation,
        ],
  )
}

// Its area crosses the border of two sub-districts, as areas of such committees do.
function areaCommittee(): DemoOrganisation {
  const [west, south, east, north] = [116.3985, 39.9065, 116.4145, 39.9205]
  const ring = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  return {
    id: wangfujingCommittee,
    kind: 'area-committee',
    name: { zh: '王府井地区管委会', en: 'Wangfujing Area Committee' },
    level: 'subdistrict',
    district: '110101',
    territory: wangfujingCommittee,
    area: { type: 'Polygon', coordinates: [ring] },
    invented: true,
  }
}

function community(): DemoOrganisation {
  return {
    id: wangfujingCommunity,
    kind: 'community',
    name: { zh: '王府井社区', en: 'Wangfujing Community' },
    level: 'community',
    district: '110101',
    territory: '110101001',
    parent: '110101001',
    invented: false,
  }
}
