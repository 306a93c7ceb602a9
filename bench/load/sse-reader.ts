// One reader of the live stream on a bare socket; tells each message's position in the stream of which resource.
import { connect, type Socket } from 'node:net'

const DATA = Buffer.from('\ndata: ')
const KIND = Buffer.from('"kind":"')
const ID = Buffer.from('"id":"')
const VERSION = Buffer.from('"version":')
const QUOTE = 0x22
const ZERO = 0x30
const NINE = 0x39

/** Opens the stream; resolves when the server has begun to answer. */
export function followLive(
  port: number,
  token: string,
  onMessage: (resource: string) => void,
): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let rest: Buffer = Buffer.alloc(0)
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.write(
        `GET /api/live HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nauthorization: Bearer ${token}\r\n\r\n`,
      )
    })
    socket.once('data', chunk => {
      if (chunk.toString('latin1', 9, 12) === '200') resolve(socket)
      else reject(new Error(`the live stream answered ${chunk.toString('latin1', 0, 200)}`))
    })
    socket.on('data', chunk => {
      rest = read(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]), onMessage)
    })
  })
}

/** Tells of each whole message and gives back what is not whole yet. */
function read(text: Buffer, onMessage: (resource: string) => void): Buffer {
  let from = 0
  for (;;) {
    const start = text.indexOf(DATA, from)
    if (start < 0) break
    const end = text.indexOf('\n\n', start + DATA.length, 'latin1')
    if (end < 0) return text.subarray(start)
    onMessage(resourceOf(text, start + DATA.length, end))
    // The line break before the next field belongs to this message's end.
    from = end + 1
  }
  return text.subarray(Math.max(from, text.length - DATA.length))
}

/** `kind:id@version`, without parsing the whole: a grading has the id of its whistle. */
function resourceOf(text: Buffer, start: number, end: number): string {
  const kindAt = text.indexOf(KIND, start)
  const idAt = text.indexOf(ID, start)
  const versionAt = text.indexOf(VERSION, start)
  if (Math.min(kindAt, idAt, versionAt) < 0 || Math.max(kindAt, idAt, versionAt) > end) return ''
  const idFrom = idAt + ID.length
  const id = text.toString('latin1', idFrom, text.indexOf(QUOTE, idFrom))
  const kindFrom = kindAt + KIND.length
  const kind = text.toString('latin1', kindFrom, text.indexOf(QUOTE, kindFrom))
  let digits = versionAt + VERSION.length
  const from = digits
  for (let byte = text[digits] ?? 0; byte >= ZERO && byte <= NINE; byte = text[digits] ?? 0)
    digits += 1
  return `${kind}:${id}@${text.toString('latin1', from, digits)}`
}
