// What the whistle can say, read from its source: nobody has to keep a list of it.
import { readdirSync, readFileSync } from 'node:fs'

const WHISTLE = new URL('../../packages/domain/src/whistle/', import.meta.url)

function sources(): readonly string[] {
  return readdirSync(WHISTLE)
    .filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts') && !file.startsWith('rules'))
    .map(file => readFileSync(new URL(file, WHISTLE), 'utf8'))
}

/** Every code with which a command to a whistle can be refused. */
export function refusalCodes(): readonly string[] {
  const codes = new Set<string>()
  for (const source of sources())
    for (const [, code] of source.matchAll(/refuse\(\s*'([a-z_]+)'/g)) if (code) codes.add(code)
  return [...codes].sort()
}

/** Every type of event of a whistle. */
export function eventTypes(): readonly string[] {
  const events = readFileSync(new URL('events.ts', WHISTLE), 'utf8')
  const types = [...events.matchAll(/readonly type: '(\w+)'/g)].flatMap(([, type]) => type ?? [])
  return [...new Set(types)].sort()
}
