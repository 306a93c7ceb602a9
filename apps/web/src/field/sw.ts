// The field entry without a network: its page and everything that the page ever loads, as of one build.
/// <reference lib="webworker" />

import { SYNC_TAG } from '../features/sync/say-act.ts'
import { flushOutbox, makeWay } from './flush-outbox.ts'

declare const self: ServiceWorkerGlobalScope
/** Written in by the build: the files of the field entry. */
declare const __ASSETS__: readonly string[]

const PAGE = '/field'
const PREFIX = 'field-'
const CACHE = PREFIX + hashOf(__ASSETS__.join())

/** Names of files change with their content, and so does this. */
function hashOf(text: string): string {
  let hash = 0
  for (const letter of text) hash = (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0
  return (hash >>> 0).toString(36)
}

async function install(): Promise<void> {
  const cache = await caches.open(CACHE)
  await cache.addAll(__ASSETS__.map(path => new Request(path, { cache: 'no-cache' })))
  await keepPage(cache)
}

async function keepPage(cache: Cache): Promise<void> {
  const page = await fetch(PAGE, { cache: 'no-store' })
  if (!page.ok) throw new Error(`the page answered ${page.status}`)
  const text = await page.clone().text()
  const scripts = [...text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path)
  // A page of another build would ask for files that are not here.
  if (scripts.every(path => path !== undefined && __ASSETS__.includes(path)))
    await cache.put(PAGE, page)
}

async function activate(): Promise<void> {
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && name !== CACHE) await caches.delete(name)
  await self.clients.claim()
}

async function openPage(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  const kept = await cache.match(PAGE)
  return kept ?? fetch(request)
}

async function openFile(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE)
  return (await cache.match(request, { ignoreVary: true })) ?? fetch(request)
}

self.addEventListener('install', event => event.waitUntil(install()))
self.addEventListener('activate', event => event.waitUntil(activate()))
self.addEventListener('message', event => {
  if (event.data === 'take over') event.waitUntil(self.skipWaiting())
  if (event.data === 'make way') makeWay()
})
self.addEventListener('fetch', event => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (origin !== self.location.origin || request.method !== 'GET') return
  if (request.mode === 'navigate') event.respondWith(openPage(request))
  else if (__ASSETS__.includes(pathname)) event.respondWith(openFile(request))
})

/** Not every browser has it, and the types of none. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string
}

async function flush(): Promise<void> {
  try {
    await flushOutbox()
  } finally {
    const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
    for (const page of pages) page.postMessage(SYNC_TAG)
  }
}

self.addEventListener('sync', event => {
  const { tag, waitUntil } = event as SyncEvent
  if (tag === SYNC_TAG) waitUntil.call(event, flush())
})

interface Ring {
  readonly title?: string
  readonly body?: string
  readonly link?: string
  readonly tag?: string
  readonly urgent?: boolean
  readonly language?: string
}

/** A push is a text for people and an address; what is secret is not in it. */
function readRing(text: string | undefined): Ring {
  try {
    return JSON.parse(text ?? '{}') as Ring
  } catch {
    return text === undefined ? {} : { body: text }
  }
}

self.addEventListener('push', event => {
  const {
    title = '吹哨报到 · Muster',
    body = '',
    link = PAGE,
    tag,
    urgent = false,
    language,
  } = readRing(event.data?.text())
  event.waitUntil(
    self.registration.showNotification(title, {
      body,
      data: link,
      requireInteraction: urgent,
      ...(language === undefined ? {} : { lang: language }),
      icon: '/field/icon-192.png',
      ...(tag === undefined ? {} : { tag, renotify: true }),
    } as NotificationOptions),
  )
})

async function show(url: string): Promise<void> {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(each => new URL(each.url).pathname.startsWith(PAGE))
  if (page === undefined) await self.clients.openWindow(url)
  else await page.navigate(url).then(shown => shown?.focus())
}

self.addEventListener('notificationclick', event => {
  event.notification.close()
  const url = new URL(String(event.notification.data ?? PAGE), self.location.origin)
  // Only pages of ours, whatever a message says.
  event.waitUntil(show(url.origin === self.location.origin ? url.href : PAGE))
})
