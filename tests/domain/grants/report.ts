// The proof of grants, and that it can fail.
import { readFileSync } from 'node:fs'
import { decideGrant } from '@muster/domain'
import type { Report } from '../reports.ts'
import { type GrantPlay, HONEST, playGrants } from './play.ts'

const SOURCE = new URL('../../../packages/domain/src/grant/', import.meta.url)

function literals(file: string, pattern: RegExp): readonly string[] {
  const text = readFileSync(new URL(file, SOURCE), 'utf8')
  return [...new Set([...text.matchAll(pattern)].map(([, name = '']) => name))]
}

/** Only the server is refused so, and the game is played by people. */
const NOT_PLAYED = 'not_for_the_system'

const BROKEN: Readonly<Record<string, Partial<GrantPlay>>> = {
  'what is delegated outlives its source': {
    seen: ({ source: _source, ...grant }) => grant,
  },
  'a suspended grant goes on': {
    seen: ({ suspended: _suspended, ...grant }) => grant,
  },
  'what is meant for one person is everybody’s': {
    seen: grant => ({ ...grant, person: 'person-one' as never }),
  },
  'what was delegated is delegated on': {
    decide: (state, command, context) => {
      if (command.type !== 'DelegateGrant' || command.source.status === 'none')
        return decideGrant(state, command, context)
      const { source: _source, ...grant } = command.source.grant
      return decideGrant(state, { ...command, source: { ...command.source, grant } }, context)
    },
  },
  'a whistle is left without a commander': {
    decide: (state, command, context) =>
      'openWhistles' in command
        ? decideGrant(state, { ...command, openWhistles: 0 }, context)
        : decideGrant(state, command, context),
  },
  'a narrowing may widen': {
    decide: (state, command, context) => {
      const isWide = command.type === 'NarrowGrant' && state.status === 'given'
      if (!isWide) return decideGrant(state, command, context)
      const until = state.grant.until === undefined ? {} : { until: state.grant.until }
      const stamp = { at: context.now, by: state.given.by, reason: command.reason }
      const to = { departments: 'all' as const, ...until }
      const event = { type: 'GrantNarrowed' as const, ...stamp, to, instrument: 'paper' }
      return { ok: true, events: [event] }
    },
  },
}

const LEAST_OF_EACH = 300
const LEAST_REFUSED = 20

function lines(title: string, counts: ReadonlyMap<string, number>): readonly string[] {
  const sorted = [...counts].sort(([, a], [, b]) => b - a)
  return [`${title}:`, ...sorted.map(([key, count]) => `  ${String(count).padStart(9)}  ${key}`)]
}

/** Every event and every refusal of grants happens often enough, nothing is wrong, and what is broken is caught. */
export function reportGrants(commands: number, seed: number): Report {
  const begun = performance.now()
  const played = playGrants({ ...HONEST, seed, commands })
  const failures = [...played.failures]
  for (const type of literals('grant.ts', /type: '(Grant\w+)'/g))
    if ((played.events.get(type) ?? 0) < LEAST_OF_EACH)
      failures.push(`${type} happened only ${played.events.get(type) ?? 0} times`)
  for (const code of literals('decide.ts', /refuse\(\s*'(\w+)'/g))
    if (code !== NOT_PLAYED && (played.refusals.get(code) ?? 0) < LEAST_REFUSED)
      failures.push(`${code} was refused only ${played.refusals.get(code) ?? 0} times`)
  const caught = Object.entries(BROKEN).map(([name, broken]) => {
    const [first] = playGrants({ ...HONEST, ...broken, seed, commands }).failures
    if (first === undefined) failures.push(`control: not caught: ${name}`)
    return `${name} → ${first ?? 'NOT CAUGHT'}`
  })
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  return {
    lines: [
      `seed ${seed}: ${commands} commands, ${played.accepted} accepted, ${played.questions} questions answered alike, ${seconds} s`,
      ...lines('events', played.events),
      ...lines('refusals', played.refusals),
      ...caught,
    ],
    failures,
  }
}
