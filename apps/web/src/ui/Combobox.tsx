// One field to type in and a list to choose from, by keyboard alone if need be: the first choice is always ready.
import { type KeyboardEvent, type ReactNode, type Ref, useEffect, useId, useState } from 'react'
import './combobox.css'

export interface Choice {
  readonly id: string
  readonly label: string
  /** What tells it apart from others of the same name. */
  readonly detail?: string
}

export interface ComboboxProps {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
  readonly choices: readonly Choice[]
  readonly onChoose: (id: string) => void
  /** Said under the list when nothing fits. */
  readonly nothing: string
  readonly hint?: ReactNode
  /** The choices do not answer this text yet; they may be those of an earlier one. */
  readonly isLoading?: boolean
  readonly isWrong?: boolean
  readonly ref?: Ref<HTMLInputElement>
  readonly placeholder?: string
}

export function Combobox(props: ComboboxProps) {
  const { label, text, onText, choices, onChoose, nothing, hint, isWrong = false, ref } = props
  const { isLoading = false } = props
  const id = useId()
  const [isOpen, setOpen] = useState(false)
  // Enter was pressed before the list had come: it is for what this text finds, never for an older list.
  const [isAwaited, setAwaited] = useState(false)
  const [at, setAt] = useState(0)
  // Another list: the first of it is the likely one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for by the list, used by nothing
  useEffect(() => setAt(0), [choices])
  const isShown = isOpen && text.trim() !== ''
  const active = isLoading ? undefined : choices[at]
  const close = () => {
    setOpen(false)
    setAwaited(false)
  }
  const choose = (choice: Choice | undefined) => {
    if (choice === undefined) return
    close()
    onChoose(choice.id)
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: by the arrival of the list alone
  useEffect(() => {
    if (!isAwaited || isLoading) return
    setAwaited(false)
    choose(choices[0])
  }, [isAwaited, isLoading])
  const move = (by: number) => {
    setOpen(true)
    setAwaited(false)
    if (choices.length > 0) setAt((at + by + choices.length) % choices.length)
  }
  const actOf = ({ key, ctrlKey, metaKey }: KeyboardEvent): (() => void) | undefined => {
    if (key === 'ArrowDown') return () => move(1)
    if (key === 'ArrowUp') return () => move(-1)
    if (!isShown) return undefined
    if (key === 'Escape') return close
    if (key !== 'Enter' || ctrlKey || metaKey) return undefined
    return () => (isLoading ? setAwaited(true) : choose(active))
  }
  const onKey = (event: KeyboardEvent) => {
    const act = actOf(event)
    // Composing pinyin, Enter and arrows are the input method's.
    if (act === undefined || event.nativeEvent.isComposing) return
    event.preventDefault()
    act()
  }
  return (
    <div className="combobox">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        ref={ref}
        className="input"
        role="combobox"
        autoComplete="off"
        aria-expanded={isShown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-invalid={isWrong}
        aria-describedby={hint === undefined ? undefined : `${id}-hint`}
        aria-activedescendant={isShown && active ? `${id}-${active.id}` : undefined}
        placeholder={props.placeholder}
        value={text}
        onChange={({ target }) => {
          setOpen(true)
          setAwaited(false)
          onText(target.value)
        }}
        onKeyDown={onKey}
        onBlur={close}
      />
      <div className="combobox-float">
        <div id={`${id}-list`} role="listbox" aria-label={label} tabIndex={-1} hidden={!isShown}>
          {(isShown ? choices : []).map(choice => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the field's
            <div
              key={choice.id}
              id={`${id}-${choice.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={choice === active}
              onMouseDown={event => event.preventDefault()}
              onClick={() => choose(choice)}
            >
              <span>{choice.label}</span>
              {choice.detail !== undefined && <small>{choice.detail}</small>}
            </div>
          ))}
        </div>
        {isShown && choices.length === 0 && !isLoading && (
          <p className="combobox-nothing" role="status">
            {nothing}
          </p>
        )}
      </div>
      {hint !== undefined && (
        <div id={`${id}-hint`} className="combobox-hint">
          {hint}
        </div>
      )}
    </div>
  )
}
