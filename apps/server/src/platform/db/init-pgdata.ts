// Run as a process: makes a new embedded database in the directory given as its argument, and ends.

import { startPglite } from './pglite-engine.ts'

const directory = process.argv[2]
if (directory === undefined) throw new Error('usage: init-pgdata.ts DIRECTORY')
// Its creator syncs the whole directory afterwards.
const { pglite } = await startPglite(directory, { sync: false })
await pglite.close()
