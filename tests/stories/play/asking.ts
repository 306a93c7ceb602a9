// Asks an operation by its address and keeps everything of the answer that a stranger could compare.
import { randomUUID } from 'node:crypto'
import type { Addressed } from '../../client/document.ts'

export interface Answered {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Milliseconds until the whole answer was there. */
  readonly took: number
}

/** Further parts of addresses, which name nothing of a tenant. */
const FURTHER: Readonly<Record<string, string>> = {
  round: '1',
  form: 'order',
  office: '110117-police.duty',
}

interface Asked {
  readonly operation: Addressed
  /** Parameters by name. */
  readonly things: Readonly<Record<string, string>>
  readonly token: string | undefined
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

function targetOf({ operation, things }: Asked): string {
  const query = new URLSearchParams()
  let path = operation.path
  for (const { name, in: place } of operation.parameters) {
    const value = things[name] ?? (place === 'path' ? FURTHER[name] : undefined)
    if (value === undefined) continue
    if (place === 'path') path = path.replace(`{${name}}`, encodeURIComponent(value))
    if (place === 'query') query.set(name, value)
  }
  if (path.includes('{')) throw new TypeError(`${path} is not filled in`)
  return query.size === 0 ? path : `${path}?${query}`
}

export async function ask(url: string, asked: Asked): Promise<Answered> {
  const { operation, token, body, headers = {} } = asked
  const target = new URL(targetOf(asked), url)
  const init = {
    method: operation.method.toUpperCase(),
    headers: {
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(operation.method === 'get' ? {} : { 'idempotency-key': randomUUID() }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }
  const began = performance.now()
  const answer = await fetch(target, init)
  const text = await answer.text()
  const took = performance.now() - began
  return { status: answer.status, headers: Object.fromEntries(answer.headers), text, took }
}

/** They differ from one answer to the next, whatever was asked; the length does with the number of the request. */
const OF_THE_MOMENT = new Set(['date', 'x-request-id', 'content-length'])

/** The answer with the ids that were asked for, and the number of the request, taken out. */
export function withoutIds({ status, headers, text }: Answered, ids: readonly string[]) {
  let body = text.replace(/"instance":"[^"]*"/, '"instance":""')
  for (const id of ids) body = body.replaceAll(id, 'ID')
  const kept = Object.entries(headers).filter(([name]) => !OF_THE_MOMENT.has(name))
  return { status, headers: Object.fromEntries(kept), body }
}

/** Every id in a table of things, the longest first. */
export function idsOf(things: Readonly<Record<string, Readonly<Record<string, string>>>>) {
  const ids = Object.values(things).flatMap(one => Object.values(one))
  return [...new Set(ids)].sort((a, b) => b.length - a.length)
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
