// Where the build reads and writes.
import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '..')
export const REPOSITORY = resolve(ROOT, '../..')
export const DIST = join(ROOT, 'dist')
/** Names the folder of the newest build; a server under way keeps the one that it began with. */
export const CURRENT = join(DIST, 'current.json')
export const SCHEMA = join(ROOT, 'src/api/schema.ts')
/** A second program of the field entry: it works while no page is open. */
export const SERVICE_WORKER = join(ROOT, 'src/field/sw.ts')

export const ENTRIES = ['desk', 'field', 'public'] as const
export type Entry = (typeof ENTRIES)[number]
