import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from './config.ts'
import { checkFolders } from './folders.ts'

let root = ''
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'muster-folders-'))
})
afterEach(() => rmSync(root, { recursive: true }))

function problemsOf(dataDir: string, keyDir: string, chromium = ''): readonly string[] {
  try {
    checkFolders({ dataDir, keyDir, chromium })
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

describe('checkFolders', () => {
  it('takes folders that are there and such that can be made, and leaves nothing behind', () => {
    expect(problemsOf(root, join(root, 'a/b/keys'))).toEqual([])
    expect(readdirSync(root)).toEqual([])
  })

  it('names the setting of a folder inside of a file', () => {
    const file = join(root, 'file')
    writeFileSync(file, '')
    const [problem, ...more] = problemsOf(root, join(file, 'keys'))
    expect(problem).toMatch(/^MUSTER_KEY_DIR: .*ENOTDIR/)
    expect(more).toEqual([])
  })

  it.runIf(existsSync('/proc/self'))('ends where the system takes no folders', () => {
    const problems = problemsOf('/proc/nope', '/proc/nope/keys')
    expect(problems.map(problem => problem.split(':')[0])).toEqual([
      'MUSTER_DATA_DIR',
      'MUSTER_KEY_DIR',
    ])
  })

  it('names the program that is none, and searches for nothing where none is named', () => {
    const file = join(root, 'file')
    writeFileSync(file, '')
    const keys = join(root, 'keys')
    for (const wrong of [file, root, join(root, 'nothing')])
      expect(problemsOf(root, keys, wrong)).toEqual([expect.stringMatching(/^MUSTER_CHROMIUM: /)])
    for (const right of ['', 'off', process.execPath])
      expect(problemsOf(root, keys, right)).toEqual([])
  })
})
