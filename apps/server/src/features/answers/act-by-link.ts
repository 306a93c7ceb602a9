// An act by a link or a code: the same command as by hand, in the office of whoever was told, once.
import { createHash } from 'node:crypto'
import type { answerBodies } from '@muster/contract'
import {
  type OrganisationId,
  type Summons,
  toId,
  type Whistle,
  type WhistleCommand,
  type WhistleState,
} from '@muster/domain'
import type { z } from 'zod'
import { domainActor } from '../../mechanism/acting.ts'
import { answerPageCommand } from '../../mechanism/broadcasting/broadcast-commands.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { streamOf, subjectStreamOf } from '../../mechanism/ids.ts'
import { rightUnitOf } from '../../mechanism/lookups.ts'
import type { Act, Receipt } from '../../mechanism/mechanism.ts'
import type { AnswerLink } from '../../mechanism/paging/answer-links.ts'
import { pagesCommand } from '../../mechanism/paging/page-commands.ts'
import type { Actor } from '../../platform/auth/actor.ts'
import type { Once, Submitted } from '../../platform/event-store/types.ts'
import { ProblemError } from '../../platform/http/problems.ts'

export type Asked = Omit<z.output<typeof answerBodies.answer>, 'code'>

/** Nothing but what the link is for. */
const SCOPES: ReadonlySet<string> = new Set(['attend'])

export async function whistleOf(edge: Edge, { subject: id }: AnswerLink): Promise<Whistle> {
  const key = streamOf('whistle', id)
  const whistle = (await edge.platform.executor.view([key])).state<WhistleState>(key)
  if (whistle.status === 'none') throw new ProblemError({ code: 'not_found' })
  return whistle
}

/** The summons as long as its round lasts: a link of the round before signs nothing of the next. */
export function summonsOf(whistle: Whistle, link: AnswerLink): Summons | undefined {
  const summons = whistle.summonses[link.department]
  return summons?.round === link.round ? summons : undefined
}

function actorOf({ registry }: Edge, { person, office, district }: AnswerLink): Actor {
  const found = registry.directory.findOffice(office)
  if (found === undefined) throw new ProblemError({ code: 'not_found' })
  const { organisation } = found
  const tokenId = 'answer-link'
  return { person, office, organisation, district, kind: 'person', scopes: SCOPES, tokenId }
}

/** Everything that is answered by one link is one act: a second one is the first again, or refused. */
export function onceOf(edge: Edge, link: AnswerLink, asked?: Asked): Once {
  const { hashSecret } = edge.platform
  const body = JSON.stringify([asked?.act, asked?.return ?? null])
  return {
    actor: `${link.district}/${link.person}`,
    route: 'POST /api/public/answers',
    key: link.hash,
    bodyHash: createHash('sha256').update(hashSecret).update(body).digest('base64url'),
  }
}

function commandOf(edge: Edge, link: AnswerLink, asked: Asked): WhistleCommand {
  const department = toId<OrganisationId>(link.department)
  const isFor = asked.act === 'acknowledge' ? 'acknowledge' : 'sign'
  if (isFor !== link.act || (asked.act === 'return') !== (asked.return !== undefined))
    throw new ProblemError({ code: 'invalid_input', field: 'act' })
  if (asked.act === 'acknowledge') return { type: 'AcknowledgeStandDown', department }
  if (asked.return === undefined) return { type: 'SignSummons', department }
  const { listItem, rightUnit, reason } = asked.return
  return {
    type: 'ReturnSummons',
    department,
    listItem,
    rightUnit: rightUnitOf(edge, link.department, rightUnit),
    reason: edge.seal(link.subject, reason),
  }
}

/** Whoever answered has read it. */
async function noteSeen(edge: Edge, { page, attempt }: AnswerLink): Promise<void> {
  const command = { type: 'RecordReceipt', attempt, status: 'seen' } as const
  await edge.platform.executor.submit(pagesCommand([{ page, command }]))
}

/** It asks for nothing but to say that one got it. */
export function isOfBroadcast({ subject }: AnswerLink): boolean {
  return subjectStreamOf(subject).kind === 'broadcast'
}

async function actOnSummons(edge: Edge, link: AnswerLink, asked: Asked, act: Act) {
  const whistle = await whistleOf(edge, link)
  if (summonsOf(whistle, link) === undefined) throw new ProblemError({ code: 'not_found' })
  return await edge.actOnWhistle(link.subject, commandOf(edge, link, asked), act)
}

export async function actByLink(
  edge: Edge,
  link: AnswerLink,
  asked: Asked,
): Promise<Submitted<Receipt>> {
  const act = {
    actor: domainActor(actorOf(edge, link), edge.registry),
    once: onceOf(edge, link, asked),
  }
  const submitted = isOfBroadcast(link)
    ? await edge.submit(answerPageCommand(edge, link.page, act))
    : await actOnSummons(edge, link, asked, act)
  if (submitted.ok && !submitted.replayed)
    noteSeen(edge, link).catch(error =>
      edge.platform.log.error({ err: error }, 'not noted as seen'),
    )
  return submitted
}
