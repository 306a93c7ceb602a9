// The sheets of a whistle: as a page to print, and as PDF where the machine can make one.
import { readFileSync } from 'node:fs'
import { actingBodies } from '@muster/contract'
import { type GradingState, mayKnowTarget } from '@muster/domain'
import type { FastifyRequest } from 'fastify'
import type { Edge } from '../../../mechanism/edge.ts'
import { streamOf } from '../../../mechanism/ids.ts'
import { LANGUAGE_TAG } from '../../../platform/http/language.ts'
import { ProblemError } from '../../../platform/http/problems.ts'
import { sendPage } from '../../../platform/http/security-headers.ts'
import type { HttpApp } from '../../../platform/http/types.ts'
import type { Printer } from '../../../platform/printing/print-pdf.ts'
import { findWhistle, readerOf } from '../reads.ts'
import { readTimeline } from '../timeline.ts'
import { viewWhistle } from '../view.ts'
import { type Piece, type Sheet, sheetBody, sheetTitle } from './sheet-html.ts'
import { SHEET_WORDS } from './sheet-words.ts'

const FILES = new URL('../../../../pages/', import.meta.url)

/** Comings and goings of messages are no part of what happened. */
const NOTICES = /^(?:Page|Attempt|Message)/

interface Line {
  readonly type: string
  readonly sentence: string
  readonly at: string
  readonly event: Readonly<Record<string, unknown>>
}

function pieceOf({ type, at, event }: Line): readonly Piece[] {
  const { department, sha256, mediaType } = event
  if (type !== 'EvidenceAttached' || typeof sha256 !== 'string') return []
  return [{ department: String(department), at, sha256, mediaType: String(mediaType) }]
}

async function sheetOf(
  edge: Edge,
  request: FastifyRequest,
  { id, form, language }: Pick<Sheet, 'form' | 'language'> & { readonly id: string },
): Promise<Sheet> {
  const seen = await findWhistle(edge, request, id)
  if (!seen) throw new ProblemError({ code: 'unknown_whistle' })
  const { whistle, version } = seen
  const { known, ...reader } = await readerOf(edge, request, whistle)
  const context = edge.context(request)
  const key = streamOf('grading', whistle.id)
  const grading = (await edge.platform.executor.view([key])).state<GradingState>(key)
  const told = await readTimeline(whistle, { edge, context, language }, grading.status === 'sealed')
  const lines = told.items as readonly Line[]
  const { directory, rules } = edge.registry
  const mayKnow = mayKnowTarget(whistle, context)
  return {
    form,
    language,
    timeZone: edge.platform.timeZone,
    whistle: viewWhistle(whistle, version, reader, known),
    invented: told.invented,
    kindName: (whistle.policy ?? rules.findKind(whistle.kindCode, context.now))?.name[language],
    typeName: mayKnow
      ? directory.findProblemType(whistle.draft.problemType)?.name[language]
      : undefined,
    commanderName: directory.findOffice(whistle.command)?.name[language],
    sentences: lines.filter(({ type }) => !NOTICES.test(type)).map(({ sentence }) => sentence),
    evidence: lines.flatMap(pieceOf),
    printedAt: edge.now(),
  }
}

function pageOf(sheet: Sheet): string {
  const words = SHEET_WORDS[sheet.language]
  const { id } = sheet.whistle
  return `<!doctype html>
<html lang="${LANGUAGE_TAG[sheet.language]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${sheetTitle(sheet)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/sheet.css">
<script type="module" src="/pages/sheet.js"></script>
<nav class="no-print"><a href="/whistles/${id}">${words.back}</a><button id="print" type="button">${words.print}</button> <a href="/api/whistles/${id}/sheets/${sheet.form}?language=${sheet.language}">${words.asPdf}</a></nav>
<main>${sheetBody(sheet)}</main>
</html>
`
}

/** The same body with the same styles inside, and nothing that could be asked for elsewhere. */
function paperOf(sheet: Sheet, styles: string): string {
  return `<!doctype html>
<html lang="${LANGUAGE_TAG[sheet.language]}">
<meta charset="utf-8">
<meta http-equiv="content-security-policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${sheetTitle(sheet)}</title>
<style>${styles}</style>
<main>${sheetBody(sheet)}</main>
</html>
`
}

function asPage(app: HttpApp, edge: Edge): void {
  const file = (name: string) => readFileSync(new URL(name, FILES), 'utf8')
  const [styles, script] = [file('sheet.css'), file('sheet.js')]
  const still = { config: { access: 'public' }, schema: { hide: true } } as const
  app.get('/pages/sheet.css', still, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(styles),
  )
  app.get('/pages/sheet.js', still, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').send(script),
  )
  app.get(
    '/sheets/:id/:form',
    {
      config: { access: { scope: 'read' }, refusals: ['unknown_whistle'] },
      schema: { hide: true, params: actingBodies.sheetPath, querystring: actingBodies.sheetQuery },
    },
    async (request, reply) => {
      const sheet = await sheetOf(edge, request, {
        ...request.params,
        language: request.query.language ?? request.language,
      })
      return sendPage(reply, () => pageOf(sheet))
    },
  )
}

function asPdf(app: HttpApp, edge: Edge, printer: Printer): void {
  const styles = readFileSync(new URL('sheet.css', FILES), 'utf8')
  app.get(
    '/api/whistles/:id/sheets/:form',
    {
      config: {
        access: { scope: 'read' },
        isHeavy: true,
        refusals: ['unknown_whistle', 'printing_not_installed', 'printing_busy', 'printing_failed'],
        openapi: {
          responses: {
            200: {
              description: 'The sheet as PDF, A4',
              content: { 'application/pdf': { schema: { type: 'string', format: 'binary' } } },
            },
          },
        },
      },
      schema: {
        operationId: 'printSheet',
        tags: ['whistles'],
        summary: '打印吹哨单、办结报告 · The whistle order or the closing report, as PDF',
        description:
          'Made by the Chromium of the server, where there is one; the same sheet as a page is at /sheets/{id}/{form}.',
        params: actingBodies.sheetPath,
        querystring: actingBodies.sheetQuery,
      },
    },
    async (request, reply) => {
      const sheet = await sheetOf(edge, request, {
        ...request.params,
        language: request.query.language ?? request.language,
      })
      const pdf = await printer.print(paperOf(sheet, styles))
      const name = `${sheet.form}-${sheet.whistle.id}.pdf`
      return reply
        .type('application/pdf')
        .header('content-disposition', `inline; filename="${name}"`)
        .send(Buffer.from(pdf))
    },
  )
}

export function sheetRoutes(app: HttpApp, edge: Edge, printer: Printer): void {
  asPage(app, edge)
  asPdf(app, edge, printer)
}
