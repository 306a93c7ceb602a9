// The thread of the embedded engine: SQL is carried out here while the server reads requests and decides.

import { parentPort, workerData } from 'node:worker_threads'
import { startPglite } from './pglite-engine.ts'
import { PgliteHost } from './pglite-host.ts'
import { type Asked, type Told, toPlainError, type WorkerSettings } from './pglite-ops.ts'

const port = parentPort
if (port === null) throw new Error('this file is run as a thread')
const { directory, disk } = workerData as WorkerSettings
const host = new PgliteHost(await startPglite(directory, disk))
const tell = (told: Told) => port.postMessage(told)

host.onNotify((channel, payload) => tell({ kind: 'notified', channel, payload }))
port.on('message', ({ id, op }: Asked) => {
  host.ask(op).then(
    results => tell({ kind: 'answer', id, results }),
    (error: unknown) => tell({ kind: 'failed', id, error: toPlainError(error) }),
  )
})
tell({ kind: 'ready' })
