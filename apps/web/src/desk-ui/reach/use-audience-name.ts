import { type Bilingual, useName } from '../../i18n/words.ts'
import type { Audience } from './AudienceFields.tsx'
import { useCoded } from './coded.ts'

type Names = Readonly<Record<string, Bilingual>>

/** An audience in words, by the names that came with it. */
export function useAudienceName(): (audience: Audience, names: Names, people: Names) => string {
  const { say } = useCoded()
  const nameOf = useName()
  return (audience, names, people) => {
    const called = (id: string) => nameOf(names[id], id)
    switch (audience.kind) {
      case 'duty':
        return say('dutyOf', {
          of: called(audience.organisation),
          layer: say(`layer_${audience.layer}`),
        })
      case 'office':
        return called(audience.office)
      case 'person':
        return nameOf(people[audience.person], audience.person)
      case 'organisation':
        return say('everybodyOf', { of: called(audience.organisation) })
      case 'district':
        return say('everybodyOf', { of: called(audience.district) })
    }
  }
}
