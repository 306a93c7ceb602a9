import { join, resolve } from 'node:path'

export const ROOT = resolve(import.meta.dirname, '..', '..')
export const SERVER_PROGRAM = join(ROOT, 'apps/server/src/main.ts')
export const CACHE = join(ROOT, '.cache/muster')
