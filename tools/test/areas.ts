// What the time of `npm test` goes to: by area of the product, with what each may take on a quiet machine of two cores.

export interface Area {
  readonly name: string
  /** Minutes on a quiet machine. */
  readonly most: number
  /** Paths from the root of the clone; the first area that matches a file has it. */
  readonly files: RegExp
}

const folders = (...names: readonly string[]) => names.map(name => `${name}/`)
const stories = (...names: readonly string[]) =>
  names.map(name => `tests/stories/${name}\\.story\\.`)
const inBrowser = (...names: readonly string[]) =>
  names.map(name => `tests/browser/${name}\\.browser\\.`)

function area(name: string, most: number, starts: readonly string[]): Area {
  return { name, most, files: new RegExp(`^(?:${starts.join('|')})`) }
}

const SERVER = 'apps/server/src'

export const AREAS: readonly Area[] = [
  area('identity', 4, [
    ...folders('tests/permissions', 'tests/hostile', 'packages/domain/src/grant'),
    ...folders(`${SERVER}/platform/(?:identity|auth|audit-trail|outgoing|vault|spreadsheet)`),
    ...folders(`${SERVER}/features/(?:audit|directory|retention)`, `${SERVER}/mechanism/masking`),
    `${SERVER}/mechanism/second-factor`,
    `${SERVER}/platform/http/(?:hardening|rate-limits|return-path|client-address)`,
    ...stories('a-city-moves', 'a-confidential-target', 'forgotten-in-time', 'isolation'),
    ...stories('log-in(?:-at-the-city)?', 'names-stay.*', 'only-what-belongs-there'),
    ...stories('people-come-from-a-spreadsheet', 'photos-without-metadata', 'powers-change-hands'),
    ...stories('reporters-are-sealed', 'rights-that-are-lost', 'whoever-commands-sees'),
    ...stories('words-stay-sealed'),
    ...inBrowser('first-administrator', 'session-expiry', 'sessions'),
  ]),
  area('reach', 4, [
    ...folders('packages/domain/src/(?:broadcast|contact|paging|roster)', 'tests/faults'),
    ...folders(`${SERVER}/platform/(?:channels|icalendar|jobs|webhooks)`),
    ...folders(`${SERVER}/mechanism/(?:broadcasting|paging)`),
    ...folders(`${SERVER}/features/(?:answers|contacts|drills|notifications|rosters|trust)`),
    `${SERVER}/mechanism/rosters`,
    ...stories('a-rehearsal', 'answered-from-.*', 'called-off', 'each-department-is-told-its-own'),
    ...stories('how-people-are-reached', 'rosters-tell-their-people', 'silence-climbs-alone'),
    ...stories('somebody-notices', 'told-.*', 'who-(?:can-be-reached|is-on-duty|is-told)'),
  ]),
  area('pages', 12, [
    ...folders('apps/web', 'tests/browser'),
    ...folders(`${SERVER}/features/(?:drafts|open-data|places)`, `${SERVER}/platform/printing`),
    ...stories('.*residents.*', 'open-figures', 'uploads-go-on', 'what-.*'),
  ]),
]

const REST: Omit<Area, 'files'> = { name: 'core', most: 8 }

/** How long one file of tests took. */
export interface FileTime {
  readonly path: string
  readonly ms: number
}

const SLOW_MS = 20_000
const MINUTE_MS = 60_000

export function areaOf(path: string): string {
  return AREAS.find(({ files }) => files.test(path))?.name ?? REST.name
}

/** Lines for people: of each area its share of the time, and the files that took long. */
export function linesOfTime(times: readonly FileTime[], workers: number): readonly string[] {
  const byArea = Map.groupBy(times, ({ path }) => areaOf(path))
  const shares = [REST, ...AREAS].flatMap(({ name, most }) => {
    const files = byArea.get(name)
    if (files === undefined) return []
    const ms = files.reduce((total, one) => total + one.ms, 0) / workers
    const minutes = ms / MINUTE_MS
    return `${name} ${minutes.toFixed(1)} of ${most} min${minutes > most ? ' (over)' : ''}`
  })
  const slow = times
    .filter(({ ms }) => ms > SLOW_MS)
    .toSorted((a, b) => b.ms - a.ms)
    .map(({ path, ms }) => `  ${(ms / 1000).toFixed(0)} s  ${path}`)
  return [
    `Time on ${workers} workers: ${shares.join(', ')}`,
    ...(slow.length > 0 ? ['Files that took longer than 20 s:', ...slow] : []),
  ]
}
