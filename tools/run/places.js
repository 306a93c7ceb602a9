import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The clone, wherever it lies and whoever calls from where. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
export const modules = join(root, 'node_modules')
export const cache = join(root, '.cache')
export const lockFile = join(root, 'package-lock.json')
