// Is what is hidden answered as quickly as what does not exist? Whoever can tell them apart by a
// clock knows what there is.

import { prepare } from '../permissions/requests.ts'
import type { Role } from '../permissions/roles.ts'
import type { Matter, World } from '../permissions/world.ts'
import type { Sender } from './send.ts'

export interface Timed {
  readonly operationId: string
  /** Medians in milliseconds. */
  readonly hiddenMs: number
  readonly unknownMs: number
  readonly isSameText: boolean
}

export interface TimingPlan {
  readonly world: World
  readonly tokens: Readonly<Record<Role, string | undefined>>
  readonly rounds: number
  /** Added to each answer for what is hidden: a control that shows what would be seen. */
  readonly delayMs?: number
}

const QUESTIONS = [
  'getWhistle',
  'getTimeline',
  'getCase',
  'getGrading',
  'getSupervision',
  'getCommandPost',
  'signSummons',
  'releaseSummons',
] as const

/** A difference below this is lost on any network, and in the noise of this machine. */
const TOLERATED_MS = 1.5

export async function timeHidden(sender: Sender, plan: TimingPlan): Promise<readonly Timed[]> {
  const timed: Timed[] = []
  for (const operationId of QUESTIONS) timed.push(await timeOne(sender, plan, operationId))
  return timed
}

export function isTellable({ hiddenMs, unknownMs }: Timed): boolean {
  const difference = Math.abs(hiddenMs - unknownMs)
  return difference > TOLERATED_MS && difference > unknownMs / 2
}

async function timeOne(sender: Sender, plan: TimingPlan, operationId: string): Promise<Timed> {
  const { world, tokens, rounds, delayMs = 0 } = plan
  const hidden: number[] = []
  const unknown: number[] = []
  const texts = { hidden: new Set<string>(), unknown: new Set<string>() }
  const real = world.matters.dongcheng
  const ask = async (matter: Matter, at: number) => {
    const operation = world.stage.client.operations.get(operationId)
    if (operation === undefined) throw new Error(`no ${operationId}`)
    const { method, target, body, contentType } = prepare(
      world.stage.client.document,
      operation,
      matter,
    )
    const headers = {
      authorization: `Bearer ${tokens.subdistrictLeader}`,
      'idempotency-key': `timing-${operationId}-${matter.whistle}-${at}`,
      ...(contentType === undefined ? {} : { 'content-type': contentType }),
    }
    const received = await sender.send({
      method,
      target,
      headers,
      body: body === undefined ? undefined : Buffer.from(body),
    })
    return { ms: received.ms, text: received.text.replace(/"instance":"[^"]*"/, '') }
  }
  // Turn by turn, so that whatever else the machine does falls on both alike.
  for (let at = 0; at < rounds; at += 1) {
    const one = await ask(real, at)
    const other = await ask(unknownLike(real, at), at)
    texts.hidden.add(one.text)
    texts.unknown.add(other.text)
    hidden.push(one.ms + delayMs)
    unknown.push(other.ms)
  }
  return {
    operationId,
    hiddenMs: median(hidden),
    unknownMs: median(unknown),
    isSameText: [...texts.hidden].sort().join() === [...texts.unknown].sort().join(),
  }
}

/** Ids of the same form and district, of which there is none. */
function unknownLike(matter: Matter, at: number): Matter {
  const other = (id: string) => `${id.slice(0, -4)}${String(1000 + at).slice(-4)}`
  const whistle = other(matter.whistle)
  return {
    ...matter,
    whistle,
    caseId: other(matter.caseId),
    ended: other(matter.ended),
    supervision: matter.supervision.replace(matter.whistle, whistle),
    post: other(matter.post),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}
