// A drill as the form has it, and as the API takes it. Pure.
import type { Schemas } from '../../api/client.ts'

type Audience = Schemas['Audience']
export type AudienceKind = Audience['kind']
export type Layer = 'duty' | 'team' | 'head'

export const KINDS = ['duty', 'office', 'person', 'organisation', 'district'] as const
export const LAYERS = ['duty', 'team', 'head'] as const

/** Every field that any kind of audience has: what is filled in for another kind is left out. */
export interface AudienceValues {
  readonly kind: AudienceKind
  readonly organisation?: string
  readonly layer?: Layer
  readonly office?: string
  readonly person?: string
}

export interface PlanValues {
  readonly audiences: readonly AudienceValues[]
  readonly startsAt?: string
  readonly endsAt: string
  readonly channels?: readonly string[]
  readonly emergency?: boolean
  readonly words?: string
}

function toAudience(values: AudienceValues, district: string): Audience {
  const { kind, organisation = '', layer = 'duty', office = '', person = '' } = values
  switch (kind) {
    case 'duty':
      return { kind, organisation, layer }
    case 'office':
      return { kind, office }
    case 'person':
      return { kind, person, organisation }
    case 'organisation':
      return { kind, organisation }
    case 'district':
      return { kind, district }
  }
}

export function toPlan(values: PlanValues, district: string) {
  const { audiences, startsAt, endsAt, channels = [], emergency = false, words = '' } = values
  return {
    audiences: audiences.map(one => toAudience(one, district)),
    ...(startsAt === undefined ? {} : { startsAt }),
    endsAt,
    ...(channels.length === 0 ? {} : { channels: [...channels] }),
    emergency,
    ...(words.trim() === '' ? {} : { words }),
  }
}
