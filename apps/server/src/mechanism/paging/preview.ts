// Looks ahead in the registries of this moment: the same people and ways that a page would find.
import type { PreviewLookup } from '@muster/domain'
import type { Registry } from '../registry.ts'
import { stepsOf } from './contacts.ts'
import { waysOf } from './orders.ts'
import { resolveAudience } from './resolve.ts'

export function previewLookup(
  registry: Registry,
  carries: (channel: string) => boolean,
): PreviewLookup {
  return {
    rules: registry.rules,
    find: (audience, at) => resolveAudience(audience, at, registry),
    ways: (person, channels) => {
      const { steps, ...rest } = stepsOf(registry, person, channels)
      return { ...rest, steps: waysOf(steps, carries) }
    },
  }
}
