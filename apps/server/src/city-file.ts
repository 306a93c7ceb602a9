// A city as one file: its directory, grants, responsibility list and ways of contact, out for a look or a move and in for a new deployment.
import { readFile, writeFile } from 'node:fs/promises'
import { SYSTEM } from '@muster/domain'
import {
  type CityFile,
  cityFile,
  fromContacts,
  fromEntry,
  fromGrant,
  toContacts,
  toEntry,
  toGrant,
} from './city-shape.ts'
import { exportDirectory } from './features/directory/directory-part.ts'
import { importDirectory } from './features/directory/import-directory.ts'
import type { Edge } from './mechanism/edge.ts'
import { CITY_WIDE } from './mechanism/ids.ts'
import { importContacts, importGrants, importList } from './mechanism/registry-import.ts'
import type { Platform } from './platform/feature.ts'
import { jsonInOrder } from './platform/json-in-order.ts'
import { type OperatorCommand, UsageError } from './platform/operator/operator-command.ts'
import type { WithPlatform } from './platform/operator/token-commands.ts'

export type EdgeOf = (platform: Platform) => Edge

const text = { type: 'string' } as const

function readCity(content: string): CityFile {
  let parsed: unknown
  try {
    parsed = JSON.parse(content)
  } catch (error) {
    throw new UsageError(`the file is not JSON: ${String(error)}`, { cause: error })
  }
  const checked = cityFile.safeParse(parsed)
  if (checked.success) return checked.data
  const [issue] = checked.error.issues
  throw new UsageError(`${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a city file'}`)
}

async function bringIn(edge: Edge, city: CityFile): Promise<void> {
  const { source, directory, grants, responsibility, contacts } = city
  if (directory) {
    const { submitted } = await importDirectory(
      edge,
      { source, part: directory },
      { actor: SYSTEM },
    )
    if (!submitted.ok) throw new UsageError(`directory: ${submitted.refusal.code}`)
  }
  const byDistrict = Map.groupBy(
    grants.map(grant => toGrant(grant, edge.now())),
    ({ grant }) => grant.area.slice(0, 6),
  )
  for (const some of byDistrict.values()) await importGrants(edge, some)
  const entries = responsibility.map(entry => toEntry(entry, edge.now()))
  const byType = Map.groupBy(entries, entry => entry.problemType)
  for (const [problemType, some] of byType) await importList(edge, problemType, some)
  for (const one of contacts) await importContacts(edge, toContacts(edge, one))
}

const byId = <T extends { readonly id: string }>(all: readonly T[]) =>
  all.toSorted((a, b) => (a.id < b.id ? -1 : 1))

/** In an order of its own, so that two files of one city can be compared. */
function takeOut(edge: Edge, source: string) {
  const { registry } = edge
  return {
    source,
    directory: exportDirectory(registry.directory, edge.open),
    grants: byId(registry.grants()).map(grant => fromGrant(edge, grant)),
    responsibility: byId(registry.lists().flatMap(({ entries }) => entries)).map(fromEntry),
    contacts: byId([...registry.directory.people()])
      .map(({ id }) => registry.contactsOf(id))
      .flatMap(kept => (kept.status === 'none' ? [] : fromContacts(edge, kept))),
  }
}

function importCommand(withPlatform: WithPlatform, edgeOf: EdgeOf): OperatorCommand {
  return {
    name: 'import',
    summary:
      '导入一座城市：通讯录、授权、权责清单 · bring in a city: directory, grants, responsibility list',
    usage: 'FILE',
    help: [
      'JSON: { "source", "directory"?, "grants"?, "responsibility"?, "contacts"? } in the shapes of the API; see /openapi.json.',
      'What has the same id in the directory is replaced; grants, entries and contacts that are there are left as they are.',
      'On the embedded database stop the server first.',
    ],
    options: {},
    positionals: true,
    run: async ({ positionals }, { out }) => {
      const [file] = positionals
      if (file === undefined) throw new UsageError('FILE')
      const city = readCity(await readFile(file, 'utf8'))
      await withPlatform(platform => bringIn(edgeOf(platform), city))
      const { directory, grants, responsibility } = city
      out(
        `${directory?.organisations.length ?? 0} organisations, ${directory?.people.length ?? 0} people, ${grants.length} grants, ${responsibility.length} list entries`,
      )
      return 0
    },
  }
}

function exportCommand(withPlatform: WithPlatform, edgeOf: EdgeOf): OperatorCommand {
  return {
    name: 'export',
    summary: '导出一座城市 · write the city to a file, names in the clear',
    usage: '[--out FILE]',
    help: [
      'Names and phones are written in the clear: keep the file as you would keep the directory itself.',
      'What is invented says so in the file.',
      'Not in it: browsers, which subscribe to one server alone; revoked grants; accounts and passwords.',
      'On the embedded database stop the server first.',
    ],
    options: { out: text },
    run: async ({ values }, { out }) => {
      const city = await withPlatform(async platform => {
        await platform.auditTrail.recordAudit({
          at: platform.clock.now(),
          person: 'operator',
          district: CITY_WIDE,
          act: 'city_exported',
          outcome: 'done',
        })
        return takeOut(edgeOf(platform), 'muster export')
      })
      const content = `${jsonInOrder(city, 1)}\n`
      const file = values['out']
      if (typeof file !== 'string') {
        out(content)
        return 0
      }
      await writeFile(file, content, { mode: 0o600 })
      out(
        `${city.directory.organisations?.length ?? 0} organisations, ${city.grants.length} grants → ${file}`,
      )
      return 0
    },
  }
}

/** muster import, muster export. */
export function cityCommands(withPlatform: WithPlatform, edgeOf: EdgeOf): OperatorCommand[] {
  return [importCommand(withPlatform, edgeOf), exportCommand(withPlatform, edgeOf)]
}
