// What the long programs of this folder are told on the command line, and what they say when that is not understood.
import { type ParseArgsConfig, parseArgs } from 'node:util'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<O extends Options> = ReturnType<typeof parseArgs<{ options: O }>>['values']

/** Prints `usage` and ends for `--help`; names what it does not know, with `usage`, and ends with 2. */
export function optionsOf<O extends Options>(usage: string, options: O): Values<O> {
  if (process.argv.includes('--help')) {
    process.stdout.write(`${usage}\n`)
    process.exit(0)
  }
  try {
    return parseArgs({ options }).values as Values<O>
  } catch (error) {
    return misused(usage, error instanceof Error ? error.message : String(error))
  }
}

/** An option that says what cannot be. */
export function misused(usage: string, problem: string): never {
  process.stderr.write(`${problem}\n\n${usage}\n`)
  process.exit(2)
}

/** A whole number of at least 0. */
export function wholeNumber(usage: string, name: string, text: string): number {
  return /^\d{1,15}$/.test(text)
    ? Number(text)
    : misused(usage, `--${name} is a whole number, not ${JSON.stringify(text)}`)
}
