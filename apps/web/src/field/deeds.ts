// The acts of the screens, as they go into the queue.

import { serverNow } from '../api/clock.ts'
import type { ActName, NewAct } from '../features/sync/act.ts'
import type { ArrivalClaim } from '../features/sync/claim.ts'
import { sha256Of } from '../features/sync/hash.ts'
import type { QueuedFile } from '../features/sync/store.ts'
import type { Call, Me } from './calls.ts'
import { engine, uploader } from './world.ts'

function actOf(
  { whistle, summons }: Call,
  act: ActName,
  { path, body = {} }: { readonly path: string; readonly body?: NewAct['body'] },
): NewAct {
  const { department } = summons
  return {
    whistle: whistle.id,
    department,
    ...(whistle.title == null ? {} : { title: whistle.title }),
    act,
    path: `/api/whistles/${whistle.id}/summonses/${department}/${path}`,
    body,
  }
}

export function sign(call: Call): Promise<boolean> {
  return engine.add(actOf(call, 'signSummons', { path: 'sign' }))
}

export function setOut(call: Call): Promise<boolean> {
  return engine.add(actOf(call, 'setOut', { path: 'set-out' }))
}

export function arrive(call: Call, claim: Omit<ArrivalClaim, 'at'>): Promise<boolean> {
  return engine.add(actOf(call, 'reportArrival', { path: 'arrive', body: { claim } }))
}

export function makeContact(call: Call, spokeTo: string): Promise<boolean> {
  return engine.add(actOf(call, 'makeContact', { path: 'contact', body: { spokeTo } }))
}

export interface ReturnWords {
  readonly listItem: string
  readonly rightUnit: string
  readonly reason: string
}

export function giveBack(call: Call, words: ReturnWords): Promise<boolean> {
  return engine.add(actOf(call, 'returnSummons', { path: 'return', body: { ...words } }))
}

export function propose(call: Call, plan: string): Promise<boolean> {
  return engine.add(actOf(call, 'proposeMeasures', { path: 'propose-measures', body: { plan } }))
}

export interface MoreTime {
  readonly dueAt: string
  readonly reason: string
}

export function askForTime(call: Call, more: MoreTime): Promise<boolean> {
  return engine.add(
    actOf(call, 'requestExtension', { path: 'request-extension', body: { ...more } }),
  )
}

export interface MeasureWords {
  readonly measureType: string
  readonly legalItem: string
  readonly text: string
}

export function takeMeasure(call: Call, words: MeasureWords): Promise<boolean> {
  const body = { measure: newId('m', call), ...words }
  return engine.add(actOf(call, 'takeMeasure', { path: 'measures', body }))
}

export function claimDone(call: Call, result: string): Promise<boolean> {
  return engine.add(actOf(call, 'claimDone', { path: 'claim-done', body: { result } }))
}

export function relieve(call: Call, me: Me, successor: string): Promise<boolean> {
  const path = `people/${me.person}/relieve`
  return engine.add(actOf(call, 'relievePerson', { path, body: { successor } }))
}

export function acknowledge(call: Call, me: Me): Promise<boolean> {
  const path = `people/${me.person}/acknowledge-stand-down`
  return engine.add(actOf(call, 'acknowledgeStandDown', { path }))
}

/** The server's own default; what is larger would be refused after it was sent. */
const MOST_BYTES = 300 * 1024 * 1024
export const MOST_MEGABYTES = MOST_BYTES / 1024 / 1024

export class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

const TYPES_WITHOUT = 'application/octet-stream'

/** A camera may clear its own file away, or another program write to it: what was hashed is what is kept. */
async function copyOf(content: Blob): Promise<Blob> {
  return new Blob([await content.arrayBuffer()], { type: content.type })
}

/** Hashed and kept on the phone first, then announced by its hash; the bytes follow by themselves. */
export async function attach(call: Call, me: Me, content: Blob): Promise<string> {
  if (content.size > MOST_BYTES) throw new TooLarge()
  const kept = await copyOf(content)
  const sha256 = await sha256Of(kept)
  const evidence = newId('e', call)
  const mediaType = content.type.split(';')[0] || TYPES_WITHOUT
  const file: QueuedFile = {
    id: evidence,
    person: me.person,
    whistle: call.whistle.id,
    sha256,
    mediaType,
    bytes: content.size,
    sentBytes: 0,
    state: 'waiting',
    tries: 0,
    notBefore: 0,
    at: serverNow(),
  }
  await uploader.add(file, kept)
  const body = { evidence, sha256, mediaType, bytes: content.size }
  await engine.add(actOf(call, 'attachEvidence', { path: 'evidence', body }))
  return evidence
}

/** Ids carry the district of their whistle. */
function newId(prefix: string, { whistle }: Call): string {
  const district = whistle.id.split('-')[1] ?? '000000'
  const random = crypto.getRandomValues(new Uint8Array(10))
  const text = [...random].map(byte => byte.toString(16).padStart(2, '0')).join('')
  return `${prefix}-${district}-${text}`
}
