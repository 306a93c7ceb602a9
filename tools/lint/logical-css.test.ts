// Plants styles that know left from right, and sees the check find them; and styles that do not.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { makePlantedCopy, type PlantedCopy } from './planted-copy.ts'

// Each test starts a program; a busy machine takes its time over it.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let copy: PlantedCopy
beforeEach(() => {
  copy = makePlantedCopy()
})
afterEach(() => copy.remove())

const judge = () => copy.judge('tools/check/logical-css.ts', '.')
const css = 'apps/web/src/ui/planted.css'
const page = 'apps/web/src/ui/Planted.tsx'

describe('styles of the pages', () => {
  test.each([
    ['a side', css, '.a {\n  margin-left: 4px;\n}'],
    ['a place', css, '.a { right: 0 }'],
    ['a border', css, '.a { border-left-color: red; }'],
    ['a corner', css, '.a { border-top-right-radius: 4px; }'],
    ['an alignment', css, '.a { text-align: left; }'],
    ['four sides', css, '.a { padding: 0 4px 0 calc(4px + (2px * 3)); }'],
    ['four corners', css, '.a { border-radius: 4px 0 0 4px; }'],
    ['two corners', css, '.a { border-radius: 4px 0; }'],
    ['a style of its own', page, 'export const A = () => <p style={{ marginLeft: 4 }} />'],
  ])('%s is found', (_what, path, code) => {
    copy.plant(path, code)
    const { clean, said } = judge()
    expect([clean, said]).toEqual([false, expect.stringContaining(path)])
  })

  test.each([
    ['start and end', css, '.a { margin-inline-start: 4px; text-align: end; inset-inline: 0 }'],
    ['four alike', css, '.a { padding: 1px 2px 3px 2px; border-radius: 4px 4px 0 0; }'],
    ['words', css, '/* left: alone */\n.left > .right { color: red; }'],
    ['a style of its own', page, 'export const A = () => <p style={{ insetInlineStart: 4 }} />'],
  ])('%s pass', (_what, path, code) => {
    copy.plant(path, code)
    expect(judge()).toEqual({ clean: true, said: '' })
  })
})
