// Who plays in the three stories, where, and what is asked of whom. The origin of the mechanism is
// public (16 departments, 30 minutes, the town's secretary in command); every person, duty, place
// of assembly and dispute here is invented.
import { type AreaGeometry, createAreaIndex } from '../../platform/geo/area-index.ts'
import type { Point } from '../../platform/geo/distance.ts'
import { pointInside } from '../../platform/geo/point-inside.ts'
import { type CastDispute, cast, indexCity, membersOf, type StoryCast } from './cast.ts'
import type { Bilingual, DemoCity } from './city-types.ts'
import { wangfujingCommittee } from './organisations.ts'
import { responsibilityId } from './responsibility.ts'
import { readAreas } from './territory.ts'

export interface CommandPostCast {
  readonly id: string
  readonly name: Bilingual
  /** Person: commander and secretary of the temporary Party branch in one. */
  readonly commander: string
  readonly organisation: string
  readonly territory: string
  /** Member departments with their heads, who come in person. */
  readonly members: readonly { readonly department: string; readonly head: string }[]
  /** Local dates, the last one exclusive: the campaign of 117 days. */
  readonly from: string
  readonly until: string
}

export interface JinhaihuCast extends StoryCast {
  readonly commandPost: CommandPostCast
}

const jinhaihu = '110117006'

/** 17 January 2017, Jinhaihu: illegal gold mining, 16 departments of Pinggu District. */
export function jinhaihuCast(city: DemoCity): JinhaihuCast {
  const index = indexCity(city)
  const story = cast(index, {
    story: 'jinhaihu',
    district: '110117',
    caller: jinhaihu,
    kind: 'emergency',
    problemType: '07-01',
    startsAt: '2017-01-17T08:30:00+08:00',
    scene: {
      point: [117.3087, 40.1737],
      text: { zh: '金海湖镇某山沟矿洞口', en: 'A mine mouth in a valley of Jinhaihu Town' },
    },
    title: { zh: '金海湖镇盗采金矿', en: 'Illegal gold mining in Jinhaihu Town' },
    // The item cited says forest land is the landscape bureau's, which was not called.
    dispute: disputeOver(['110117', '07-02'], ['110117-agriculture', '110117-landscape'], {
      zh: '矿洞位于林地，不属耕地',
      en: 'The mine mouth lies on forest land, not on farmland',
    }),
  })
  return {
    ...story,
    commandPost: {
      id: '110117-jinhaihu-post',
      name: { zh: '金海湖镇双安双打指挥部', en: 'Jinhaihu Command Post' },
      commander: story.caller.head.person,
      organisation: jinhaihu,
      territory: jinhaihu,
      members: membersOf(story),
      from: '2017-01-17',
      until: '2017-05-14',
    },
  }
}

/** One congested corner of Wangfujing, of which nine bodies own a piece each. */
export function wangfujingCast(city: DemoCity): StoryCast {
  return cast(indexCity(city), {
    story: 'wangfujing',
    district: '110101',
    caller: wangfujingCommittee,
    kind: 'enforcement',
    problemType: '07-04',
    startsAt: '2018-04-16T09:00:00+08:00',
    scene: {
      point: [116.4052, 39.9129],
      text: { zh: '王府井大街路口', en: 'A corner of Wangfujing Street' },
    },
    title: { zh: '王府井路口拥堵乱象', en: 'A congested corner at Wangfujing' },
    // New coach bays need the kerb moved first, parking needs the bays, and so on.
    waits: [
      { department: '110000-parking', after: '110000-roads', measure: 'repair' },
      { department: '110000-coaches', after: '110000-parking', measure: 'other' },
      { department: '110000-bus', after: '110000-roads', measure: 'repair' },
      { department: '110000-bicycles', after: '110101-enforcement', measure: 'clear' },
    ],
    dispute: disputeOver(['110101', '05-04'], ['110101-enforcement', '110101-urban-management'], {
      zh: '非机动车停放秩序由城市管理委牵头',
      en: 'Bicycle parking is led by the Urban Management Commission',
    }),
  })
}

/** One whistle per sub-district, all at once: ponding after a night of rain. */
export function rainstormCasts(city: DemoCity): StoryCast[] {
  const index = indexCity(city)
  const areas = new Map(readAreas().map(({ id, geometry }) => [id, geometry]))
  return city.organisations
    .filter(({ kind }) => kind === 'subdistrict')
    .map(({ id, district, name }) =>
      cast(index, {
        story: 'rainstorm',
        district,
        caller: id,
        kind: 'emergency',
        problemType: '04-04',
        startsAt: '2018-07-16T05:00:00+08:00',
        scene: {
          point: inside(areas, id),
          text: { zh: `${name.zh}积水点`, en: `A flooded spot in ${name.en}` },
        },
        title: { zh: `${name.zh}道路积水`, en: `Ponding in ${name.en}` },
      }),
    )
}

/** Every area that holds a point: district, sub-district, and committees whose area reaches there. */
export function areasAt(city: DemoCity, point: Point): string[] {
  const own = city.organisations.flatMap(({ id, area }) =>
    area === undefined ? [] : [{ id, geometry: area }],
  )
  return createAreaIndex([...readAreas(), ...own]).locate(point)
}

function inside(areas: ReadonlyMap<string, AreaGeometry>, code: string): Point {
  const geometry = areas.get(code)
  if (geometry === undefined) throw new Error(`no area for ${code}`)
  return pointInside(geometry)
}

function disputeOver(
  [district, problemType]: readonly [string, string],
  [department, rightUnit]: readonly [string, string],
  reason: Bilingual,
): CastDispute {
  return { department, rightUnit, listItem: responsibilityId(district, problemType), reason }
}
