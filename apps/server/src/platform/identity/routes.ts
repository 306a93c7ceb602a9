// Every route of log-in, sessions and accounts.
import type { SetupSettings } from '../auth/setup-link.ts'
import type { HttpApp } from '../http/types.ts'
import { accountRoutes } from './account-routes.ts'
import { administrationRoutes } from './administration-routes.ts'
import type { AddressOf, Desk } from './answers.ts'
import type { Identity } from './identity.ts'
import { invitationRoutes, setupRoutes } from './link-routes.ts'
import { logInRoutes } from './log-in-routes.ts'
import { pageRoutes } from './page-routes.ts'
import { sessionRoutes } from './session-routes.ts'

export interface IdentityRouteSettings {
  readonly addressOf: AddressOf
  /** The scope of whoever administers accounts. */
  readonly adminScope: string
  /** Absent where nobody is to be made the first administrator. */
  readonly setup: SetupSettings | undefined
}

export function identityRoutes(
  app: HttpApp,
  identity: Identity,
  { addressOf, adminScope, setup }: IdentityRouteSettings,
): void {
  const desk: Desk = { ...identity, addressOf }
  app.decorateRequest('session', undefined)
  logInRoutes(app, desk)
  sessionRoutes(app, desk)
  accountRoutes(app, desk)
  administrationRoutes(app, desk, adminScope)
  invitationRoutes(app, desk)
  if (setup !== undefined) setupRoutes(app, desk, setup)
  pageRoutes(app, desk, { hasSetup: setup !== undefined })
}
