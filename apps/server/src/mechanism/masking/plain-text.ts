// Text as it is searched: full-width, circled and compatibility forms made plain, each character knowing where it stood.

export interface PlainText {
  readonly text: string
  /** Where the character of `text` at this index begins in the source. */
  readonly from: readonly number[]
  /** And where it ends. */
  readonly to: readonly number[]
}

/** Zero-width characters and joiners; whoever hides a number among them still means a number. */
const INVISIBLE = /\p{Cf}|\u034f|\u115f|\u1160|\u3164|[\ufe00-\ufe0f]/u

export function toPlain(source: string): PlainText {
  let text = ''
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const character of source) {
    const end = at + character.length
    if (!INVISIBLE.test(character))
      for (const unit of character.normalize('NFKC')) {
        text += unit
        // A character outside the basic plane takes two places in the text.
        for (let i = 0; i < unit.length; i += 1) {
          from.push(at)
          to.push(end)
        }
      }
    at = end
  }
  return { text, from, to }
}
