// A server as small as can be: one insert into the embedded database per request. Arguments: data directory, and
// `no-sync` for the control. Prints its port; GET /stop ends it.

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { openPglite } from '../../../apps/server/src/platform/db/pglite-driver.ts'

const [, , dataDir, mode] = process.argv
if (dataDir === undefined) throw new Error('usage: insert-server.ts DIRECTORY [no-sync]')
const db = await openPglite({ dataDir }, { sync: mode !== 'no-sync' })
await db.query('create table if not exists requests (id bigserial primary key, url text)')

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url === '/stop') {
    response.end()
    server.close()
    server.closeAllConnections()
    await db.close()
    return
  }
  await db.query('insert into requests (url) values ($1)', [request.url ?? ''])
  response.writeHead(201).end()
}

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error) => response.writeHead(500).end(error.message))
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.stdout.write(`${typeof address === 'object' ? address?.port : ''}\n`)
})
