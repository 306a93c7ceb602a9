import { globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AREAS, areaOf, linesOfTime } from './areas.ts'

const ROOT = join(import.meta.dirname, '..', '..')

describe('the time of a run', () => {
  it('is told by area, against what each may take', () => {
    const times = [
      { path: 'packages/domain/src/whistle/arriving.test.ts', ms: 60_000 },
      { path: 'apps/server/src/platform/identity/log-in.db.test.ts', ms: 30_000 },
      { path: 'tests/stories/told-by-each-channel.story.test.ts', ms: 90_000 },
      { path: 'tests/stories/silence-climbs-alone.story.test.ts', ms: 420_000 },
    ]
    expect(linesOfTime(times, 2)).toEqual([
      'Time on 2 workers: core 0.5 of 8 min, identity 0.3 of 4 min, reach 4.3 of 4 min (over)',
      'Files that took longer than 20 s:',
      '  420 s  tests/stories/silence-climbs-alone.story.test.ts',
      '  90 s  tests/stories/told-by-each-channel.story.test.ts',
      '  60 s  packages/domain/src/whistle/arriving.test.ts',
      '  30 s  apps/server/src/platform/identity/log-in.db.test.ts',
    ])
  })

  it('gives a file to the area that it proves', () => {
    expect(areaOf('tests/hostile/hostile.test.ts')).toBe('identity')
    expect(areaOf('tests/browser/sessions.browser.test.ts')).toBe('identity')
    expect(areaOf('tests/browser/board.browser.test.ts')).toBe('pages')
    expect(areaOf('apps/server/src/platform/db/db.db.test.ts')).toBe('core')
  })

  it('names no story and no test in a browser that is there no more', () => {
    const paths = globSync('tests/{stories,browser}/*.test.ts', { cwd: ROOT })
    const named = AREAS.flatMap(
      ({ files }) =>
        files.source.match(/tests\\\/(?:stories|browser)\\\/[^|]*\\\.(?=\||\))/g) ?? [],
    )
    expect(named.length).toBeGreaterThan(20)
    for (const one of named)
      expect(
        paths.some(path => new RegExp(`^${one}`).test(path)),
        one,
      ).toBe(true)
  })
})
