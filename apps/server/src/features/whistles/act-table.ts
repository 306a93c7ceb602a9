// The acts on a whistle as a table: address, scope, body, what it becomes, what it can be refused for.
import type { RefusalCode, WhistleCommand } from '@muster/domain'
import type { z } from 'zod'
import type { Edge } from '../../mechanism/edge.ts'
import type { Scope } from '../../mechanism/scopes.ts'

/** What an act is made from, once its input was checked. */
export interface Asked<B> {
  readonly whistle: string
  readonly department: string
  readonly person: string
  readonly body: B
  readonly edge: Edge
  /** Seals under the whistle. */
  readonly seal: (text: string) => ReturnType<Edge['seal']>
  readonly now: number
}

export interface WhistleAct<B extends z.ZodType> {
  readonly operationId: string
  readonly summary: string
  readonly description?: string
  readonly scope: Scope
  readonly body: B
  readonly refusals: readonly RefusalCode[]
  readonly toCommand: (asked: Asked<z.output<B>>) => WhistleCommand
}

/** Keeps each entry's own body type; the table below it erases them. */
export type AnyAct = WhistleAct<z.ZodType>

export function act<B extends z.ZodType>(entry: WhistleAct<B>): AnyAct {
  return entry as unknown as WhistleAct<z.ZodType>
}
