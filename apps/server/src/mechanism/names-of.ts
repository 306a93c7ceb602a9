// What bodies, offices and areas are called, by id: for answers that would otherwise name them by id alone.
import type { Bilingual } from '@muster/domain'
import type { Edge } from './edge.ts'

/** Only what is known has a name. */
export function namesOf(
  { registry }: Edge,
  ids: Iterable<string | null | undefined>,
): Record<string, Bilingual> {
  const { directory } = registry
  const names: Record<string, Bilingual> = {}
  for (const id of new Set(ids)) {
    if (id === null || id === undefined) continue
    const name =
      directory.findOrganisation(id)?.name ??
      directory.findOffice(id)?.name ??
      registry.findPost(id)?.fields.name ??
      directory.areaName(id)
    if (name !== undefined) names[id] = { zh: name.zh, en: name.en }
  }
  return names
}
