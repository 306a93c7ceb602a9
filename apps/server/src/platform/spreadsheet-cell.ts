// Text in a spreadsheet that a program must never take for a formula, and back again.

/**
 * What a spreadsheet program may begin a formula with, full-width forms included; a tab or a line
 * break at the beginning is skipped by some before they look.
 */
const FORMULA = /^[\t\r\n ]*[=+\-@＝＋－＠]|^[\t\r\n]/
const GUARD = "'"

/** Would a spreadsheet program calculate it? */
export function isFormulaLike(text: string): boolean {
  return FORMULA.test(text)
}

/** For every text that is exported: read as a formula nowhere, and shown as it is. */
export function neutralCell(text: string): string {
  return isFormulaLike(text) || isGuarded(text) ? `${GUARD}${text}` : text
}

/** For every text that is imported: takes off the guard that `neutralCell` put before it. */
export function plainCell(text: string): string {
  return isGuarded(text) ? text.slice(GUARD.length) : text
}

/** A text that looks guarded by itself gets a second guard, so that it comes back whole. */
function isGuarded(text: string): boolean {
  const bare = text.replace(/^'+/, '')
  return bare !== text && isFormulaLike(bare)
}
