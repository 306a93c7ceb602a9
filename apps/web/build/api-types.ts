// Writes src/api/schema.ts: the types of every request and answer, from the server's API document.
// Run by itself it does nothing else: `node apps/web/build/api-types.ts`.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript'
import { REPOSITORY, SCHEMA } from './places.ts'
import { apiHash } from './source-hash.ts'

/** The client puts these on every request by itself. */
const STANDING = new Set(['Idempotency-Key', 'Accept-Language'])

interface Operation {
  parameters?: { readonly in: string; readonly name: string }[]
}

/** Makes the types unless they are there for the API as it is now. */
export async function makeApiTypes(): Promise<void> {
  const mark = `// Made from the API document of the server; sources ${apiHash()}.\n`
  if (existsSync(SCHEMA) && readFileSync(SCHEMA, 'utf8').startsWith(mark)) return
  const types = astToString(await openapiTypes(readDocument()))
  const draft = `${SCHEMA}.${process.pid}`
  writeFileSync(draft, mark + types)
  // Whoever reads it meanwhile has the old one whole.
  renameSync(draft, SCHEMA)
}

function readDocument(): OpenAPI3 {
  const program = join(REPOSITORY, 'apps/server/src/api-document.ts')
  const { status, stdout } = spawnSync(process.execPath, [program], {
    maxBuffer: 64_000_000,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (status !== 0) throw new Error(`no API document: see above what ${program} said`)
  const document = JSON.parse(stdout) as { paths: Record<string, Record<string, Operation>> }
  for (const operations of Object.values(document.paths))
    for (const operation of Object.values(operations))
      operation.parameters = (operation.parameters ?? []).filter(
        ({ in: place, name }) => place !== 'header' || !STANDING.has(name),
      )
  return document as unknown as OpenAPI3
}

if (import.meta.main) await makeApiTypes()
