// Picks a problem type, by its name, its pinyin or initials, or its code.
import { Select } from 'antd'
import { useMemo } from 'react'
import { nameIn, useLanguage } from '../../i18n/words.ts'
import { useProblemTypes } from './use-list.ts'

interface TypeProps {
  /** Given by the form. */
  readonly id?: string
  readonly value?: string | null
  readonly onChange?: (code: string | undefined) => void
  readonly disabled?: boolean
  readonly 'aria-label'?: string
  readonly placeholder?: string
}

interface Option {
  readonly value: string
  readonly label: string
  readonly sought: string
}

export function TypePicker({ id, value, onChange, disabled, placeholder, ...rest }: TypeProps) {
  const tag = useLanguage()
  const types = useProblemTypes()
  const options = useMemo(
    () =>
      (types.data ?? []).map(
        ({ code, name, spelled }): Option => ({
          value: code,
          label: `${nameIn(tag, name, code)} ${code}`,
          sought:
            `${name.zh} ${name.en} ${code} ${spelled.pinyin} ${spelled.initials}`.toLowerCase(),
        }),
      ),
    [types.data, tag],
  )
  return (
    <Select<string, Option>
      {...(id === undefined ? {} : { id })}
      aria-label={rest['aria-label']}
      className="found-select"
      placeholder={placeholder}
      disabled={disabled === true}
      allowClear={true}
      loading={types.isPending}
      value={value ?? null}
      onChange={next => onChange?.(next ?? undefined)}
      options={options}
      showSearch={{
        filterOption: (typed, option) =>
          option?.sought.includes(typed.trim().toLowerCase()) === true,
      }}
    />
  )
}
