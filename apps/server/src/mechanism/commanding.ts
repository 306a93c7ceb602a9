// Who commands a whistle or may come to, as rows keep it and lists look for it: each place in the chain by an index of its own.
import type { OfficeId, Whistle } from '@muster/domain'

/** An office at the first place where it stands, and nowhere else: most chains have one or two. */
export interface Places {
  readonly head: OfficeId
  readonly coordination: OfficeId | null
  readonly office: OfficeId | null
  readonly command: OfficeId | null
  readonly deputy: OfficeId | null
}

export function placesOf({ command, caller, deputy }: Whistle): Places {
  const { head } = caller
  const known: OfficeId[] = [head]
  const first = (office: OfficeId | undefined): OfficeId | null => {
    if (office === undefined || known.includes(office)) return null
    known.push(office)
    return office
  }
  const coordination = first(caller.coordination)
  return {
    head,
    coordination,
    office: first(caller.office),
    command: first(command),
    deputy: first(deputy),
  }
}

/** Conditions on a row of a summons: the office, as it is written in SQL, at one place each. */
export function placesOfSummons(office: string): readonly string[] {
  return ['head', 'coordination', 'office', 'command', 'deputy'].map(
    place => `${place} = ${office}`,
  )
}

/** The same places among the commanders of a whistle, in the words of the indexes. */
export function placesOfWhistle(office: string): readonly string[] {
  return [
    `commanders[3] = ${office}`,
    `commanders[4] = ${office}`,
    `commanders[2] = ${office} and commanders[2] <> commanders[3]`,
    `commanders[1] = ${office} and commanders[1] <> all (commanders[2:4])`,
    `commanders[5] = ${office}`,
  ]
}
