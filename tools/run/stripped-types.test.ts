import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const HOOK = new URL('./stripped-types.js', import.meta.url).href

describe('TypeScript as the server reads it', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'muster-stripped-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))

  function run(text: string): string {
    const file = join(folder, 'main.ts')
    writeFileSync(file, text)
    const flags = [`--import=${HOOK}`, '--disable-warning=ExperimentalWarning']
    return execFileSync(process.execPath, [...flags, file], { encoding: 'utf8' })
  }

  it('runs the same from what was kept, with its lines where they were, and anew once it changed', () => {
    const of = (word: string) => `interface Told {
  readonly word: string
}
const told: Told = { word: '${word}' }
const [, at] = /main\\.ts:(\\d+):/.exec(String(new Error().stack)) ?? []
process.stdout.write(told.word + ' ' + at)
`
    const word = randomUUID()
    expect(run(of(word))).toBe(`${word} 5`)
    expect(run(of(word))).toBe(`${word} 5`)
    expect(run(of('other'))).toBe('other 5')
  })
})
