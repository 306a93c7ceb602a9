// How Node runs the server, wherever it is started from.

/**
 * V8 by itself takes 128 MB for what was just made and lets the rest grow fourfold between two
 * collections: three times what the server needs. With these it stays near 340 MB instead of 420
 * under full load; more room for what is just made saves no time that can be measured. The heap is small enough for one thread: helpers that must be waited for while
 * the database has the processors made the slowest commands half as slow again.
 * @type {readonly string[]}
 */
export const serverFlags = [
  '--max-semi-space-size=8',
  '--heap-growing-percent=50',
  '--no-parallel-scavenge',
  '--no-parallel-compaction',
]
