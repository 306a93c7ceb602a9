// A moment, and a period, in the time of the city, as the API takes them: RFC 3339 with offset.
import { Input } from 'antd'
import { useId } from 'react'
import { settings } from '../../api/settings.ts'
import { fromField, toField } from '../../i18n/city-time.ts'
import { useWords } from '../../i18n/words.ts'
import './pickers.css'
import { pickerWords } from './words.ts'

export interface InstantProps {
  /** Given by the form. */
  readonly id?: string
  /** RFC 3339. */
  readonly value?: string | null
  /** Undefined when it was emptied. */
  readonly onChange?: (instant: string | undefined) => void
  readonly disabled?: boolean
  readonly 'aria-label'?: string
}

export function InstantPicker({ id, value, onChange, disabled, ...rest }: InstantProps) {
  return (
    <Input
      {...(id === undefined ? {} : { id })}
      {...(disabled === undefined ? {} : { disabled })}
      type="datetime-local"
      className="instant-picker"
      aria-label={rest['aria-label']}
      value={toField(value ?? '', settings.timeZone)}
      onChange={({ target }) => onChange?.(fromField(target.value, settings.timeZone) || undefined)}
    />
  )
}

export interface Period {
  readonly from?: string | undefined
  readonly until?: string | undefined
}

export interface PeriodProps {
  readonly id?: string
  readonly value?: Period | null
  readonly onChange?: (period: Period) => void
  readonly disabled?: boolean
  /** An empty end means: for good. */
  readonly isOpenEnded?: boolean
}

export function PeriodPicker({ id, value, onChange, disabled, isOpenEnded }: PeriodProps) {
  const say = useWords(pickerWords)
  const made = useId()
  const own = id ?? made
  const { from, until } = value ?? {}
  const off = disabled === undefined ? {} : { disabled }
  return (
    <div className="period-picker">
      <label htmlFor={`${own}-from`}>{say('from')}</label>
      <InstantPicker
        id={`${own}-from`}
        {...off}
        value={from ?? null}
        onChange={next => onChange?.({ from: next, until })}
      />
      <label htmlFor={`${own}-until`}>{say('until')}</label>
      <InstantPicker
        id={`${own}-until`}
        {...off}
        value={until ?? null}
        onChange={next => onChange?.({ from, until: next })}
      />
      {isOpenEnded === true && <small>{say('noEnd')}</small>}
    </div>
  )
}
