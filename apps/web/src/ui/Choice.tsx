// One of few, in the browser's own list.

interface ChoiceProps<T extends string> {
  /** Of its label, or else the label itself. */
  readonly id?: string
  readonly label?: string
  readonly className: 'choice' | 'input'
  readonly all: readonly T[]
  readonly chosen: T
  readonly nameOf: (one: T) => string
  /** Of names that are written in a language of their own. */
  readonly languageOf?: (one: T) => string
  readonly onChoose: (one: T) => void
}

export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { id, label, className, all, chosen, nameOf, languageOf, onChoose } = props
  return (
    <select
      id={id}
      className={className}
      aria-label={label}
      value={chosen}
      onChange={({ target }) => {
        const one = all.find(each => each === target.value)
        if (one !== undefined) onChoose(one)
      }}
    >
      {all.map(each => (
        <option key={each} value={each} lang={languageOf?.(each)}>
          {nameOf(each)}
        </option>
      ))}
    </select>
  )
}
