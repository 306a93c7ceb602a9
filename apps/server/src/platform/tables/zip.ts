// Zip archives, as far as office files use them: read with every size bounded by what is really unpacked, and written.
import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { TableError } from './limits.ts'

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
const END_LENGTH = 22
const ENTRY_LENGTH = 46
const LOCAL_LENGTH = 30
const LONGEST_COMMENT = 0xffff
const MOST_ENTRIES = 1000
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1
/** Names are UTF-8. */
const UTF8 = 0x0800

interface Entry {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}

function unreadable(cause?: unknown): TableError {
  return new TableError('file_unreadable', { cause })
}

function findEnd(file: Buffer): number {
  const first = Math.max(0, file.length - END_LENGTH - LONGEST_COMMENT)
  for (let at = file.length - END_LENGTH; at >= first; at -= 1)
    if (file.readUInt32LE(at) === END) return at
  throw unreadable()
}

function readEntry(file: Buffer, at: number): { name: string; entry: Entry; next: number } {
  if (at + ENTRY_LENGTH > file.length || file.readUInt32LE(at) !== ENTRY) throw unreadable()
  const flags = file.readUInt16LE(at + 8)
  if ((flags & ENCRYPTED) !== 0) throw unreadable()
  const nameLength = file.readUInt16LE(at + 28)
  const next =
    at + ENTRY_LENGTH + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  if (next > file.length) throw unreadable()
  const name = file.toString('utf8', at + ENTRY_LENGTH, at + ENTRY_LENGTH + nameLength)
  const entry = {
    method: file.readUInt16LE(at + 10),
    packed: file.readUInt32LE(at + 20),
    size: file.readUInt32LE(at + 24),
    offset: file.readUInt32LE(at + 42),
  }
  return { name, entry, next }
}

function listEntries(file: Buffer): ReadonlyMap<string, Entry> {
  if (file.length < END_LENGTH) throw unreadable()
  const end = findEnd(file)
  const count = file.readUInt16LE(end + 10)
  if (count > MOST_ENTRIES) throw new TableError('file_too_large')
  const entries = new Map<string, Entry>()
  let at = file.readUInt32LE(end + 16)
  for (let i = 0; i < count; i += 1) {
    const { name, entry, next } = readEntry(file, at)
    // Two parts of one name: which of them a reader takes is a way to show it something else.
    if (entries.has(name)) throw unreadable()
    entries.set(name, entry)
    at = next
  }
  return entries
}

/** An archive whose parts are unpacked one by one, together never more than the limit. */
export class Archive {
  readonly #file: Buffer
  readonly #entries: ReadonlyMap<string, Entry>
  #left: number

  constructor(file: Buffer, unpackedBytes: number) {
    this.#file = file
    this.#entries = listEntries(file)
    this.#left = unpackedBytes
  }

  has(name: string): boolean {
    return this.#entries.has(name)
  }

  read(name: string): Buffer {
    const entry = this.#entries.get(name)
    if (!entry) throw unreadable()
    const { offset, packed, method } = entry
    const file = this.#file
    if (offset + LOCAL_LENGTH > file.length || file.readUInt32LE(offset) !== LOCAL)
      throw unreadable()
    const start =
      offset + LOCAL_LENGTH + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28)
    if (start + packed > file.length) throw unreadable()
    const content = this.#unpack(file.subarray(start, start + packed), method)
    this.#left -= content.length
    return content
  }

  /** What an entry says of its own size is not believed. */
  #unpack(packed: Buffer, method: number): Buffer {
    if (method === STORED) {
      if (packed.length > this.#left) throw new TableError('file_too_large')
      return packed
    }
    if (method !== DEFLATED) throw unreadable()
    try {
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, this.#left) })
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ERR_BUFFER_TOO_LARGE') throw new TableError('file_too_large', { cause: error })
      throw unreadable(error)
    }
  }
}

interface Packed {
  readonly name: Buffer
  readonly data: Buffer
  readonly size: number
  readonly crc: number
  readonly offset: number
}

/** The middle that the local header and the directory entry share. The date is 1980-01-01: the same parts, the same bytes. */
function sharedHeader({ data, size, crc, name }: Packed): Buffer {
  const header = Buffer.alloc(26)
  header.writeUInt16LE(20, 0)
  header.writeUInt16LE(UTF8, 2)
  header.writeUInt16LE(DEFLATED, 4)
  header.writeUInt16LE(0, 6)
  header.writeUInt16LE(0x21, 8)
  header.writeUInt32LE(crc, 10)
  header.writeUInt32LE(data.length, 14)
  header.writeUInt32LE(size, 18)
  header.writeUInt16LE(name.length, 22)
  return header
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function directoryEntry(part: Packed): Buffer {
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(part.offset, 10)
  const version = Buffer.from([20, 0])
  return Buffer.concat([uint32(ENTRY), version, sharedHeader(part), tail.subarray(0), part.name])
}

/** An archive of these parts, in this order. */
export function writeZip(parts: readonly (readonly [name: string, content: string])[]): Buffer {
  const chunks: Buffer[] = []
  const packed: Packed[] = []
  let offset = 0
  for (const [name, content] of parts) {
    const raw = Buffer.from(content, 'utf8')
    const data = deflateRawSync(raw)
    const part = { name: Buffer.from(name), data, size: raw.length, crc: crc32(raw), offset }
    const local = Buffer.concat([uint32(LOCAL), sharedHeader(part), part.name, data])
    packed.push(part)
    chunks.push(local)
    offset += local.length
  }
  const directory = Buffer.concat(packed.map(directoryEntry))
  const end = Buffer.alloc(END_LENGTH)
  end.writeUInt32LE(END, 0)
  end.writeUInt16LE(packed.length, 8)
  end.writeUInt16LE(packed.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...chunks, directory, end])
}
