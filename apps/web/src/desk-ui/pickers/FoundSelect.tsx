// The select behind all pickers of the directory: searched by the server, each entry with what it belongs to.
import { Select } from 'antd'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useName, useWords } from '../../i18n/words.ts'
import './pickers.css'
import { type Found, useEntries, useFound, type What, type Within } from './use-found.ts'
import { pickerWords } from './words.ts'

export interface FoundProps extends Within {
  /** Given by the form. */
  readonly id?: string
  readonly disabled?: boolean
  readonly 'aria-label'?: string
  readonly placeholder?: string
  readonly isClearable?: boolean
}

export interface OneProps extends FoundProps {
  readonly value?: string | null
  /** Undefined when it was cleared. */
  readonly onChange?: (id: string | undefined, entry: Found | undefined) => void
}

export interface SeveralProps extends FoundProps {
  readonly value?: readonly string[] | null
  readonly onChange?: (ids: string[]) => void
}

interface Option {
  readonly value: string
  readonly label: string
  readonly entry: Found | undefined
}

const MOST_NAMES = 2

function useOptions(what: What) {
  const nameOf = useName()
  const say = useWords(pickerWords)
  return (entries: readonly Found[]): Option[] =>
    entries.map(entry => ({
      value: entry.id,
      label:
        entry.name === null && what === 'person' ? say('erased') : nameOf(entry.name, entry.id),
      entry,
    }))
}

function Line({ option: { label, entry, value } }: { readonly option: Option }) {
  const nameOf = useName()
  const say = useWords(pickerWords)
  const path = (entry?.path ?? []).slice(0, MOST_NAMES).map(name => nameOf(name))
  return (
    <span className="found-line">
      <span>{label}</span>
      <small>
        {[...path, value, ...(entry?.ended === true ? [say('ended')] : [])].join(' · ')}
      </small>
    </span>
  )
}

interface Shared extends FoundProps {
  readonly what: What
  readonly chosen: readonly string[]
}

/** What one and several have in common. */
function useSelect({ what, chosen, isClearable = true, ...rest }: Shared) {
  const { organisation, district, department, id, disabled, placeholder } = rest
  const say = useWords(pickerWords)
  const toOptions = useOptions(what)
  const [typed, setTyped] = useState('')
  const [isOpen, setOpen] = useState(false)
  const found = useFound(what, typed, { organisation, district, department, isOpen })
  const known = useEntries(what, chosen)
  const offered = toOptions(found.data ?? [])
  const kept = toOptions(known.data ?? []).filter(
    ({ value }) => !offered.some(one => one.value === value),
  )
  const options = [...offered, ...kept]
  return {
    options,
    isBehind: found.isBehind,
    props: {
      ...(id === undefined ? {} : { id }),
      ...(disabled === undefined ? {} : { disabled }),
      'aria-label': rest['aria-label'],
      className: 'found-select',
      placeholder: placeholder ?? say(what),
      allowClear: isClearable,
      loading: found.isFetching,
      notFoundContent: say(found.isError ? 'failed' : 'none'),
      showSearch: { filterOption: false, searchValue: typed, onSearch: setTyped } as const,
      options: typed === '' ? options : [...offered],
      optionRender: ({ data }: { readonly data: Option }) => <Line option={data} />,
      onOpenChange: (next: boolean) => {
        setOpen(next)
        if (!next) setTyped('')
      },
      labelRender: ({ value, label }: { readonly value: unknown; readonly label?: unknown }) => {
        const one = options.find(each => each.value === value)
        return one?.label ?? String(label ?? value)
      },
    },
  }
}

/** Enter is for what the text finds: it never takes the first of an older list. */
function Patient({ isBehind, children }: { readonly isBehind: boolean; children: ReactNode }) {
  const hold = (event: KeyboardEvent) => {
    if (isBehind && event.key === 'Enter') event.stopPropagation()
  }
  return (
    <span className="found-patient" onKeyDownCapture={hold}>
      {children}
    </span>
  )
}

/** Picks one. */
export function OneSelect({ what, value, onChange, ...rest }: OneProps & { readonly what: What }) {
  const chosen = typeof value === 'string' && value !== '' ? [value] : []
  const { options, isBehind, props } = useSelect({ what, chosen, ...rest })
  return (
    <Patient isBehind={isBehind}>
      <Select<string, Option>
        {...props}
        value={chosen[0] ?? null}
        onChange={next =>
          onChange?.(next ?? undefined, options.find(one => one.value === next)?.entry)
        }
      />
    </Patient>
  )
}

/** Picks several, in the order in which they were picked. */
export function SeveralSelect({
  what,
  value,
  onChange,
  ...rest
}: SeveralProps & { readonly what: What }) {
  const { isBehind, props } = useSelect({ what, chosen: value ?? [], ...rest })
  return (
    <Patient isBehind={isBehind}>
      <Select<string[], Option>
        {...props}
        mode="multiple"
        value={[...(value ?? [])]}
        onChange={next => onChange?.(next)}
      />
    </Patient>
  )
}
