// What the public gives and gets without an account: reports, words, what was done, and open figures.
import { z } from 'zod'
import { bilingual, id, instant, line, point, problemType, text } from './shared.ts'
import * as shown from './shown.ts'

export const datum = z.enum(['wgs84', 'gcj02', 'bd09']).meta({
  description: 'Datum of the coordinates; a phone’s own position is `wgs84`',
  examples: ['wgs84'],
})

const lngLat = z
  .string()
  .regex(/^-?\d{1,3}(\.\d{1,12})?,-?\d{1,2}(\.\d{1,12})?$/, { error: 'not_a_point' })
  .meta({ description: '`longitude,latitude`', examples: ['117.2936,40.1743'] })

const box = z
  .tuple([z.number(), z.number(), z.number(), z.number()])
  .meta({ description: '[west, south, east, north]', examples: [[115.4, 39.4, 117.5, 41.1]] })

export const place = point.meta({
  description: 'Rounded to the grid of the city, in its public datum',
  examples: [{ type: 'Point', coordinates: [117.29, 40.17] }],
})

export const invented = z.boolean().meta({
  description: 'Everything in this city is invented: it is a demonstration',
  examples: [true],
})

export const city = z
  .strictObject({
    name: bilingual,
    invented,
    timeZone: z.string().meta({ description: 'IANA name', examples: ['Asia/Shanghai'] }),
    datum,
    roundingMetres: shown.count('Width of the grid to which places are rounded, in metres', 100),
    bounds: box,
    now: instant,
    photos: z
      .strictObject({
        most: shown.count('Photos with one report at most', 3),
        bytes: shown.count('The largest one', 26_214_400),
      })
      .meta({ description: 'What may be given with a report' }),
    fewest: shown.count('Fewer cases than this are never shown as a share or a median', 20),
  })
  .meta({ id: 'PublicCity', description: 'What a page needs to know before it asks anything' })

export const problemTypes = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          code: shown.problemType,
          group: bilingual,
          name: bilingual,
        }),
      )
      .meta({ description: 'In the order of the city’s list' }),
  })
  .meta({ id: 'PublicProblemTypes', description: 'What can be reported, by group' })

const areaProperties = z.strictObject({
  code: shown.area,
  name: bilingual,
  level: z.string().meta({ description: 'district, subdistrict …', examples: ['subdistrict'] }),
  parent: shown.area.optional(),
  generated: z.boolean().meta({ description: 'The border is nobody’s official one' }),
})

const geometry = z
  .looseObject({
    type: z.string().meta({ description: 'Polygon or MultiPolygon', examples: ['Polygon'] }),
  })
  .nullable()
  .meta({ description: 'GeoJSON geometry in the public datum', examples: [null] })

export const territory = z
  .strictObject({
    type: z.literal('FeatureCollection').meta({ description: 'GeoJSON' }),
    features: z
      .array(
        z.strictObject({
          type: z.literal('Feature').meta({ description: 'GeoJSON' }),
          id: shown.area,
          properties: areaProperties.meta({ description: 'What the area is' }),
          geometry,
        }),
      )
      .meta({ description: 'One for each area' }),
  })
  .meta({ id: 'PublicTerritory', description: 'Areas with their borders, as GeoJSON' })

export const territoryQuery = z.strictObject({
  level: z
    .enum(['district', 'subdistrict'])
    .optional()
    .meta({ description: 'Only areas of this level', examples: ['subdistrict'] }),
  datum: datum.optional().meta({
    description: 'Datum of the borders; absent = the city’s public one',
    examples: ['wgs84'],
  }),
})

export const placesQuery = z.strictObject({
  q: line({ max: 60 }).meta({ description: 'Part of a name', examples: ['金海湖'] }),
})

export const places = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          code: shown.area,
          name: bilingual,
          within: bilingual.optional(),
          level: z.string().meta({ description: 'What it is', examples: ['subdistrict'] }),
          point,
          bounds: box,
        }),
      )
      .meta({ description: 'At most ten' }),
  })
  .meta({ id: 'PublicPlaces', description: 'Places by name, the best match first' })

export const nearbyQuery = z.strictObject({
  point: lngLat,
  datum: datum.default('wgs84'),
  problemType: problemType.optional(),
})

export const ref = z
  .string()
  .regex(/^[0-9a-f]{32}$/, { error: 'not_an_id' })
  .meta({
    description: 'Names it here and nowhere else; nothing can be looked up by it',
    examples: ['0123456789abcdef0123456789abcdef'],
  })

const status = z
  .enum(['in_progress', 'closed'])
  .meta({ description: 'How the matter stands', examples: ['in_progress'] })

export const nearby = z
  .strictObject({
    areaName: bilingual
      .optional()
      .meta({ description: 'Sub-district in which the place lies; absent outside the territory' }),
    districtName: bilingual.optional().meta({ description: 'Its district' }),
    organisationName: bilingual.optional().meta({ description: 'Who would take a report up' }),
    items: z
      .array(
        z.strictObject({
          ref,
          problemType: shown.problemType,
          place,
          metres: shown.count('Distance from the rounded place, in tens of metres', 60),
          reportedAt: z
            .string()
            .meta({ description: 'The day of the first report', examples: ['2026-03-02'] }),
          reports: shown.count('How many reported it', 2),
          status,
        }),
      )
      .meta({ description: 'The nearest first' }),
  })
  .meta({ id: 'NearbyReports', description: 'What others reported around a place' })

