import type { MechanismFeature } from '../../mechanism/feature.ts'
import type { Channel } from '../../platform/channels/channel.ts'
import type { Feature, Platform } from '../../platform/feature.ts'
import { browserRoutes } from './browser-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { pushKeyRoutes } from './push-key-routes.ts'

/** How each person can be reached; codes go out by the channels themselves. */
export function contactsFeature(
  { edge }: MechanismFeature,
  channels: (platform: Platform) => (code: string) => Channel | undefined,
): Feature {
  return {
    name: 'contacts',
    routes: (app, platform) => {
      const secret = platform.loadSecret('contact-codes')
      // Awaited where it is used; a start that fails says so there.
      secret.catch(() => undefined)
      pushKeyRoutes(app, platform.channels.vapidPublicKey)
      browserRoutes(app, edge(platform))
      contactRoutes(app, { edge: edge(platform), find: channels(platform), secret: () => secret })
    },
  }
}
