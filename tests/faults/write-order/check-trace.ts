// Reads what strace saw of a server and finds each answer of success that left before the log it rests on was synced.

export interface TraceVerdict {
  /** Answers 2xx that the trace saw leave. */
  readonly successes: number
  readonly logWrites: number
  readonly logSyncs: number
  /** The lines of answers that left while a written log file was not synced. */
  readonly early: readonly string[]
}

export interface TraceOptions {
  /** Which files must be durable before an answer; the database's log by default. */
  readonly isLog?: (path: string) => boolean
}

const writes = new Set(['write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'ftruncate'])
const sends = new Set(['write', 'writev', 'sendto', 'sendmsg', 'sendmmsg'])
const reads = new Set(['read', 'recvfrom'])
const syncs = new Set(['fsync', 'fdatasync'])

/** Expects lines of `strace -f -y`, each beginning with the thread's number. */
export function checkTrace(lines: Iterable<string>, options: TraceOptions = {}): TraceVerdict {
  const checker = new TraceChecker(options.isLog ?? (path => path.includes('/pg_wal/')))
  for (const line of lines) checker.take(line)
  return checker.verdict()
}

function isSocket(path: string): boolean {
  return /^(socket|TCP|TCPv6|UNIX)/.test(path)
}

class TraceChecker {
  readonly #isLog: (path: string) => boolean
  /** Log files with the number of their last write, as long as it is not synced. */
  readonly #unsynced = new Map<string, number>()
  /** By thread, the sync it is in: what had been written when it began is safe when it ends. */
  readonly #running = new Map<string, { readonly path: string; readonly upTo: number }>()
  /** By thread, the socket of the read it is in. */
  readonly #reading = new Map<string, string>()
  /** By socket, how many writes there had been when its request came. */
  readonly #asked = new Map<string, number>()
  #logWrites = 0
  /** Every write up to this one of its file was followed by a sync that has ended. */
  #syncedUpTo = 0
  #logSyncs = 0
  #successes = 0
  readonly #early: string[] = []

  constructor(isLog: (path: string) => boolean) {
    this.#isLog = isLog
  }

  take(line: string): void {
    const resumed = /^(\d+)\s+<\.\.\. (\w+) resumed>/.exec(line)
    if (resumed) {
      const [, thread = '', call = ''] = resumed
      if (syncs.has(call) && line.includes(' = 0')) this.#finishSync(thread)
      else if (reads.has(call)) this.#read(this.#reading.get(thread) ?? '', line)
      return
    }
    const started = /^(\d+)\s+(\w+)\((\d+)<([^>]*)>/.exec(line)
    if (!started) return
    const [, thread = '', call = '', , path = ''] = started
    if (syncs.has(call)) this.#sync(thread, path, line)
    else if (this.#isLog(path) && writes.has(call)) this.#write(path)
    else if (reads.has(call)) this.#startRead(thread, path, line)
    else if (sends.has(call)) this.#send(path, line)
  }

  #startRead(thread: string, path: string, line: string): void {
    this.#reading.set(thread, path)
    this.#read(path, line)
  }

  #read(path: string, line: string): void {
    if (isSocket(path) && /"(POST|GET) \//.test(line)) this.#asked.set(path, this.#logWrites)
  }

  /** Counted from its beginning, since nothing tells when it reaches the file. */
  #write(path: string): void {
    this.#logWrites++
    this.#unsynced.set(path, this.#logWrites)
  }

  #sync(thread: string, path: string, line: string): void {
    if (!this.#isLog(path)) return
    this.#running.set(thread, { path, upTo: this.#logWrites })
    if (line.includes(') = 0')) this.#finishSync(thread)
  }

  #finishSync(thread: string): void {
    const sync = this.#running.get(thread)
    if (sync === undefined) return
    this.#running.delete(thread)
    this.#logSyncs++
    this.#syncedUpTo = Math.max(this.#syncedUpTo, sync.upTo)
    if ((this.#unsynced.get(sync.path) ?? 0) <= sync.upTo) this.#unsynced.delete(sync.path)
  }

  #send(path: string, line: string): void {
    if (!isSocket(path) || !/HTTP\/1\.1 2\d\d /.test(line)) return
    this.#successes++
    if (this.#unsynced.size > 0 && !this.#isSafe(path)) this.#early.push(line)
  }

  /**
   * The database's thread goes on to its next work while the answer leaves. What it writes then is of
   * somebody else: where requests come one at a time, this one's own write is the first after it came.
   */
  #isSafe(path: string): boolean {
    const asked = this.#asked.get(path)
    return asked !== undefined && this.#syncedUpTo > asked
  }

  verdict(): TraceVerdict {
    return {
      successes: this.#successes,
      logWrites: this.#logWrites,
      logSyncs: this.#logSyncs,
      early: this.#early,
    }
  }
}