export const giveReport = z
  .strictObject({
    point,
    datum: datum.default('wgs84'),
    placeText: line({ max: 200 })
      .optional()
      .meta({ description: 'The place in words', examples: ['村委会东侧路口'] }),
    problemType,
    text: text({ max: 2000, min: 2 }).meta({
      description: 'What it is, in the reporter’s words; sealed at rest',
      examples: ['路边堆了很多垃圾，三天没有人清'],
    }),
    contact: z
      .strictObject({
        name: line({ max: 100 })
          .optional()
          .meta({ description: 'Name', examples: ['示例居民'] }),
        phone: line({ max: 40 })
          .optional()
          .meta({ description: 'Telephone number', examples: ['+99900000001'] }),
      })
      .optional()
      .meta({ description: 'Nobody has to say who they are; sealed under a key of its own' }),
    sameAs: ref.optional().meta({ description: 'The matter near by that this is about as well' }),
  })
  .meta({ id: 'GiveReport', description: 'What a resident reports without an account' })

export const givenReport = z
  .strictObject({
    number: z
      .string()
      .meta({ description: 'Number of the report', examples: ['110117-4821903567'] }),
    code: z.string().meta({
      description: 'Shown now and kept nowhere; with the number it shows how the report fares',
      examples: ['7KQ2M-X4C9R-B1T8V-N6ZPD'],
    }),
    organisationName: bilingual.meta({ description: 'Who takes it up' }),
    receivedAt: instant,
  })
  .meta({ id: 'GivenReport', description: 'The report was taken in' })

export const givenPhotos = z
  .strictObject({ photos: shown.count('Photos with this report now', 1) })
  .meta({ id: 'GivenPhotos', description: 'The photo was taken in; nobody outside sees it yet' })

export const sayWord = z
  .strictObject({
    solved: z.boolean().meta({ description: 'Whether it is solved', examples: [false] }),
    reason: text({ max: 1000, min: 2 }).meta({
      description: 'Why, for the sub-district that judges it; sealed at rest',
      examples: ['清走以后第二天又堆上了'],
    }),
  })
  .meta({ id: 'SayWhetherSolved', description: 'What the reporter says of the result' })

export const saidWord = z
  .strictObject({ solved: z.boolean().meta({ description: 'What was said' }), at: instant })
  .meta({ id: 'SaidWhetherSolved', description: 'It reached the sub-district, which judges it' })

export const cleared = z
  .array(z.string())
  .meta({ description: 'Ids of photos that were cleared', examples: [[]] })

export const photoPath = z.strictObject({
  photo: id.meta({
    description: 'Id of a photo that was cleared',
    examples: ['ph-110117-0123456789abcdef0123456789abcdef'],
  }),
})

export const casePhotoPath = z.strictObject({
  id: id.meta({ description: 'Id of the case', examples: ['c-110117-01hq3v8k2m9x4c7b5n6t'] }),
  photo: id.meta({
    description: 'Id of the photo',
    examples: ['ph-110117-0123456789abcdef0123456789abcdef'],
  }),
})

export const casePhoto = z
  .strictObject({
    id: z.string().meta({ description: 'Id of the photo', examples: ['ph-4ZqY1dT0bKm2'] }),
    report: z.string().meta({ description: 'The report that it came with', examples: ['r1'] }),
    mediaType: z.string().meta({ description: 'By its content', examples: ['image/jpeg'] }),
    bytes: shown.count('Size in bytes', 182_113),
    receivedAt: instant,
    state: z.enum(['waiting', 'cleared', 'withheld', 'erased']).meta({
      description: 'Whether the public may see it',
      examples: ['waiting'],
    }),
    judgedAt: instant.optional(),
    judgedBy: bilingual.optional().meta({ description: 'Office that judged it last' }),
  })
  .meta({ id: 'CasePhoto', description: 'A photo that a resident gave with a report' })

export const casePhotos = z
  .strictObject({
    items: z.array(casePhoto).meta({ description: 'The first one first' }),
  })
  .meta({ id: 'CasePhotos', description: 'Photos that residents gave, the first one first' })

export const judgePhoto = z
  .strictObject({
    cleared: z.boolean().meta({
      description: 'May the public see it? Faces, plates and doors are reasons not to',
      examples: [true],
    }),
    reason: text({ max: 500, min: 2 }).meta({
      description: 'Why; kept on the audit trail',
      examples: ['无人像、无车牌'],
    }),
  })
  .meta({ id: 'JudgePhoto', description: 'Say whether the public may see a photo' })

/** What the follow page tells besides how the report stands. */
export const followed = {
  problemType: shown.problemType.optional(),
  place: place.optional(),
  organisationName: bilingual.optional(),
  steps: z
    .array(
      z.strictObject({
        at: instant,
        what: z
          .enum(['received', 'called', 'came', 'done', 'closed', 'reopened'])
          .meta({ description: 'What happened', examples: ['called'] }),
        departments: z.array(bilingual).optional().meta({ description: 'Who was called, or came' }),
      }),
    )
    .meta({ description: 'What happened that the public may know, in order' }),
  word: z
    .strictObject({
      solved: z.boolean().meta({ description: 'What you said last' }),
      at: instant,
      judged: z
        .enum(['waiting', 'reopened', 'stands'])
        .meta({ description: 'What the sub-district made of it', examples: ['waiting'] }),
    })
    .optional()
    .meta({ description: 'Your last word on the result' }),
  photos: z
    .strictObject({
      given: shown.count('Photos you gave', 1),
      cleared,
    })
    .meta({ description: 'Photos of this report' }),
}
