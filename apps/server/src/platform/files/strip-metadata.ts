// Copies of photos that say nothing but the picture. Undefined for what cannot be freed of where and when it was made.
import { Malformed, stripJpeg } from './strip-jpeg.ts'
import { stripPng } from './strip-png.ts'
import { stripWebp } from './strip-webp.ts'

const STRIPPERS: Readonly<Record<string, (file: Buffer) => Buffer>> = {
  'image/jpeg': stripJpeg,
  'image/png': stripPng,
  'image/webp': stripWebp,
}

export function isPhoto(mediaType: string): boolean {
  return Object.hasOwn(STRIPPERS, mediaType)
}

/** A file that is cut off or not what it seems is not sent on either. */
export function stripMetadata(file: Buffer, mediaType: string): Buffer | undefined {
  try {
    return STRIPPERS[mediaType]?.(file)
  } catch (error) {
    if (error instanceof Malformed || error instanceof RangeError) return undefined
    throw error
  }
}
