// Splits a script into its statements, minding quotes, comments and dollar quotes.

const token =
  /'(?:[^']|'')*'|"(?:[^"]|"")*"|--[^\n]*|\/\*[\s\S]*?\*\/|(\$[A-Za-z_]*\$)[\s\S]*?\1|;/g

/** The statements of a script, without the semicolons and without empty ones. */
export function splitStatements(script: string): readonly string[] {
  const statements: string[] = []
  let start = 0
  for (const match of script.matchAll(token)) {
    if (match[0] !== ';') continue
    statements.push(script.slice(start, match.index))
    start = match.index + 1
  }
  statements.push(script.slice(start))
  return statements.map(each => each.trim()).filter(each => withoutComments(each) !== '')
}

function withoutComments(statement: string): string {
  return statement.replaceAll(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim()
}

/** What opens or ends a transaction; the caller opens one of its own around the whole script. */
export function isTransactionControl(statement: string): boolean {
  return /^(begin|commit|end|start transaction)\b[^;]*$/i.test(withoutComments(statement))
}
