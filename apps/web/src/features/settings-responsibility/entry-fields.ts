// Between an entry and the fields of its form. Pure.
import type { Schemas } from '../../api/client.ts'

export type PublishEntry = Schemas['PublishEntry']

const VERSIONED = /^(.*)\.(\d+)$/

/** What an entry's next version may be called: the id with a number behind it, one more than the last. */
export function nextId(id: string, used: readonly string[]): string {
  const stem = VERSIONED.exec(id)?.[1] ?? id
  const numbers = used.map(one => {
    const [, base, number] = VERSIONED.exec(one) ?? []
    return base === stem ? Number(number) : 1
  })
  return `${stem}.${Math.max(1, ...numbers) + 1}`
}

/** What was left empty is not sent. */
export function toBody(fields: PublishEntry, replaces?: string): PublishEntry {
  const { from, until, assisting, legalItems, ...rest } = fields
  return {
    ...rest,
    assisting: assisting ?? [],
    legalItems: legalItems ?? [],
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(replaces === undefined ? {} : { replaces }),
  }
}
