// Pages read from either side: a style names start and end, never left and right.
import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const ROOT = resolve(process.argv[2] ?? join(import.meta.dirname, '..', '..'))

interface Found {
  readonly index: number
  readonly says: string
}

const NAMED = /(?<![\w-])(?:[a-z-]+-)?(?:left|right)(?:-[a-z]+)?(?=\s*:)/g
const VALUED =
  /(?<![\w-])(?:text-align|float|clear|justify-content|justify-items)\s*:\s*(?:left|right)\b/g
/** Four sides in one line: the second is the right one, the fourth the left one. */
const FOUR =
  /(?<![\w-])(margin|padding|inset|border-width|border-color|border-style|scroll-margin|scroll-padding)\s*:\s*([^;{}]+);/g
const CORNERS = /(?<![\w-])border-radius\s*:\s*([^;{}/]+);/g

/** Values as they are written, with what is in brackets kept together. */
function valuesOf(text: string): readonly string[] {
  return text.replace('!important', '').match(/(?:[^\s(]|\((?:[^()]|\([^()]*\))*\))+/g) ?? []
}

function unlike(text: string): boolean {
  const values = valuesOf(text)
  return values.length === 4 && values[1] !== values[3]
}

function unlikeCorners(text: string): boolean {
  const [first, second = first, third = first, fourth = second] = valuesOf(text)
  return first !== second || third !== fourth
}

function inCss(css: string): readonly Found[] {
  const bare = css.replaceAll(/\/\*[\s\S]*?\*\//g, comment => ' '.repeat(comment.length))
  const named = [...bare.matchAll(NAMED), ...bare.matchAll(VALUED)]
  const four = [...bare.matchAll(FOUR)].filter(([, , values = '']) => unlike(values))
  const corners = [...bare.matchAll(CORNERS)].filter(([, values = '']) => unlikeCorners(values))
  return [...named, ...four, ...corners].map(({ index, 0: says }) => ({ index, says }))
}

const IN_STYLE = /style=\{\{([^}]*)\}\}/g
const SIDE = /(?<![\w$])(?:left|right|(?:margin|padding|border|inset)(?:Left|Right)\w*)(?=\s*:)/g

function inTsx(code: string): readonly Found[] {
  return [...code.matchAll(IN_STYLE)].flatMap(({ index, 1: style = '' }) =>
    [...style.matchAll(SIDE)].map(({ 0: says }) => ({ index, says })),
  )
}

const files = globSync(['apps/web/src/**/*.{css,tsx}', 'apps/server/pages/*.css'], { cwd: ROOT })
const found = files.sort().flatMap(file => {
  const text = readFileSync(join(ROOT, file), 'utf8')
  return (file.endsWith('.css') ? inCss(text) : inTsx(text)).map(
    ({ index, says }) => `${file}:${text.slice(0, index).split('\n').length} says "${says.trim()}"`,
  )
})
for (const line of found) process.stdout.write(`${line}\n`)
process.exitCode = found.length === 0 ? 0 : 1
