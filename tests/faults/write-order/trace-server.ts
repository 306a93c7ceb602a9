// Runs a server under strace while a load runs against it, and judges the order of its writes.

import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { childrenOf } from '../harness/children-of.ts'
import { checkTrace, type TraceOptions, type TraceVerdict } from './check-trace.ts'

const calls =
  'read,recvfrom,write,pwrite64,writev,pwritev,pwritev2,ftruncate,sendto,sendmsg,fsync,fdatasync'

export interface TracedServer extends TraceOptions {
  /** The program and its arguments, run by this Node. */
  readonly program: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The line that says that it listens; the first by default. */
  readonly readyLine?: RegExp
  /** Given the lines that the program has printed; makes the program end before it returns. */
  readonly load: (lines: readonly string[], end: () => void) => Promise<void>
}

export function hasStrace(): boolean {
  return spawnSync('strace', ['-V']).status === 0
}

export async function traceServer(traced: TracedServer): Promise<TraceVerdict> {
  const directory = mkdtempSync(join(tmpdir(), 'muster-trace-'))
  const trace = join(directory, 'trace')
  const options = ['-f', '-y', '--seccomp-bpf', '-s', '48', '-e', `trace=${calls}`, '-o', trace]
  const child = spawn('strace', [...options, process.execPath, ...traced.program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...traced.env },
  })
  const ended = once(child, 'exit')
  try {
    const printed = await Promise.race([untilReady(child.stdout, traced.readyLine), ended])
    if (typeof printed[0] !== 'string') throw new Error('the traced server did not start')
    await traced.load(printed as string[], () => {
      for (const pid of childrenOf(child.pid ?? 0)) process.kill(pid, 'SIGTERM')
    })
    await ended
    const lines: string[] = []
    for await (const line of createInterface(createReadStream(trace))) lines.push(line)
    return checkTrace(lines, traced)
  } finally {
    child.kill()
    rmSync(directory, { recursive: true })
  }
}

async function untilReady(output: Readable, readyLine = /./): Promise<string[]> {
  const printed: string[] = []
  const { promise, resolve } = Promise.withResolvers<string[]>()
  createInterface(output).on('line', line => {
    printed.push(line)
    if (readyLine.test(line)) resolve(printed)
  })
  return promise
}
