// /api/tokens: an administrator issues, lists and revokes tokens.
import {
  divisionCode,
  duration,
  id,
  instant,
  line,
  page,
  pageQuery,
  toRfc3339,
} from '@muster/contract/wire'
import { z } from 'zod'
import type { KeepAct } from '../audit-trail/keep-act.ts'
import { readCursor, writeCursor } from '../http/cursor.ts'
import { actorOf, type HttpApp } from '../http/types.ts'
import { placeOf, type TokenRow } from './token-rows.ts'
import type { TokenName } from './token-text.ts'
import type { Tokens } from './tokens.ts'

const scopeName = line({ max: 40 }).meta({ examples: ['read'] })

const tokenRequest = z
  .strictObject({
    person: id.meta({
      description: 'Id of the person, or of the connected system',
      examples: ['p-110117-police-03'],
    }),
    office: id,
    organisation: id,
    district: divisionCode,
    kind: z.enum(['person', 'integration']).meta({
      description: 'A connected system never holds what only people decide',
      examples: ['person'],
    }),
    scopes: z
      .array(scopeName)
      .max(50)
      .meta({ description: 'What it allows at most', examples: [['read']] }),
    label: line({ max: 100 }).meta({ description: 'What it is for', examples: ['12345 热线对接'] }),
    lasts: duration.meta({ description: 'Up to P366D', examples: ['P90D'] }),
  })
  .meta({ id: 'TokenRequest', description: 'Who a token is for, and what it allows at most' })

const tokenEntry = z
  .strictObject({
    id: z
      .string()
      .meta({ description: 'Id of the token, not its secret', examples: ['gD3hQbEGXayf'] }),
    district: z
      .string()
      .meta({ description: 'Administrative code of its district', examples: ['110117'] }),
    person: z.string().meta({
      description: 'Id of the person, or of the connected system',
      examples: ['p-110117-police-03'],
    }),
    office: z.string().meta({ description: 'The office it acts in', examples: ['110117006.duty'] }),
    organisation: z
      .string()
      .meta({ description: 'The organisation of that office', examples: ['110117006'] }),
    kind: z.enum(['person', 'integration']).meta({ description: 'Whose it is' }),
    scopes: z
      .array(z.string())
      .meta({ description: 'What it allows at most', examples: [['read', 'attend']] }),
    label: z.string().meta({ description: 'What it is for', examples: ['desk-app'] }),
    issuedBy: z.string().meta({ description: 'Who issued it', examples: ['p-000000-admin'] }),
    issuedAt: instant,
    expiresAt: instant,
    revokedAt: instant.optional(),
  })
  .meta({ id: 'Token', description: 'A token without its secret' })

const tokenPage = page(tokenEntry).meta({ id: 'TokenPage', description: 'A page of tokens' })

const tokenPath = z.strictObject({ district: divisionCode, id })

const TAGS = ['tokens']

export interface TokenParts {
  readonly tokens: Tokens
  readonly adminScope: string
  readonly keepAct: KeepAct
}

export function tokenRoutes(app: HttpApp, parts: TokenParts): void {
  const { tokens, adminScope, keepAct } = parts
  const access = { scope: adminScope }
  const heavy = { scope: adminScope, stepUp: true }
  app.post(
    '/api/tokens',
    {
      // The secret cannot be shown twice, so a repeated request makes another token.
      config: {
        access: heavy,
        command: false,
        refusals: [
          'integration_not_allowed',
          'scope_unknown',
          'scope_missing',
          'life_too_long',
          'unknown_token_person',
        ],
      },
      schema: {
        operationId: 'issueToken',
        tags: TAGS,
        summary: 'Issue a token; it is shown this once',
        description:
          'It holds at most the scopes of the token that issues it. A person has to be in the directory; a connected system is named as it is asked for.',
        body: tokenRequest,
        response: {
          201: z.strictObject({
            token: z.string().meta({
              description: 'The secret; it is not shown again',
              examples: ['mus_110117_…'],
            }),
            id: z.string().meta({
              description: 'Names the token when it is revoked',
              examples: ['gD3hQbEGXayf'],
            }),
          }),
        },
      },
    },
    async (request, reply) => {
      const { scopes, label, lasts, ...grantee } = request.body
      const issuer = actorOf(request)
      const asked = { grantee, scopes, label, issuer, issuedBy: issuer.person, lastsMs: lasts }
      const issued = await tokens.issue(asked)
      if (!issued.ok) return reply.refuse(issued)
      await keepAct(request, 'token_issued', touchedBy(issued.name))
      return reply.code(201).send({ token: issued.token, id: issued.name.id })
    },
  )
  app.get(
    '/api/tokens',
    {
      config: { access, refusals: ['cursor_invalid'] },
      schema: {
        operationId: 'listTokens',
        tags: TAGS,
        summary: 'List tokens, revoked ones too',
        querystring: z.strictObject({ ...pageQuery, district: divisionCode.optional() }),
        response: { 200: tokenPage },
      },
    },
    async request => {
      const { cursor, limit, district } = request.query
      const after = readCursor(cursor)
      const rows = await tokens.page({ district, after, limit: limit + 1 })
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      const items = shown.map(toEntry)
      const isMore = last !== undefined && rows.length > limit
      return isMore ? { items, next: writeCursor(placeOf(last)) } : { items }
    },
  )
  revokeRoute(app, parts, heavy)
}

function touchedBy({ district, id: name }: TokenName) {
  return { district, subject: `token:${name}` }
}

function revokeRoute(
  app: HttpApp,
  { tokens, keepAct }: TokenParts,
  access: { readonly scope: string; readonly stepUp: boolean },
): void {
  app.post(
    '/api/tokens/:district/:id/revoke',
    {
      config: { access, command: false, refusals: ['not_found'] },
      schema: {
        operationId: 'revokeToken',
        tags: TAGS,
        summary: 'Revoke a token; it stops working everywhere within a second',
        params: tokenPath,
        response: {
          200: z.strictObject({
            revoked: z.boolean().meta({ description: 'False when it was revoked before' }),
          }),
        },
      },
    },
    async (request, reply) => {
      const revoked = await tokens.revoke(request.params, actorOf(request).person)
      if (revoked) await keepAct(request, 'token_revoked', touchedBy(request.params))
      return revoked ? { revoked } : reply.refuse({ code: 'not_found' })
    },
  )
}

function toEntry(row: TokenRow): z.input<typeof tokenEntry> {
  const { hash: _hash, purpose: _purpose, issuedAt, expiresAt, revokedAt, scopes, ...rest } = row
  return {
    ...rest,
    scopes: [...scopes],
    issuedAt: toRfc3339(issuedAt),
    expiresAt: toRfc3339(expiresAt),
    ...(revokedAt === null ? {} : { revokedAt: toRfc3339(revokedAt) }),
  }
}
