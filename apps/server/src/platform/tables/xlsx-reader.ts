// Office Open XML workbooks: the text of their cells and nothing else. Formulas, links, macros, names, merged cells and
// styles are passed over, so that nothing in a file makes the reader work more than its size allows.
import { pause, type Row, type Table, TableError, type TableLimits } from './limits.ts'
import { Archive } from './zip.ts'

const CHUNK = 64 * 1024

interface Visitor {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(text: string): void
}

/** Prefixes of names are a matter of taste of whoever wrote the file. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** In pieces, so that others have their turn. */
async function walk(xml: Buffer, visitor: Visitor): Promise<void> {
  const { SaxesParser } = await import('saxes')
  const parser = new SaxesParser()
  parser.on('error', cause => {
    throw new TableError('file_unreadable', { cause })
  })
  // Entities of its own are a way to make a small file large; no office program writes them.
  parser.on('doctype', () => {
    throw new TableError('file_unreadable')
  })
  parser.on('opentag', ({ name, attributes }) =>
    visitor.open?.(local(name), attributes as Record<string, string>),
  )
  parser.on('closetag', ({ name }) => visitor.close?.(local(name)))
  parser.on('text', text => visitor.text?.(text))
  const text = xml.toString('utf8')
  for (let at = 0; at < text.length; at += CHUNK) {
    parser.write(text.slice(at, at + CHUNK))
    await pause()
  }
  parser.close()
}

/** Texts that cells refer to by number; of rich text all runs, of phonetic hints none. */
async function readSharedTexts(archive: Archive, limits: TableLimits): Promise<readonly string[]> {
  if (!archive.has('xl/sharedStrings.xml')) return []
  const texts: string[] = []
  let current = ''
  let isText = false
  let isHint = false
  await walk(archive.read('xl/sharedStrings.xml'), {
    open: name => {
      if (name === 'si') current = ''
      else if (name === 't') isText = true
      else if (name === 'rPh') isHint = true
    },
    text: text => {
      if (!isText || isHint) return
      current += text
      if (current.length > limits.cell) throw new TableError('cell_too_long')
    },
    close: name => {
      if (name === 'si') texts.push(current)
      else if (name === 't') isText = false
      else if (name === 'rPh') isHint = false
    },
  })
  return texts
}

interface Sheet {
  readonly name: string
  readonly path: string
}

async function listSheets(archive: Archive, limits: TableLimits): Promise<readonly Sheet[]> {
  const targets = new Map<string, string>()
  await walk(archive.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id = '', Target = '' }) => {
      if (name === 'Relationship') targets.set(Id, Target)
    },
  })
  const sheets: Sheet[] = []
  await walk(archive.read('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name !== 'sheet') return
      const target = targets.get(attributes['r:id'] ?? attributes['id'] ?? '') ?? ''
      const path = target.startsWith('/') ? target.slice(1) : `xl/${target}`
      if (archive.has(path)) sheets.push({ name: attributes['name'] ?? '', path })
      if (sheets.length > limits.sheets) throw new TableError('too_many_sheets')
    },
  })
  return sheets
}

/** `AB12` is column 27, counted from 0; -1 when nothing is said. */
function columnOf(reference: string | undefined): number {
  let column = 0
  for (const mark of reference?.match(/^[A-Z]{1,3}/)?.[0] ?? '')
    column = column * 26 + mark.charCodeAt(0) - 64
  return column - 1
}

/** Collects the cells of one sheet. */
class SheetVisitor implements Visitor {
  readonly rows: Row[] = []
  readonly #shared: readonly string[]
  readonly #limits: TableLimits
  #number = 0
  #cells: string[] = []
  #column = -1
  #type = ''
  #value = ''
  #isValue = false

  constructor(shared: readonly string[], limits: TableLimits) {
    this.#shared = shared
    this.#limits = limits
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') {
      const told = Number(attributes['r'])
      this.#number = Number.isSafeInteger(told) && told > 0 ? told : this.#number + 1
      this.#cells = []
      this.#column = -1
    } else if (name === 'c') {
      const told = columnOf(attributes['r'])
      this.#column = told >= 0 ? told : this.#column + 1
      if (this.#column >= this.#limits.columns) throw new TableError('too_many_columns')
      this.#type = attributes['t'] ?? 'n'
      this.#value = ''
    } else if (name === 'v' || name === 't') this.#isValue = true
  }

  text(text: string): void {
    if (!this.#isValue) return
    this.#value += text
    if (this.#value.length > this.#limits.cell) throw new TableError('cell_too_long')
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false
    else if (name === 'c') this.#put()
    else if (name === 'row') this.#endRow()
  }

  #put(): void {
    if (this.#column < 0) throw new TableError('file_unreadable')
    while (this.#cells.length < this.#column) this.#cells.push('')
    this.#cells[this.#column] = this.#textOfCell()
  }

  #textOfCell(): string {
    if (this.#type === 's') return this.#shared[Number(this.#value)] ?? ''
    if (this.#type === 'b') return this.#value === '1' ? 'true' : 'false'
    // A cell that shows an error has no value.
    return this.#type === 'e' ? '' : this.#value
  }

  #endRow(): void {
    if (this.#cells.every(cell => cell.trim() === '')) return
    this.rows.push({ number: this.#number, cells: this.#cells })
    if (this.rows.length > this.#limits.rows + 1) throw new TableError('too_many_rows')
  }
}

/** Every sheet with its rows; empty rows are left out. */
export async function readXlsx(file: Buffer, limits: TableLimits): Promise<readonly Table[]> {
  if (file.length > limits.fileBytes) throw new TableError('file_too_large')
  const archive = new Archive(file, limits.unpackedBytes)
  const shared = await readSharedTexts(archive, limits)
  const tables: Table[] = []
  for (const { name, path } of await listSheets(archive, limits)) {
    const visitor = new SheetVisitor(shared, limits)
    await walk(archive.read(path), visitor)
    tables.push({ name, rows: visitor.rows })
  }
  return tables
}
