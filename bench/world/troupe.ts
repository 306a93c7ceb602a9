// Who plays a whistle without a server: the caller's commander, and for each department a duty desk and a field officer.
import { type Actor, type AreaCode, type Ask, type SealedText, toId } from '@muster/domain'
import type { StoryCast } from '../../apps/server/src/features/demo-city/cast.ts'
import type { DemoCity } from '../../apps/server/src/features/demo-city/city-types.ts'
import { actorIn } from './rules.ts'

export interface Member {
  readonly ask: Ask
  readonly legalItem: string
  readonly duty: Actor
  readonly officer: Actor
}

export interface Troupe {
  readonly district: string
  readonly commander: Actor
  readonly head: string
  readonly coordination: string
  readonly kind: string
  readonly problemType: string
  readonly point: readonly [number, number]
  readonly areas: readonly AreaCode[]
  readonly members: readonly Member[]
}

type Seal = (subject: string, length: number) => string

/** Enough where nobody reads it: as long as what the vault makes of a sentence. */
let seal: Seal = (subject, length) => `sealed:v1:${subject}:${'A'.repeat(length)}`

/** From now on texts are sealed for those who will read them. */
export function sealWith(made: Seal): void {
  seal = made
}

export function sealedText(subject: string, length: number): SealedText {
  return toId(seal(subject, length))
}

export function troupeOf(city: DemoCity, story: StoryCast): Troupe {
  const { caller, district } = story
  const street = caller.organisation.id
  return {
    district,
    commander: actorIn(city, caller.head.office),
    head: caller.head.office,
    coordination: caller.coordination.office,
    kind: story.kind,
    problemType: story.problemType,
    point: [...story.scene.point],
    areas: ['110000', district, street].map(area => toId<AreaCode>(area)),
    members: story.asks.map(({ department, role, legalItems, duty, officers, after }) => ({
      ask: {
        department: toId(department),
        role,
        text: sealedText('ask', 120),
        legalItems,
        ...(after === undefined
          ? {}
          : { after: { department: toId(after.department), measure: after.measure } }),
      },
      legalItem: legalItems[0] ?? '职责清单',
      duty: actorIn(city, duty.office),
      officer: actorIn(city, officers[0]?.office ?? duty.office),
    })),
  }
}
