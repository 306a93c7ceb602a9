// One registry of everything the API can refuse with; turns a refusal into application/problem+json.
import type { Problem } from '@muster/contract/wire'
import type { Language } from './language.ts'

/** Title (what happened) and detail (what was kept, what to do); `{name}` is filled from the refusal. */
export type Words = readonly [title: string, detail: string]

export interface ProblemEntry {
  readonly status: number
  /** The rule of the design that refuses, when one does. */
  readonly rule?: string
  readonly zh: Words
  readonly en: Words
}

/** A table that must have an entry for every code, or it does not compile. */
export type ProblemTable<C extends string> = Readonly<Record<C, ProblemEntry>>

/** What a refusal must have to be answered; everything else in it is shown to the caller. */
export interface RefusalLike {
  readonly code: string
  readonly field?: string | undefined
  readonly rule?: string | undefined
  /** When it is worth asking again. */
  readonly retryAfterSeconds?: number | undefined
}

export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8'

export interface Problems {
  find(code: string): ProblemEntry | undefined
  entries(): Iterable<readonly [string, ProblemEntry]>
  /** The document for a refusal; an unregistered code is an error of ours, so it throws. */
  toProblem(refusal: RefusalLike, language: Language, instance: string): Problem
}

/** Joins the tables of platform and domain. A code in two tables is a mistake found at start. */
export function createProblems(
  ...tables: readonly Readonly<Record<string, ProblemEntry>>[]
): Problems {
  const registry = new Map<string, ProblemEntry>()
  for (const [code, entry] of tables.flatMap(table => Object.entries(table))) {
    if (registry.has(code)) throw new Error(`the problem ${code} is registered twice`)
    registry.set(code, entry)
  }
  return {
    find: code => registry.get(code),
    entries: () => registry.entries(),
    toProblem: (refusal, language, instance) => {
      const entry = registry.get(refusal.code)
      if (entry === undefined) throw new Error(`no problem is registered for ${refusal.code}`)
      return describe(entry, refusal, language, instance)
    },
  }
}

function describe(
  entry: ProblemEntry,
  refusal: RefusalLike,
  language: Language,
  instance: string,
): Problem {
  const { code, field, rule = entry.rule, ...extra } = refusal
  const [title, detail] = entry[language]
  return {
    ...extra,
    type: `/problems/${code}`,
    title,
    status: entry.status,
    code,
    detail: fill(detail, refusal),
    ...(field === undefined ? {} : { field }),
    ...(rule === undefined ? {} : { rule }),
    instance,
  }
}

function fill(template: string, refusal: RefusalLike): string {
  if (!template.includes('{')) return template
  const values = new Map<string, unknown>(Object.entries(refusal))
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values.get(name) ?? '…'))
}

/** Thrown where a handler or hook cannot go on; carries a registered refusal. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly refusal: RefusalLike
  constructor(refusal: RefusalLike, options?: ErrorOptions) {
    super(refusal.code, options)
    this.refusal = refusal
  }
}
