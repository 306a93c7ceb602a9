// One server for the tests of a file, on one engine; each test plays a whistle of its own.
import { afterAll, beforeAll } from 'vitest'
import { type DemoServer, type Engine, startDemoServer } from '../../harness/demo-server.ts'
import { openStage, type Stage } from './stage.ts'

export interface Staged {
  readonly stage: Stage
  readonly server: DemoServer
}

/** Filled in before the first test. */
export function withStage(
  engine: Engine,
  at: string,
  settings: Readonly<Record<string, string>> = {},
): Staged {
  let server: DemoServer | undefined
  let stage: Stage | undefined
  beforeAll(async () => {
    server = await startDemoServer({ engine, at, settings })
    stage = await openStage(server.url)
  })
  afterAll(async () => {
    await server?.stop()
  })
  return {
    get stage() {
      if (stage === undefined) throw new Error('the server has not started')
      return stage
    },
    get server() {
      if (server === undefined) throw new Error('the server has not started')
      return server
    },
  }
}
