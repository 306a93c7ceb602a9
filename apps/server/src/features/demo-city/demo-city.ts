// A whole invented city on Beijing's real units of administration: the same for the same seed.
import type { DemoCity } from './city-types.ts'
import { grantsOf } from './grants.ts'
import { staffedOfficesOf } from './offices.ts'
import { organisationsOf } from './organisations.ts'
import { peopleOf } from './people.ts'
import { seededRandom } from './random.ts'
import { problemTypes, responsibilityOf } from './responsibility.ts'
import { rostersOf } from './rosters.ts'
import { readTerritory } from './territory.ts'

export type * from './city-types.ts'

export function demoCity(seed = 2017): DemoCity {
  const territory = readTerritory()
  const organisations = organisationsOf(territory)
  const staffed = organisations.flatMap(staffedOfficesOf)
  const people = peopleOf(staffed, seededRandom(seed))
  return {
    seed,
    organisations,
    offices: staffed.map(({ office }) => office),
    people,
    rosters: rostersOf(staffed, people),
    grants: grantsOf(organisations),
    problemTypes: problemTypes(),
    responsibility: responsibilityOf(territory.districts),
  }
}
