// Between HTTP and the mechanism: who acts, sealed text in, opened text out, and one way to register an act.
import { shapes } from '@muster/contract'
import {
  type Actor,
  type CaseState,
  type Context,
  type RefusalCode,
  refuseFormerHolder,
  type SealedText,
  toId,
  type WhistleCommand,
  type WhistleState,
} from '@muster/domain'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { type EarlierAnswer, findAnswer } from '../platform/event-store/find-answer.ts'
import type { Command, StreamKey, Submitted } from '../platform/event-store/types.ts'
import { streamName } from '../platform/event-store/types.ts'
import type { Platform } from '../platform/feature.ts'
import { answerAgain, answerCommand, expectedVersion, onceOf } from '../platform/http/commands.ts'
import { ProblemError } from '../platform/http/problems.ts'
import { actorOf, type HttpApp } from '../platform/http/types.ts'
import { domainActor } from './acting.ts'
import { type Known, reachesFurther } from './consequences.ts'
import { REGISTRY_CLOCK, streamOf } from './ids.ts'
import type { Act, Mechanism, Receipt } from './mechanism.ts'
import type { Registry } from './registry.ts'
import { HEAVY_SCOPES, type Scope } from './scopes.ts'

export interface Edge {
  readonly platform: Platform
  readonly mechanism: Mechanism
  readonly registry: Registry
  /** Text of people becomes unreadable without the subject's key before anything is decided on it. */
  seal(subject: string, text: string): SealedText
  /** Null once the key was destroyed. */
  open(sealed: string): string | null
  now(): number
  /** The actor of a request as the domain judges it. */
  actor(request: FastifyRequest): Actor
  /** What a reader may see is judged like an act, at this moment. */
  context(request: FastifyRequest): Context
  actOf(request: FastifyRequest): Act
  submit(command: Command<Receipt>): Promise<Submitted<Receipt>>
  /** An act on a whistle, with the streams that it reaches besides. */
  actOnWhistle(id: string, command: WhistleCommand, act: Act): Promise<Submitted<Receipt>>
  /** The case that holds a case's matter now: itself, or the survivor of its merges. */
  survivorOf(caseId: string): Promise<{ readonly id: string; readonly state: CaseState }>
}

export function createEdge(platform: Platform, mechanism: Mechanism): Edge {
  const { registry } = mechanism
  const { executor, vault, clock } = platform

  const survivorOf: Edge['survivorOf'] = async caseId => {
    let id = caseId
    for (;;) {
      const key = streamOf('case', id)
      const state = (await executor.view([key])).state<CaseState>(key)
      if (state.status !== 'merged') return { id, state }
      id = state.survivor
    }
  }

  // Whoever changes the rules reads them back changed, on this node at least.
  const submit: Edge['submit'] = async command => {
    const submitted = await executor.submit(command)
    if (submitted.ok && submitted.versions.has(streamName(REGISTRY_CLOCK)))
      await registry.refresh(platform.db)
    return submitted
  }

  const readKnown = async (id: string): Promise<Known> => {
    const key = streamOf('whistle', id)
    const whistle = (await executor.view([key])).state<WhistleState>(key)
    if (whistle.status === 'none') return { whistle, caseId: '' }
    return { whistle, caseId: (await survivorOf(whistle.caseId)).id }
  }

  // Whoever no longer holds the office reads nothing in it either, whatever token says so.
  const holder = (request: FastifyRequest) => {
    const actor = domainActor(actorOf(request), registry)
    const context = { ...mechanism.contextOf({ actor }, clock.now()), actor }
    const former = refuseFormerHolder(context)
    if (former !== undefined) throw new ProblemError({ code: former.refusal.code })
    return context
  }

  return {
    platform,
    mechanism,
    registry,
    seal: (subject, text) => toId<SealedText>(vault.seal(subject, text)),
    open: sealed => vault.open(sealed) ?? null,
    now: () => clock.now(),
    actor: request => holder(request).actor,
    context: holder,
    actOf: request => {
      const version = expectedVersion(request)
      return {
        actor: domainActor(actorOf(request), registry),
        once: onceOf(request, platform.hashSecret),
        ...(version === undefined ? {} : { version }),
      }
    },
    submit,
    actOnWhistle: async (id, command, act) => {
      if (!reachesFurther(command.type))
        return executor.submit(mechanism.whistleCommand(id, command, act))
      const known = await readKnown(id)
      return executor.submit(mechanism.whistleCommand(id, command, act, known))
    },
    survivorOf,
  }
}

/** How an act is declared: everything the API document says of it, and what it becomes. */
export interface ActRoute<P extends z.ZodType, B extends z.ZodType> {
  readonly url: string
  readonly operationId: string
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly scope: Scope
  readonly params: P
  readonly body: B
  readonly refusals: readonly RefusalCode[]
  readonly created?: boolean
  readonly submit: (asked: {
    readonly params: z.output<P>
    readonly body: z.output<B>
    readonly act: Act
    readonly request: FastifyRequest
  }) => Promise<ActOutcome>
}

export interface ActOutcome {
  readonly submitted: Submitted<Receipt>
  /** Whose version the ETag gives. */
  readonly stream: StreamKey
}

/** Refusals that every act can meet. */
const ALWAYS = ['power_missing', 'idempotency_key_reused', 'version_mismatch'] as const

/**
 * What a command is made from is looked up before the event store is asked, and may be gone since the act was first
 * answered: a right, a sight, an organisation. Whoever repeats the act gets its answer all the same.
 */
async function submitOrRepeat(
  edge: Edge,
  { once }: Act,
  submit: () => Promise<ActOutcome>,
): Promise<ActOutcome | EarlierAnswer> {
  try {
    return await submit()
  } catch (error) {
    const isRefused = error instanceof ProblemError && once !== undefined
    const earlier = isRefused ? await findAnswer(edge.platform.db, once) : undefined
    if (earlier === undefined) throw error
    return earlier
  }
}

/** Registers one act: checked input, one command, a receipt or a problem. */
export function registerAct<P extends z.ZodType, B extends z.ZodType>(
  app: HttpApp,
  edge: Edge,
  route: ActRoute<P, B>,
): void {
  const { url, operationId, tag, summary, description, scope, params, body, created } = route
  const status = created ? 201 : 200
  app.post(
    url,
    {
      config: {
        access: HEAVY_SCOPES.has(scope) ? { scope, stepUp: true } : { scope },
        refusals: [...ALWAYS, ...route.refusals],
      },
      schema: {
        operationId,
        tags: [tag],
        summary,
        ...(description === undefined ? {} : { description }),
        params,
        body,
        response: { [status]: shapes.receipt },
      },
    },
    async (request: FastifyRequest, reply: FastifyReply) => {
      const act = edge.actOf(request)
      // Fastify has checked both against the schemas above; it cannot say so for a generic route.
      const given = { params: request.params as z.output<P>, body: request.body as z.output<B> }
      const outcome = await submitOrRepeat(edge, act, () =>
        route.submit({ ...given, act, request }),
      )
      return 'submitted' in outcome
        ? answerCommand(reply, outcome.submitted, { stream: outcome.stream, status })
        : answerAgain(reply, outcome, status)
    },
  )
}
