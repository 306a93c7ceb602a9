// Comma-separated tables: read in UTF-8 with or without its mark, or in GB18030 as Chinese spreadsheets save them.
import { isUtf8 } from 'node:buffer'
import { pause, type Row, type Table, TableError, type TableLimits } from './limits.ts'

const BYTE_ORDER_MARK = '\ufeff'
const ROWS_AT_ONCE = 1000

/** What is no valid UTF-8 was saved by a spreadsheet of the older kind. */
export function decodeText(file: Buffer): string {
  if (isUtf8(file)) return file.toString('utf8').replace(BYTE_ORDER_MARK, '')
  try {
    return new TextDecoder('gb18030', { fatal: true }).decode(file)
  } catch (cause) {
    throw new TableError('text_not_decodable', { cause })
  }
}

/** Comma, semicolon or tab: whichever the first line has most of. */
function separatorOf(text: string): string {
  const end = text.search(/\r|\n/)
  const line = end === -1 ? text : text.slice(0, end)
  const count = (mark: string) => line.split(mark).length
  return [',', ';', '\t'].reduce((best, mark) => (count(mark) > count(best) ? mark : best))
}

/** Reads one record after another; a quoted cell may hold separators, quotes and line breaks. */
class Reader {
  readonly #text: string
  readonly #separator: string
  readonly #limits: TableLimits
  #at = 0
  #line = 1

  constructor(text: string, limits: TableLimits) {
    this.#text = text
    this.#separator = separatorOf(text)
    this.#limits = limits
  }

  get isDone(): boolean {
    return this.#at >= this.#text.length
  }

  record(): Row {
    const number = this.#line
    const cells: string[] = []
    for (;;) {
      cells.push(this.#cell())
      if (cells.length > this.#limits.columns) throw new TableError('too_many_columns')
      if (this.#text[this.#at] !== this.#separator) break
      this.#at += 1
    }
    this.#lineBreak()
    return { number, cells }
  }

  #lineBreak(): void {
    if (this.#text[this.#at] === '\r') this.#at += 1
    if (this.#text[this.#at] === '\n') this.#at += 1
    this.#line += 1
  }

  #cell(): string {
    const cell = this.#text[this.#at] === '"' ? this.#quoted() : ''
    const from = this.#at
    while (!this.isDone && !this.#isEnd(this.#text[this.#at])) this.#at += 1
    const whole = cell + this.#text.slice(from, this.#at)
    if (whole.length > this.#limits.cell) throw new TableError('cell_too_long')
    return whole
  }

  #isEnd(mark: string | undefined): boolean {
    return mark === this.#separator || mark === '\n' || mark === '\r'
  }

  #quoted(): string {
    const parts: string[] = []
    this.#at += 1
    for (;;) {
      const end = this.#text.indexOf('"', this.#at)
      if (end === -1) throw new TableError('file_unreadable')
      const part = this.#text.slice(this.#at, end)
      this.#line += part.split('\n').length - 1
      parts.push(part)
      this.#at = end + 1
      if (this.#text[this.#at] !== '"') return parts.join('"')
      this.#at += 1
    }
  }
}

export async function readCsv(file: Buffer, name: string, limits: TableLimits): Promise<Table> {
  if (file.length > limits.fileBytes) throw new TableError('file_too_large')
  const reader = new Reader(decodeText(file), limits)
  const rows: Row[] = []
  while (!reader.isDone) {
    const row = reader.record()
    if (row.cells.every(cell => cell.trim() === '')) continue
    rows.push(row)
    if (rows.length > limits.rows + 1) throw new TableError('too_many_rows')
    if (rows.length % ROWS_AT_ONCE === 0) await pause()
  }
  return { name, rows }
}

function written(cell: string): string {
  return /[",;\t\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** With the mark by which spreadsheets know UTF-8. */
export function writeCsv(rows: readonly (readonly string[])[]): Buffer {
  const lines = rows.map(cells => cells.map(written).join(','))
  return Buffer.from(`${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`, 'utf8')
}
