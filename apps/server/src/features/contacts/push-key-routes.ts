// /api/push-key: by which a browser subscribes to messages of this server.
import { contactBodies } from '@muster/contract'
import { registerList } from '../../mechanism/reading.ts'
import type { HttpApp } from '../../platform/http/types.ts'

export function pushKeyRoutes(app: HttpApp, publicKey: string): void {
  registerList(app, {
    url: '/api/push-key',
    operationId: 'getPushKey',
    tag: 'contacts',
    summary: '推送公钥 · The key by which a browser subscribes to web push',
    description:
      'The subscription, as JSON, is the address of a way of contact by `web_push`: PUT /api/me/contacts.',
    answer: contactBodies.pushKey,
    list: () => ({ publicKey }),
  })
}
