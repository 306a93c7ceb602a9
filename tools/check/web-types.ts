// The pages are checked in a browser's world, against the types of the API as the server documents it now.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { makeApiTypes } from '../../apps/web/build/api-types.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc')

await makeApiTypes()
const { status } = spawnSync(process.execPath, [TSC, '-p', 'apps/web/tsconfig.json'], {
  cwd: ROOT,
  stdio: 'inherit',
})
process.exitCode = status ?? 1
