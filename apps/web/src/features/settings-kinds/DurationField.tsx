// A length of time as the rules count it: how many, of what.
import { InputNumber, Select } from 'antd'
import type { MaybeDuration } from './kind-form.ts'
import { useSpeech } from './use-kinds.ts'

const UNITS = ['minutes', 'working_hours', 'working_days', 'calendar_days'] as const
/** What the API takes at most of each. */
const MOST = {
  minutes: 1_000_000,
  working_hours: 8000,
  working_days: 1000,
  calendar_days: 3660,
} as const

interface DurationProps {
  /** Given by the form. */
  readonly id?: string
  readonly value?: MaybeDuration
  readonly onChange?: (value: MaybeDuration) => void
  /** What is measured: read aloud before the unit. */
  readonly of: string
}

export function DurationField({ id, value, onChange, of }: DurationProps) {
  const { say } = useSpeech()
  const { amount = null, unit = 'minutes' } = value ?? {}
  return (
    <span className="kind-duration">
      <InputNumber
        {...(id === undefined ? {} : { id })}
        min={1}
        max={MOST[unit]}
        value={amount}
        onChange={next => onChange?.({ amount: next, unit })}
      />
      <Select<MaybeDuration['unit']>
        aria-label={of}
        value={unit}
        onChange={next => onChange?.({ amount, unit: next })}
        options={UNITS.map(one => ({ value: one, label: say(`unit_${one}`) }))}
        popupMatchSelectWidth={false}
      />
    </span>
  )
}
