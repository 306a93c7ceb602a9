// One reader of the live stream: writes frames, and lets go of a reader who does not take them.
import type { ServerResponse } from 'node:http'
import type { Actor } from '../auth/actor.ts'

export interface ConnectionLimits {
  /** Bytes that may wait in memory for one reader. */
  readonly bufferBytes: number
  /** How long a reader may take to empty its buffer while it catches up or leaves. */
  readonly patienceMs: number
}

export type LeaveReason = 'slow' | 'stopping' | 'token_revoked' | 'failed' | 'position_unknown'

export interface Connection {
  readonly actor: Actor
  /** Everything up to here was sent, or is not for this reader. */
  position: bigint
  /** Gets new events as they come; otherwise it is still catching up. */
  isLive: boolean
  readonly isOpen: boolean
  /** False when the reader was dropped because it is too slow. */
  write(chunk: Buffer): boolean
  /** True once the buffer is empty; false when the reader took too long or went. */
  drained(): Promise<boolean>
  /** Tells the reader where to resume, and ends. */
  leave(reason: LeaveReason): void
}

export function createConnection(
  response: ServerResponse,
  about: { readonly actor: Actor; readonly position: bigint; readonly limits: ConnectionLimits },
): Connection {
  const { limits } = about
  let isOpen = true
  response.once('close', () => {
    isOpen = false
  })
  // A reset by the reader is how readers leave.
  response.on('error', () => {
    isOpen = false
  })
  const connection: Connection = {
    actor: about.actor,
    position: about.position,
    isLive: false,
    get isOpen() {
      return isOpen
    },
    write: chunk => {
      if (!isOpen) return false
      const waiting = response.writableLength
      // A single page may be larger than the buffer: it is written when nothing waits.
      if (waiting > 0 && waiting + chunk.length > limits.bufferBytes) {
        connection.leave('slow')
        return false
      }
      response.write(chunk)
      return true
    },
    drained: () => (response.writableNeedDrain ? untilDrained(response, limits) : isOpenNow()),
    leave: reason => {
      if (!isOpen) return
      isOpen = false
      response.end(resumeFrame(connection.position, reason))
      const cut = setTimeout(() => response.destroy(), limits.patienceMs)
      cut.unref()
      response.once('close', () => clearTimeout(cut))
    },
  }
  const isOpenNow = () => Promise.resolve(isOpen)
  return connection
}

function untilDrained(response: ServerResponse, limits: ConnectionLimits): Promise<boolean> {
  return new Promise(resolve => {
    const done = (result: boolean) => {
      clearTimeout(limit)
      response.off('drain', onDrain).off('close', onClose)
      resolve(result)
    }
    const onDrain = () => done(true)
    const onClose = () => done(false)
    const limit = setTimeout(done, limits.patienceMs, false)
    response.once('drain', onDrain).once('close', onClose)
  })
}

function resumeFrame(position: bigint, reason: LeaveReason): string {
  const data = JSON.stringify({ after: String(position), reason })
  return `event: resume\nid: ${position}\ndata: ${data}\n\n`
}
