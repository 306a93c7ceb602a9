// Prints the API document without a database or a port: routes are declared, never asked.
import { apiInfo } from './api-info.ts'
import { readConfig } from './config.ts'
import { createFeatures } from './features.ts'
import { scopeRules } from './mechanism/scopes.ts'
import { tokenRoutes } from './platform/auth/token-routes.ts'
import { createHttp } from './platform/http/app.ts'
import { identityRoutes } from './platform/identity/routes.ts'
import { liveRoutes } from './platform/live/routes.ts'
import { createLogger } from './platform/log.ts'
import { webhookRoutes } from './platform/webhooks/routes.ts'
import { problems } from './problems.ts'

/** Stands for everything that routes reach for when they are asked, which is never. */
function nothing(known: Readonly<Record<PropertyKey, unknown>> = {}): never {
  const stand: unknown = new Proxy(() => undefined, {
    get: (_target, name) => known[name] ?? stand,
    apply: () => stand,
  })
  return stand as never
}

/** The OpenAPI document of a server with the demo's routes, as JSON text. */
export async function apiDocument(): Promise<string> {
  const config = readConfig({ MUSTER_DEMO: '1' })
  const { app } = createHttp({
    log: createLogger('fatal'),
    problems,
    authenticator: nothing(),
    scopeRules,
    info: apiInfo,
    healthChecks: [],
    bodyLimitBytes: config.bodyLimitBytes,
  })
  liveRoutes(app, nothing())
  tokenRoutes(app, nothing({ adminScope: 'admin' }))
  webhookRoutes(app, nothing({ adminScope: 'admin' }))
  identityRoutes(app, nothing(), { addressOf: () => '', adminScope: 'admin', setup: nothing() })
  for (const feature of createFeatures(config)) {
    feature.routes?.(app, nothing({ files: { limits: config.files } }))
  }
  const answer = await app.inject('/openapi.json')
  await app.close()
  return answer.body
}

if (import.meta.main) process.stdout.write(await apiDocument())
