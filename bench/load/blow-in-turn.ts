// A process: one street blows a whistle each time it is told to, which was drafted before.
import { readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { answer, argumentOf } from '../support/child.ts'
import { monotonicMs } from '../support/monotonic.ts'
import type { Cast } from './cast.ts'
import { Connection } from './connection.ts'
import { draftWhistle, openCase, type Step, submitWhistle } from './life.ts'

export interface Turns {
  readonly port: number
  readonly castFile: string
  readonly departments: number
}

export interface Turn {
  readonly whistle: string
  /** When it was answered; on the clock that all processes share. Absent while it is only drafted. */
  readonly answeredAt?: number
}

const { port, castFile, departments } = argumentOf<Turns>()
const [street] = (JSON.parse(readFileSync(castFile, 'utf8')) as Cast).streets
if (street === undefined) throw new Error('the cast has no street')
const connection = await Connection.open(port)

async function must(step: Step): Promise<{ id: string }> {
  const reply = await connection.send(step)
  if (reply.status >= 300) throw new Error(`${step.act}: ${reply.status} ${reply.text}`)
  return JSON.parse(reply.text) as { id: string }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.startsWith('blow ')) {
    const whistle = line.slice('blow '.length)
    await must(submitWhistle(street, whistle))
    answer({ whistle, answeredAt: monotonicMs() } satisfies Turn)
  } else {
    const { id: caseId } = await must(openCase(street))
    const { id } = await must(draftWhistle(street, caseId, street.asks.slice(0, departments)))
    answer({ whistle: id } satisfies Turn)
  }
}
process.exit(0)
