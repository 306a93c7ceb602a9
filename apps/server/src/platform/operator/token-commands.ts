// muster tokens create | list | revoke: tokens without a running server, or beside one on PostgreSQL.
import { divisionCode, duration, id, toRfc3339 } from '@muster/contract/wire'
import type { ScopeRules } from '../auth/actor.ts'
import type { Platform } from '../feature.ts'
import {
  type CommandInput,
  type OperatorCommand,
  required,
  UsageError,
} from './operator-command.ts'

/** Opens the platform, runs the work and closes it, whatever happens. */
export type WithPlatform = <T>(work: (platform: Platform) => Promise<T>) => Promise<T>

const BY = 'command line'
const text = { type: 'string' } as const

const EMBEDDED_NOTE =
  'On the embedded database stop the server first, or use POST /api/tokens of the running one.'

/** What each scope allows, in words, for the help. */
export interface ScopeWords extends ScopeRules {
  readonly words: Readonly<Record<string, string>>
}

export function tokenCommands(withPlatform: WithPlatform, scopes: ScopeWords): OperatorCommand[] {
  return [
    createCommand(withPlatform, scopes),
    listCommand(withPlatform),
    revokeCommand(withPlatform),
  ]
}

function createCommand(withPlatform: WithPlatform, scopes: ScopeWords): OperatorCommand {
  return {
    name: 'tokens create',
    summary: '发令牌 · issue a token; it is shown this once',
    usage:
      '--person ID --office ID --organisation ID --district CODE --scopes A,B [--kind person|integration] [--label TEXT] [--lasts P90D]',
    help: [
      '权限 · scopes:',
      ...Object.entries(scopes.words).map(([scope, words]) => `  ${scope.padEnd(12)}${words}`),
      '',
      `系统对接（--kind integration）的令牌不能有：${[...scopes.personOnly].join(' ')}`,
      `The token of an integration never holds: ${[...scopes.personOnly].join(' ')}`,
      EMBEDDED_NOTE,
    ],
    options: {
      person: text,
      office: text,
      organisation: text,
      district: text,
      scopes: text,
      kind: { type: 'string', default: 'person' },
      label: { type: 'string', default: '' },
      lasts: { type: 'string', default: 'P90D' },
    },
    run: async (input, { out, complain }) => {
      const request = toTokenRequest(input)
      const issued = await withPlatform(platform => platform.tokens.issue(request))
      if (!issued.ok) {
        complain(`没有发出 · not issued: ${issued.code} ${issued.scope ?? ''}`.trim())
        return 1
      }
      out(issued.token)
      return 0
    },
  }
}

function toTokenRequest(input: CommandInput) {
  const district = checked(divisionCode, required(input, 'district'), 'district')
  const kind = required(input, 'kind')
  if (kind !== 'person' && kind !== 'integration') {
    throw new UsageError('--kind: person | integration')
  }
  return {
    grantee: {
      person: checked(id, required(input, 'person'), 'person'),
      office: checked(id, required(input, 'office'), 'office'),
      organisation: checked(id, required(input, 'organisation'), 'organisation'),
      district: district.slice(0, 6),
      kind,
    } as const,
    scopes: required(input, 'scopes').split(','),
    label: String(input.values['label'] ?? ''),
    issuedBy: BY,
    lastsMs: checked(duration, required(input, 'lasts'), 'lasts'),
  }
}

interface Checker<T> {
  safeParse(value: unknown): { success: true; data: T } | { success: false }
}

function checked<T>(schema: Checker<T>, value: string, name: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new UsageError(`--${name}: “${value}” 不可用 · cannot be used`)
}

function listCommand(withPlatform: WithPlatform): OperatorCommand {
  return {
    name: 'tokens list',
    summary: '列出令牌 · list tokens, without their secrets',
    usage: '[--district CODE]',
    help: [EMBEDDED_NOTE],
    options: { district: text },
    run: async ({ values }, { out }) => {
      const district = values['district']
      const rows = await withPlatform(platform =>
        platform.tokens.list(typeof district === 'string' ? district : undefined),
      )
      for (const row of rows) {
        const ends =
          row.revokedAt === null
            ? `until ${toRfc3339(row.expiresAt)}`
            : `revoked ${toRfc3339(row.revokedAt)}`
        const who = `${row.person}@${row.organisation}`
        out(
          [`${row.district}/${row.id}`, row.kind, who, row.scopes.join(','), ends, row.label].join(
            '\t',
          ),
        )
      }
      return 0
    },
  }
}

function revokeCommand(withPlatform: WithPlatform): OperatorCommand {
  return {
    name: 'tokens revoke',
    summary: '收回令牌 · revoke a token everywhere within a second',
    usage: 'DISTRICT/ID',
    help: ['tokens list 给出 DISTRICT/ID · tokens list shows it.', EMBEDDED_NOTE],
    options: {},
    positionals: true,
    run: async ({ positionals }, { out, complain }) => {
      const [, district, tokenId] = /^(\d{6})\/(\w+)$/.exec(positionals[0] ?? '') ?? []
      if (district === undefined || tokenId === undefined) throw new UsageError('DISTRICT/ID ?')
      const done = await withPlatform(platform =>
        platform.tokens.revoke({ district, id: tokenId }, BY),
      )
      if (done) out('已收回 · revoked')
      else complain('没有这个令牌，或已收回 · no such token, or it was revoked before')
      return done ? 0 : 1
    },
  }
}
