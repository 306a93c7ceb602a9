import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPrinter, findPrinter } from './print-pdf.ts'

const SHEET = '<!doctype html><meta charset="utf-8"><title>t</title><h1>吹哨单</h1>'

describe('printing', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'muster-printer-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const program = (script: string) => {
    const file = join(folder, 'chromium')
    writeFileSync(file, `#!/bin/sh\n${script}\n`)
    chmodSync(file, 0o755)
    return file
  }
  const codeOf = (printed: Promise<unknown>) =>
    printed.then(
      () => 'printed',
      (error: { refusal?: { code: string } }) => error.refusal?.code,
    )
  const left = () => readdirSync(tmpdir()).filter(name => name.startsWith('muster-sheet-'))

  it('says so where there is no program, and where it is switched off', async () => {
    expect(await codeOf(createPrinter('off').print(SHEET))).toBe('printing_not_installed')
    const nowhere = join(folder, 'nothing-here')
    expect(await codeOf(createPrinter(nowhere).print(SHEET))).toBe('printing_not_installed')
  })

  it('says that it failed when the program makes nothing, and leaves nothing behind', async () => {
    const before = left()
    expect(await codeOf(createPrinter(program('exit 1')).print(SHEET))).toBe('printing_failed')
    expect(left()).toEqual(before)
  })

  it('gives what the program made, one sheet after the other', async () => {
    const printer = createPrinter(
      program(
        'for a in "$@"; do case $a in --print-to-pdf=*) printf "%%PDF" > "$(echo $a | cut -c16-)";; esac; done',
      ),
    )
    const sheets = await Promise.all([printer.print(SHEET), printer.print(SHEET)])
    expect(sheets.map(sheet => Buffer.from(sheet).toString())).toEqual(['%PDF', '%PDF'])
  })

  it('takes no more than a few at once', async () => {
    const printer = createPrinter(program('exit 1'))
    const codes = await Promise.all(Array.from({ length: 10 }, () => codeOf(printer.print(SHEET))))
    expect(codes.filter(code => code === 'printing_busy')).toHaveLength(2)
  })

  it.skipIf(findPrinter('') === undefined)(
    'makes a PDF where there is a Chromium',
    { timeout: 60_000 },
    async () => {
      const pdf = Buffer.from(await createPrinter('').print(SHEET))
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
      expect(pdf.length).toBeGreaterThan(1000)
    },
  )
})
