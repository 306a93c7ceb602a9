// What counts as what among calls `s`, in SQL: one place for figures and for the lists behind them.
import { figureBodies } from '@muster/contract'

const SETTLED = "('released', 'replaced', 'excused', 'stood_down', 'defaulted')"

export const CALLS: Readonly<Record<figureBodies.CallFigure, string>> = {
  called: 'true',
  signedInTime: "s.sign_due_at is not null and s.status <> 'called' and not 'sign' = any(s.missed)",
  arrivedInTime: "s.arrived and not 'arrive' = any(s.missed)",
  missed: "s.missed && array['sign', 'contact', 'arrive']",
  returned: "s.disputed or s.status in ('replaced', 'excused')",
  defaulted: "s.status = 'defaulted'",
  settled: `s.status in ${SETTLED}`,
}

/** Silent or late now, as the board marks it. */
export const IS_LATE_NOW = `not s.arrived and s.status not in ${SETTLED}
  and s.missed && array['sign', 'contact', 'arrive']`

/** Column of the sums of each. */
export const columnOf = (name: figureBodies.CallFigure): string =>
  name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

export const COUNTED_CALLS = figureBodies.CALL_FIGURES.map(
  name => `count(*) filter (where ${CALLS[name]})::int as ${columnOf(name)}`,
).join(',\n      ')
