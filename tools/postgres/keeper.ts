// Holds one temporary PostgreSQL cluster until its standard input closes.
// Run by cluster.ts as: keeper.ts <folder of the programs> <JSON of settings>; answers in JSON lines.
import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as pause } from 'node:timers/promises'

interface Identity {
  readonly uid?: number
  readonly gid?: number
}

const [bin = '', settingsJson = '{}'] = process.argv.slice(2)
const settings = JSON.parse(settingsJson) as Record<string, string>
const identity = findIdentity()
const { folder, dataDir } = makeFolder(identity)
const logFile = join(folder, 'server.log')
const port = await freePort()
let postmaster: ChildProcess | undefined

const answer = (fields: object) => process.stdout.write(`${JSON.stringify(fields)}\n`)

// Only a closed input ends the keeper: a signal to the whole group must not leave a postmaster.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
process.stdout.on('error', () => undefined)

try {
  const options: SpawnOptions & { stdio: 'pipe' } = { ...identity, cwd: folder, stdio: 'pipe' }
  const locale = ['--locale=C.UTF-8', '--encoding=UTF8']
  execFileSync(
    join(bin, 'initdb'),
    ['-D', dataDir, '-U', 'postgres', '-A', 'trust', '--no-sync', ...locale],
    options,
  )
  await startServer()
  for await (const line of createInterface({ input: process.stdin })) {
    if (line === 'restart') await startServer()
  }
} catch (error) {
  answer({ problem: `the temporary PostgreSQL did not start: ${String(error)}\n${tailOfLog()}` })
} finally {
  await stopServer()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
}

async function startServer(): Promise<void> {
  await stopServer()
  const all: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '200',
    shared_buffers: '96MB',
    max_wal_size: '512MB',
    jit: 'off',
    ...settings,
  }
  const log = openSync(logFile, 'a')
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', dataDir, ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...identity, cwd: folder, stdio: ['ignore', log, log] },
  )
  postmaster = server
  await untilListening(server)
  answer({ url: `postgres://postgres@127.0.0.1:${port}/postgres`, pid: server.pid, logFile })
}

async function untilListening(server: ChildProcess): Promise<void> {
  const givenUpAt = Date.now() + 60_000
  while (Date.now() < givenUpAt) {
    if (hasEnded(server)) throw new Error('postgres ended at once')
    if (await answersOn(port)) return
    await pause(50)
  }
  throw new Error('postgres did not answer within a minute')
}

// The log says when recovery is over; a port that accepts may still refuse sessions.
async function answersOn(wanted: number): Promise<boolean> {
  if (!tailOfLog().includes('database system is ready to accept connections')) return false
  const socket = connect(wanted, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

async function stopServer(): Promise<void> {
  const server = postmaster
  if (server === undefined || hasEnded(server)) return
  const ended = once(server, 'exit')
  // Nothing of it is wanted afterwards: the immediate stop saves the closing checkpoint.
  server.kill('SIGQUIT')
  await ended
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null
}

function tailOfLog(): string {
  try {
    return readFileSync(logFile, 'utf8').slice(-2_000)
  } catch {
    return ''
  }
}

// PostgreSQL refuses root, so that root's cluster runs as postgres, or as nobody.
function findIdentity(): Identity {
  if (process.getuid?.() !== 0) return {}
  for (const user of ['postgres', 'nobody']) {
    try {
      const idOf = (flag: string) =>
        Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }))
      return { uid: idOf('-u'), gid: idOf('-g') }
    } catch {
      // This user is not there; the next may be.
    }
  }
  return { uid: 65_534, gid: 65_534 }
}

// A private TMPDIR of root's is closed to the other user; /tmp is open to all.
function makeFolder(owner: Identity): { folder: string; dataDir: string } {
  for (const parent of [tmpdir(), '/tmp']) {
    const made = mkdtempSync(join(parent, 'muster-postgres-'))
    if (owner.uid !== undefined && owner.gid !== undefined) chownSync(made, owner.uid, owner.gid)
    if (canEnter(made, owner)) return { folder: made, dataDir: join(made, 'data') }
    rmSync(made, { recursive: true, force: true })
  }
  throw new Error(`no temporary directory is open to user ${owner.uid}`)
}

function canEnter(folderToEnter: string, owner: Identity): boolean {
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1" && touch .probe && rm .probe', 'sh', folderToEnter], {
      ...owner,
      cwd: '/',
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  probe.listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('no free port')
  return address.port
}
