// Places: GeoJSON, WGS-84, longitude first.
import { z } from 'zod'

const longitude = z.number().min(-180, 'longitude_off_planet').max(180, 'longitude_off_planet')
const latitude = z.number().min(-90, 'latitude_off_planet').max(90, 'latitude_off_planet')

/** A GeoJSON point. Longitude comes first; a latitude beyond 90 usually means the two are swapped. */
export const point = z
  .strictObject({
    type: z.literal('Point').meta({ description: 'Always `Point`' }),
    coordinates: z
      .tuple([longitude, latitude])
      .meta({ description: '[longitude, latitude] in degrees, WGS-84' }),
  })
  .meta({
    description: 'GeoJSON Point: [longitude, latitude], WGS-84',
    examples: [{ type: 'Point', coordinates: [117.2936, 40.1743] }],
  })

export type Point = z.output<typeof point>
