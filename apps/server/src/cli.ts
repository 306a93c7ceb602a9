// The operator's commands: npm run muster -- COMMAND

import { cityCommands } from './city-file.ts'
import { CONFIG_EXIT_CODE, type Config, ConfigError, readConfig } from './config.ts'
import { AWAY_EXIT_CODE, DatabaseAwayError } from './database-at-start.ts'
import { tableCommands } from './features/directory/tables/operator.ts'
import { assemble, type Features } from './features.ts'
import { checkFolders } from './folders.ts'
import { SCOPES, scopeRules } from './mechanism/scopes.ts'
import { createLogger } from './platform/log.ts'
import { accountCommands } from './platform/operator/account-commands.ts'
import { forgetCommand } from './platform/operator/forget-command.ts'
import { healthCommand } from './platform/operator/health-command.ts'
import { type OperatorCommand, runOperator } from './platform/operator/operator-command.ts'
import { rebuildCommand } from './platform/operator/rebuild-command.ts'
import { tokenCommands, type WithPlatform } from './platform/operator/token-commands.ts'
import { openPlatform } from './platform.ts'

const context = {
  out: (line: string) => process.stdout.write(`${line}\n`),
  complain: (line: string) => process.stderr.write(`${line}\n`),
}

function platformOpener(config: Config, features: Features): WithPlatform {
  return async work => {
    checkFolders(config)
    const opened = await openPlatform(config, features.all, createLogger('warn', process.stderr))
    try {
      return await work(opened.platform)
    } finally {
      await opened.close()
    }
  }
}

// Whoever reads the output may stop reading, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

/** Under whose keys the words of people lie. */
const SUBJECTS = [
  { subject: 'w-…', words: '一次吹哨的文字 · the words of a whistle, by its id' },
  { subject: 'c-…', words: '一个事项的文字 · the words of a case, by its id' },
  {
    subject: 'person:ID',
    words: '一个人的姓名、电话和位置 · name, telephone and positions of a person',
  },
  { subject: 'report-CASE.REPORT', words: '一条线索的反映人 · who brought a report' },
  { subject: 'b-…', words: '一次群呼的文字 · the words of a drill or an alarm, by its id' },
  { subject: 'grant:ID', words: '收回授权的理由 · why a grant was revoked' },
] as const

async function main(): Promise<number> {
  const config = readConfig()
  const { publicUrl, host, port } = config
  const features = assemble(config)
  const types = features.all.flatMap(feature => feature.streamTypes ?? [])
  const withPlatform = platformOpener(config, features)
  const commands: OperatorCommand[] = [
    rebuildCommand(withPlatform, types),
    ...cityCommands(withPlatform, features.edgeOf),
    ...tableCommands(withPlatform, features.edgeOf),
    forgetCommand(withPlatform, SUBJECTS),
    ...accountCommands(withPlatform, publicUrl ?? `http://${host}:${port}`),
    ...tokenCommands(withPlatform, { ...scopeRules, words: SCOPES }),
    healthCommand(publicUrl ?? `http://${host}:${port}`),
  ]
  return runOperator(commands, process.argv.slice(2), context)
}

try {
  process.exitCode = await main()
} catch (error) {
  if (error instanceof ConfigError) {
    for (const problem of error.problems) context.complain(problem)
    process.exitCode = CONFIG_EXIT_CODE
  } else {
    context.complain(error instanceof Error ? error.message : String(error))
    process.exitCode = error instanceof DatabaseAwayError ? AWAY_EXIT_CODE : 1
  }
}
