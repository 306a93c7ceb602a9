// How Node runs the server, wherever it is started from.
import { availableParallelism } from 'node:os'

/**
 * V8 marks garbage with four helpers wherever it runs. On two processors they take them from the server and from its
 * database for a tenth of a second every three: the slowest commands wait a third longer.
 */
const helpers = Math.max(1, Math.min(4, availableParallelism() - 1))

/**
 * V8 by itself takes 128 MB for what was just made and lets the rest grow fourfold between two collections: three times
 * what the server needs, a hundred megabytes under full load. More room for what is just made saves no time that can be
 * measured; letting the heap grow by 50 % instead of 40 costs 22 MB more (320 to 298) and saves none either. The heap is
 * small enough for one thread: helpers that must be waited for while the database has the processors made the slowest
 * commands half as slow again.
 * @type {readonly string[]}
 */
export const serverFlags = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=40',
  '--no-parallel-scavenge',
  '--no-parallel-compaction',
  `--v8-pool-size=${helpers}`,
  `--import=${new URL('./stripped-types.js', import.meta.url).href}`,
  // Of the function that strips the types.
  '--disable-warning=ExperimentalWarning',
]

/**
 * What is set for the server beside its flags.
 * @type {Readonly<Record<string, string>>}
 */
export const serverEnvironment = {
  // Types are kept stripped without it: ./stripped-types.js.
  NODE_COMPILE_CACHE: '',
}
