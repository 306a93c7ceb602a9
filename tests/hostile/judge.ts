// What no answer may be, and what none may say.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DemoServer } from '../harness/demo-server.ts'
import { ROOT } from '../harness/paths.ts'
import { hiddenFrom } from '../permissions/hidden.ts'
import { matterOf, ROLES, type Role } from '../permissions/roles.ts'
import { MATTERS, type World } from '../permissions/world.ts'
import type { Attack } from './generate.ts'
import type { Received } from './send.ts'

/** Traces of the inside: a stack, a statement, a sealed text. */
const INSIDE: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a stack trace', /\n\s+at \S+ \(|\.(?:ts|js):\d+:\d+/],
  ['a statement', /\bselect\b[^"]{1,200}\bfrom\b|\binsert into\b|syntax error at|relation \\"/i],
  ['a sealed text', /sealed:v1:/],
  ['a folder', /node_modules|apps\/server|pgdata/],
]

export interface Judge {
  /** What is wrong with an answer, in words; nothing when all is well. */
  judge(attack: Attack, received: Received): string[]
  /** What the server's own log says that it must not. */
  judgeLog(log: string): string[]
}

export function createJudge(
  server: DemoServer,
  world: World,
  tokens: Readonly<Record<Role, string | undefined>>,
): Judge {
  const secrets = secretsOf(server, tokens)
  const hidden = new Map(ROLES.map(role => [role, hiddenFrom(role, world)] as const))
  const words = MATTERS.map(name => world.matters[name].planted)
  const tokenTexts = Object.values(tokens).filter(token => token !== undefined)
  return {
    judgeLog: log => {
      // The demo prints tokens of its invented people when it starts, and nothing secret afterwards.
      const logged = log.slice(log.indexOf('Ctrl+C'))
      return [...tokenTexts, ...words]
        .filter(word => logged.includes(word))
        .map(word => `the log holds ${word}`)
    },
    judge: (attack, received) => {
      const said = `${received.headers}\n${received.text}`
      const asked = world.matters[matterOf(attack.role, attack.reach)]
      const own = new Set<string>([asked.whistle, asked.caseId, asked.ended])
      const leaked = (hidden.get(attack.role) ?? []).filter(
        word => !own.has(word) && said.includes(word),
      )
      return [
        ...(received.status === 0 && !isCutOff(attack) ? [`no answer: ${received.text}`] : []),
        ...(received.status >= 500 ? [`answered ${received.status}: ${received.text}`] : []),
        ...INSIDE.filter(([, pattern]) => pattern.test(said)).map(([what]) => `shows ${what}`),
        ...secrets.filter(secret => said.includes(secret)).map(secret => `shows ${secret}`),
        ...leaked.map(word => `shows ${word}, which is hidden from ${attack.role}`),
        ...(attack.mustBeRefused && isDone(attack, received) ? ['was done, and may not be'] : []),
      ]
    },
  }
}

/** An act that was done; a read may well answer, with nothing that is hidden. */
function isDone({ wire }: Attack, { status }: Received): boolean {
  return wire.method === 'POST' && status >= 200 && status < 300
}

/** Some bodies are not read to their end before the answer: the connection may then be cut. */
function isCutOff({ wire }: Attack): boolean {
  return (wire.body?.length ?? 0) > 200_000
}

/** Tokens, keys, folders and addresses of this deployment, as they would be written. */
function secretsOf(
  { dataDir, databaseUrl }: DemoServer,
  tokens: Readonly<Record<Role, string | undefined>>,
): readonly string[] {
  const keys = filesIn(join(dataDir, 'keys')).flatMap(file => {
    const bytes = readFileSync(file)
    if (bytes.length !== 32) return []
    return [bytes.toString('hex'), bytes.toString('base64url'), bytes.toString('base64')]
  })
  const held = Object.values(tokens).filter(token => token !== undefined)
  return [...keys, ...held, dataDir, ROOT, ...(databaseUrl === undefined ? [] : [databaseUrl])]
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
}
