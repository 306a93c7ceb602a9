// Runs a part of a benchmark as a process of its own; it gets one JSON argument and answers with one JSON line.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

export interface Child<A> {
  readonly pid: number
  /** The next line that it writes, parsed. */
  next(): Promise<A>
  /** Sends one line. */
  tell(line: string): void
  end(): Promise<void>
}

export function startChild<A>(file: URL, argument: unknown): Child<A> {
  const child = spawn(process.execPath, [file.pathname, JSON.stringify(argument)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    pid: child.pid ?? 0,
    next: async () => {
      const line = await lines.next()
      if (line.done) throw new Error(`${file.pathname} ended without an answer`)
      return JSON.parse(line.value) as A
    },
    tell: line => {
      child.stdin.write(`${line}\n`)
    },
    end: () => ended(child),
  }
}

/** Starts, waits for its one answer, and sees it end. */
export async function runChild<A>(file: URL, argument: unknown): Promise<A> {
  const child = startChild<A>(file, argument)
  const answer = await child.next()
  await child.end()
  return answer
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = once(child, 'exit')
  child.stdin?.end()
  await exit
}

/** For the child's side. */
export function argumentOf<T>(): T {
  return JSON.parse(process.argv[2] ?? '{}') as T
}

export function answer(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
