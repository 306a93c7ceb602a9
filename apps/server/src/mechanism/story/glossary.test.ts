// The glossary holds every word that the code has, as people read it.
import { readFileSync } from 'node:fs'
import {
  POWERS,
  SUMMONS_CLOCKS,
  SUMMONS_STATUSES,
  WHISTLE_CLOCKS,
  WHISTLE_STATUSES,
} from '@muster/domain'
import { describe, expect, test } from 'vitest'
import * as events from '../event-types.ts'
import { plainStatus, statusGlyph } from './status-words.ts'
import { ATTENDANCE_WORDS, CLOCK_WORDS, POWER_WORDS, type WordsOf } from './words.ts'

const glossary = readFileSync(new URL('../../../../../docs/glossary.md', import.meta.url), 'utf8')

describe('the glossary', () => {
  test('names every type of event', () => {
    const types = Object.values(events).flatMap(known => Object.keys(known))
    const missing = types.filter(type => !glossary.includes(`\`${type}\``))
    expect(missing).toEqual([])
    expect(types.length).toBeGreaterThan(80)
  })

  test.each([
    ['powers', POWERS, POWER_WORDS as WordsOf<string>],
    ['clocks', [...SUMMONS_CLOCKS, ...WHISTLE_CLOCKS], CLOCK_WORDS as WordsOf<string>],
    ['statuses of people', Object.keys(ATTENDANCE_WORDS), ATTENDANCE_WORDS as WordsOf<string>],
  ])('has %s in the words that people read', (_, codes, words) => {
    for (const code of codes) expect(glossary).toContain(`| \`${code}\` | ${words[code]?.zh} |`)
  })

  test('has statuses with their words and shapes', () => {
    for (const status of WHISTLE_STATUSES)
      expect(glossary).toContain(`| \`${status}\` | ${plainStatus(status, 'zh')} |`)
    for (const status of [...SUMMONS_STATUSES, 'returned', 'silent', 'late'] as const)
      expect(glossary).toContain(
        `| \`${status}\` | ${plainStatus(status, 'zh')} | ${statusGlyph(status)} |`,
      )
  })
})
