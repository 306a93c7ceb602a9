// Rings on this phone when its owner is called: the browser's own push, added to their ways of contact.
import { api, get } from '../api/client.ts'

const WAY = 'this-phone'
const CHANNEL = 'web_push'

export type Notices = 'on' | 'off' | 'denied' | 'impossible'

export async function noticesNow(): Promise<Notices> {
  if (!('PushManager' in globalThis) || navigator.serviceWorker === undefined) return 'impossible'
  if (Notification.permission === 'denied') return 'denied'
  const registration = await navigator.serviceWorker.ready
  return (await registration.pushManager.getSubscription()) === null ? 'off' : 'on'
}

/** Asks the owner first; then the browser; then tells the server where to ring. */
export async function turnOnNotices(): Promise<Notices> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied'
  const registration = await navigator.serviceWorker.ready
  const { publicKey } = await get(api.GET('/api/push-key'))
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  })
  await addWay(JSON.stringify(subscription))
  return 'on'
}

/** In front of the ways that are there; those stay as they are. */
async function addWay(address: string): Promise<void> {
  const { ways, quiet, language, atOnce } = await get(api.GET('/api/me/contacts'))
  const others = ways
    .filter(({ id }) => id !== WAY)
    .map(({ id, channel, enabled }) => ({ id, channel, enabled }))
  const inbox = others.some(({ channel }) => channel === 'inbox')
    ? []
    : [{ id: 'inbox', channel: 'inbox', enabled: true }]
  await get(
    api.PUT('/api/me/contacts', {
      body: {
        ways: [{ id: WAY, channel: CHANNEL, address, enabled: true }, ...others, ...inbox],
        ...(quiet === undefined ? {} : { quiet }),
        language,
        atOnce,
      },
    }),
  )
}
