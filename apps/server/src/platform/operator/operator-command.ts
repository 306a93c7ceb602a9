// What an operator's command is, and how its arguments are read.
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util'

export interface OperatorContext {
  readonly out: (line: string) => void
  readonly complain: (line: string) => void
}

export interface OperatorCommand {
  /** One or two words: `rebuild`, `tokens create`. */
  readonly name: string
  readonly summary: string
  /** What follows the name, such as `--district CODE`. */
  readonly usage: string
  readonly help: readonly string[]
  readonly options: ParseArgsOptionsConfig
  readonly positionals?: boolean
  /** Returns the exit code. */
  run(input: CommandInput, context: OperatorContext): Promise<number>
}

export interface CommandInput {
  readonly values: Readonly<Record<string, unknown>>
  readonly positionals: readonly string[]
}

/** The arguments are wrong: the message says which, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const USAGE_EXIT_CODE = 2

/** Finds the command, reads its arguments, runs it. Without a known one it lists what there is. */
export async function runOperator(
  commands: readonly OperatorCommand[],
  args: readonly string[],
  context: OperatorContext,
): Promise<number> {
  const command = commands.find(each => startsWith(args, each.name.split(' ')))
  if (command === undefined) return listCommands(commands, args, context)
  const rest = args.slice(command.name.split(' ').length)
  if (rest.includes('--help') || rest.includes('-h')) {
    for (const line of helpOf(command)) context.out(line)
    return 0
  }
  try {
    return await command.run(readInput(command, rest), context)
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    context.complain(error.message)
    context.complain(`muster ${command.name} --help`)
    return USAGE_EXIT_CODE
  }
}

function startsWith(args: readonly string[], words: readonly string[]): boolean {
  return words.every((word, at) => args[at] === word)
}

function readInput(command: OperatorCommand, args: readonly string[]): CommandInput {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: command.options,
      allowPositionals: command.positionals === true,
      strict: true,
    })
    return { values, positionals }
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause })
  }
}

function helpOf(command: OperatorCommand): string[] {
  return [
    `muster ${command.name} ${command.usage}`.trim(),
    '',
    command.summary,
    ...(command.help.length === 0 ? [] : ['', ...command.help]),
  ]
}

function listCommands(
  commands: readonly OperatorCommand[],
  args: readonly string[],
  context: OperatorContext,
): number {
  const first = args[0]
  const asksForHelp = first === undefined || first === '--help' || first === '-h'
  const family = commands.filter(each => each.name.split(' ')[0] === first)
  const isKnownFamily = family.length > 0
  const tell = asksForHelp || isKnownFamily ? context.out : context.complain
  if (!asksForHelp && !isKnownFamily) tell(`没有这个命令 · no such command: ${first}`)
  tell('npm run muster -- COMMAND [--help]')
  for (const { name, summary } of isKnownFamily ? family : commands) {
    tell(`  ${name.padEnd(16)}${summary}`)
  }
  const isComplete = asksForHelp || (isKnownFamily && args.includes('--help'))
  return isComplete ? 0 : USAGE_EXIT_CODE
}

/** The text of a required option. */
export function required(input: CommandInput, name: string): string {
  const value = input.values[name]
  if (typeof value === 'string' && value !== '') return value
  throw new UsageError(`--${name} 缺少 · is missing`)
}
