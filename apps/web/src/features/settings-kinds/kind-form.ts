// Between a version of a kind as the API takes it, and the fields of its form. Pure.
import { SUMMONS_CLOCKS } from '@muster/domain'
import { type Duration, type Kind, LADDER_CLOCKS, type Rung } from './kind-facts.ts'
import type { Version } from './kind-versions.ts'

/** A length of time whose amount may be empty. */
export interface MaybeDuration {
  readonly amount?: number | null
  readonly unit: Duration['unit']
}

/** A step whose repetition may be half filled in. */
export interface RungFields extends Omit<Rung, 'repeat' | 'channels'> {
  readonly channels?: readonly string[]
  readonly everyMinutes?: number | null
  readonly times?: number | null
}

export interface KindFields extends Omit<Kind, 'summonsClocks' | 'ladders'> {
  readonly summonsClocks: Readonly<Record<(typeof SUMMONS_CLOCKS)[number], MaybeDuration>>
  readonly ladders: Readonly<Record<(typeof LADDER_CLOCKS)[number], readonly RungFields[]>>
}

const UNUSED: MaybeDuration = { amount: null, unit: 'minutes' }

function toRungFields({ repeat, ...rung }: Rung): RungFields {
  return {
    ...rung,
    everyMinutes: repeat?.everyMinutes ?? null,
    times: repeat?.times ?? null,
  }
}

function record<K extends string, V>(keys: readonly K[], of: (key: K) => V): Record<K, V> {
  return Object.fromEntries(keys.map(key => [key, of(key)])) as Record<K, V>
}

/** The fields to begin with: another version of the same kind, from a date. */
export function toFields(
  base: Version,
  { version, effectiveFrom }: { readonly version: string; readonly effectiveFrom: string },
): KindFields {
  return {
    ...base,
    version,
    effectiveFrom,
    homeAddress: base.homeAddress ?? 'none',
    summonsClocks: record(SUMMONS_CLOCKS, name => base.summonsClocks[name] ?? UNUSED),
    ladders: record(LADDER_CLOCKS, name => (base.ladders[name] ?? []).map(toRungFields)),
  }
}

function toRung({ everyMinutes, times, channels, ...rung }: RungFields): Rung {
  const isRepeated = typeof everyMinutes === 'number' && typeof times === 'number'
  return {
    ...rung,
    ...(channels === undefined || channels.length === 0 ? {} : { channels: [...channels] }),
    ...(isRepeated ? { repeat: { everyMinutes, times } } : {}),
  }
}

/** What would be sent: clocks without an amount do not run, ladders without steps tell nobody. */
export function fromFields(fields: KindFields): Kind {
  const clocks = SUMMONS_CLOCKS.flatMap(name => {
    const { amount, unit } = fields.summonsClocks[name]
    return typeof amount === 'number' ? [[name, { amount, unit }] as const] : []
  })
  const ladders = LADDER_CLOCKS.flatMap(name => {
    const rungs = fields.ladders[name] ?? []
    return rungs.length === 0 ? [] : [[name, rungs.map(toRung)] as const]
  })
  return {
    ...fields,
    summonsClocks: Object.fromEntries(clocks),
    ladders: Object.fromEntries(ladders),
  }
}
