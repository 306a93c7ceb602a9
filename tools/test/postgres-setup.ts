// Vitest global setup: one temporary PostgreSQL for all the projects of a run that need it.
import { type Cluster, NoPostgres, startCluster } from '../postgres/cluster.ts'

// Each project loads this module anew, hence a place that outlives the module.
const shared = globalThis as typeof globalThis & {
  musterTestCluster?: { users: number; cluster: Promise<Cluster | undefined> }
}

/** Exports MUSTER_TEST_DATABASE_URL before workers start; answers the way to stop. */
export async function setup(): Promise<() => Promise<void>> {
  if (shared.musterTestCluster === undefined && process.env['MUSTER_TEST_DATABASE_URL']) {
    return () => Promise.resolve()
  }
  shared.musterTestCluster ??= { users: 0, cluster: start() }
  const use = shared.musterTestCluster
  use.users += 1
  const cluster = await use.cluster
  return async () => {
    use.users -= 1
    if (use.users > 0) return
    delete shared.musterTestCluster
    delete process.env['MUSTER_TEST_DATABASE_URL']
    await cluster?.stop()
  }
}

async function start(): Promise<Cluster | undefined> {
  try {
    const cluster = await startCluster()
    process.env['MUSTER_TEST_DATABASE_URL'] = cluster.url
    return cluster
  } catch (error) {
    if (!(error instanceof NoPostgres) || process.env['CI']) throw error
    process.stderr.write(
      `${error.message}: the tests run on the embedded database only. Debian and Ubuntu: apt-get install postgresql\n`,
    )
    return undefined
  }
}
