// Every address that the pages know, read from where it is written: a new page cannot be forgotten.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../../harness/paths.ts'

const source = (path: string) => readFileSync(join(ROOT, 'apps/web/src', path), 'utf8')

function all(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(([, found = '']) => found)
}

/** Addresses of the desk, with `$name` where a thing's id stands. */
export function deskPages(): readonly string[] {
  const routes = source('desk/routes.tsx')
  const pages = all(routes, /\bpage\(\s*'([^']+)'/g)
  const frames = all(routes, /\bpath: '([^']+)'/g)
  const sections = all(source('desk/settings-sections.ts'), /^ {4}path: '([^']+)'/gm)
  return [...pages, ...frames, ...sections.map(path => `/settings/${path}`)]
}

export function fieldPages(): readonly string[] {
  const route = source('field/route.ts')
  const [, steps = ''] = /STEPS = \[([^\]]+)\]/.exec(route) ?? []
  const ofCalls = all(steps, /'([a-z-]+)'/g).map(step => (step === 'look' ? '' : `/${step}`))
  const places = all(route, /readonly is: '([a-z-]+)'/g).flatMap(place => {
    if (place === 'calls') return ['/field']
    if (place === 'call') return ofCalls.map(step => `/field/calls/$whistle/$department${step}`)
    return [place === 'code' ? '/field/code/$whistle' : `/field/${place}`]
  })
  return places
}

export function publicPages(): readonly string[] {
  return all(source('public/PublicPages.tsx'), /^ {2}'(\/public[^']*)':/gm)
}

/** The address of one such page, with these things in it. */
export function addressWith(pattern: string, things: Readonly<Record<string, string>>): string {
  return pattern.replaceAll(/\$([a-z]+)/gi, (_all, name: string) => {
    const thing = things[`${pattern} $${name}`] ?? things[name]
    if (thing === undefined) throw new Error(`${pattern}: name an example of ${name}`)
    return thing
  })
}
