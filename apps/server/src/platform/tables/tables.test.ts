import { deflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { decodeText, readCsv, writeCsv } from './csv.ts'
import { TABLE_LIMITS, type TableLimits } from './limits.ts'
import { readXlsx } from './xlsx-reader.ts'
import { writeXlsx } from './xlsx-writer.ts'
import { Archive, writeZip } from './zip.ts'

const ROWS = [
  ['编号 id', '名称 name'],
  ['001', '=1+1 <&"> 公司'],
  ['', ''],
  ['003', ' 两\n行 '],
]
const FILLED = [
  { number: 1, cells: ROWS[0] },
  { number: 2, cells: ROWS[1] },
  { number: 4, cells: ROWS[3] },
]
const few: TableLimits = { ...TABLE_LIMITS, rows: 2, columns: 2, cell: 20, sheets: 1 }

/** A workbook whose only sheet is this XML. */
function workbook(sheet: string, shared = ''): Buffer {
  const relations =
    '<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>'
  return writeZip([
    [
      'xl/workbook.xml',
      '<workbook xmlns:r="x"><sheets><sheet name="S" r:id="r1"/></sheets></workbook>',
    ],
    ['xl/_rels/workbook.xml.rels', relations],
    ['xl/sharedStrings.xml', shared === '' ? '<sst/>' : shared],
    ['xl/worksheets/s.xml', sheet],
  ])
}

const sheetOf = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`
const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'read',
    (error: { code?: string }) => error.code,
  )

describe('a workbook', () => {
  test('comes out as it went in, empty rows but for their numbers', async () => {
    const file = writeXlsx([{ name: '单位 units', rows: ROWS }])
    expect(await readXlsx(file, TABLE_LIMITS)).toEqual([{ name: '单位 units', rows: FILLED }])
    expect(writeXlsx([{ name: '单位 units', rows: ROWS }])).toEqual(file)
  })

  test('of another program: shared and rich texts, hints, numbers, flags, faults, gaps', async () => {
    const shared =
      '<sst><si><t>一</t></si><si><r><t>二</t></r><r><t>三</t></r><rPh><t>er</t></rPh></si></sst>'
    const cells =
      '<c r="A3" t="s"><v>0</v></c><c r="C3" t="s"><v>1</v></c><c r="D3"><v>46083</v></c>' +
      '<c r="E3" t="b"><v>1</v></c><c r="F3" t="e"><v>#REF!</v></c><c r="G3" t="str"><f>A1</f><v>是</v></c>'
    const [table] = await readXlsx(
      workbook(sheetOf(`<row r="3">${cells}</row>`), shared),
      TABLE_LIMITS,
    )
    expect(table?.rows).toEqual([
      { number: 3, cells: ['一', '', '二三', '46083', 'true', '', '是'] },
    ])
  })

  test('is bounded in rows, columns, cells and sheets', async () => {
    const row = (cells: string) => `<row>${cells}</row>`
    const read = (rows: string) => codeOf(readXlsx(workbook(sheetOf(rows)), few))
    expect(await read(row(cell('x')).repeat(3))).toBe('read')
    expect(await read(row(cell('x')).repeat(4))).toBe('too_many_rows')
    expect(await read(row(cell('x').repeat(3)))).toBe('too_many_columns')
    expect(await read(row('<c r="XFD1"><v>1</v></c>'))).toBe('too_many_columns')
    expect(await read(row(cell('x'.repeat(21))))).toBe('cell_too_long')
    const two = writeXlsx(['a', 'b'].map(name => ({ name, rows: [] })))
    expect(await codeOf(readXlsx(two, few))).toBe('too_many_sheets')
  })

  test('that unpacks to more than it may is given up on, whatever it says of itself', async () => {
    const bomb = workbook(sheetOf(' '.repeat(5_000_000)))
    expect(bomb.length).toBeLessThan(20_000)
    const limits = { ...TABLE_LIMITS, unpackedBytes: 1_000_000 }
    expect(await codeOf(readXlsx(bomb, limits))).toBe('file_too_large')
    const said = Buffer.from(bomb)
    const entry = said.lastIndexOf(Buffer.from('xl/worksheets/s.xml')) - 46
    said.writeUInt32LE(10, entry + 24)
    expect(await codeOf(readXlsx(said, limits))).toBe('file_too_large')
    expect(await codeOf(readXlsx(bomb, { ...TABLE_LIMITS, fileBytes: 100 }))).toBe('file_too_large')
    // Control: within its limits it is read.
    expect(await codeOf(readXlsx(bomb, TABLE_LIMITS))).toBe('read')
  })

  test('with entities of its own, cut off or no archive at all is not read', async () => {
    const laughs = '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet/>'
    for (const file of [
      workbook(laughs),
      workbook('<worksheet><sheetData>'),
      workbook(sheetOf('')).subarray(0, 300),
      Buffer.from('PK no archive'),
      Buffer.alloc(0),
      deflateRawSync(Buffer.from('text')),
    ])
      expect(await codeOf(readXlsx(file, TABLE_LIMITS))).toBe('file_unreadable')
  })

  test('merged cells, names and checks over the whole sheet cost nothing', async () => {
    const wide = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    const checks = '<dataValidations><dataValidation sqref="A1:XFD1048576"/></dataValidations>'
    const xml = `<worksheet><sheetData><row>${cell('x')}</row></sheetData>${wide}${checks}</worksheet>`
    const [table] = await readXlsx(workbook(xml), TABLE_LIMITS)
    expect(table?.rows).toEqual([{ number: 1, cells: ['x'] }])
  })

  test('a part that is there twice is not read', () => {
    const file = writeZip([
      ['a', '1'],
      ['a', '2'],
    ])
    expect(() => new Archive(file, 100)).toThrow('file_unreadable')
  })
})

describe('a CSV', () => {
  const read = (text: string | Buffer, limits = TABLE_LIMITS) =>
    readCsv(Buffer.from(text), 'people', limits)

  test('comes out as it went in, with the mark of UTF-8', async () => {
    const file = writeCsv(ROWS)
    expect([...file.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
    const { rows } = await read(file)
    expect(rows.map(({ cells }) => cells)).toEqual([ROWS[0], ROWS[1], ROWS[3]])
  })

  test('in GB18030, as older spreadsheets save it', async () => {
    // “姓名,王例甲” and the rare 㐂, four bytes long.
    const file = Buffer.from('d0d5c3fb2ccdf5c0fdbcd78139a133', 'hex')
    expect(decodeText(file).startsWith('姓名,王例甲')).toBe(true)
    const { rows } = await read(file)
    expect(rows[0]?.cells[0]).toBe('姓名')
    expect(await codeOf(read(Buffer.from([0xff, 0xff, 0x80])))).toBe('text_not_decodable')
  })

  test('separated by whatever its first line is, lines numbered as they stand', async () => {
    const { rows } = await read('a;b\r\n"1;""x""\n";2\n\n3;4')
    expect(rows).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['1;"x"\n', '2'] },
      { number: 5, cells: ['3', '4'] },
    ])
    expect((await read('a\tb')).rows[0]?.cells).toEqual(['a', 'b'])
  })

  test('is bounded like a workbook', async () => {
    expect(await codeOf(read('a\n1\n2', few))).toBe('read')
    expect(await codeOf(read('a\n1\n2\n3', few))).toBe('too_many_rows')
    expect(await codeOf(read('a,b,c', few))).toBe('too_many_columns')
    expect(await codeOf(read('x'.repeat(21), few))).toBe('cell_too_long')
    expect(await codeOf(read('"x', few))).toBe('file_unreadable')
    expect(await codeOf(read('abc', { ...few, fileBytes: 2 }))).toBe('file_too_large')
  })
})
