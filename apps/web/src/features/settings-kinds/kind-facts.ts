// All that a version of a kind says, fact by fact in words; and what differs between two of them. Pure.
import { SUMMONS_CLOCKS, WHISTLE_CLOCKS } from '@muster/domain'
import type { Schemas } from '../../api/client.ts'
import type { Language } from '../../i18n/language.ts'
import { nameIn, type Say } from '../../i18n/words.ts'
import { hasWord, type KindWord, type kindsWords } from './words.ts'

export type Kind = Schemas['WhistleKind']
export type Duration = Schemas['Duration']
export type Rung = Schemas['LadderStep']

export interface KindSpeech {
  readonly say: Say<keyof (typeof kindsWords.tables)['en']>
  readonly tag: Language
  /** Names of channels and of what a ladder does, which other pages use as well. */
  readonly channel: (code: string) => string
  readonly act: (code: string) => string
}

export const SECTIONS = [
  'basics',
  'who',
  'clocks',
  'ladders',
  'scene',
  'returns',
  'work',
  'grading',
  'secrecy',
] as const
export type Section = (typeof SECTIONS)[number]

export interface Fact {
  readonly key: string
  readonly section: Section
  readonly label: string
  readonly value: string
}

export const LADDER_CLOCKS = [...SUMMONS_CLOCKS, ...WHISTLE_CLOCKS] as const

const HOUR = 60

/** Whole hours are said as hours: nobody thinks in 1440 minutes. */
function minutesWords(minutes: number, { say }: KindSpeech): string {
  return minutes >= HOUR && minutes % HOUR === 0
    ? say('d_hours', { amount: minutes / HOUR })
    : say('d_minutes', { amount: minutes })
}

export function durationWords({ amount, unit }: Duration, speech: KindSpeech): string {
  return unit === 'minutes'
    ? minutesWords(amount, speech)
    : speech.say(`d_${unit}`, { count: amount })
}

function listWords(parts: readonly string[], { tag, say }: KindSpeech): string {
  if (parts.length === 0) return say('none_')
  return parts.join(tag === 'en' ? ', ' : '、')
}

export function rungTime(minutes: number, speech: KindSpeech): string {
  const { say } = speech
  if (minutes === 0) return say('rungAt')
  const time = minutesWords(Math.abs(minutes), speech)
  return say(minutes < 0 ? 'rungBefore' : 'rungAfter', { time })
}

export function rungWords(rung: Rung, speech: KindSpeech): string {
  const { say, act, channel } = speech
  const { minutes, tell, channels, repeat } = rung
  const parts = [
    rungTime(minutes, speech),
    `${act(rung.act)} ${say(`tell_${tell}`)}`,
    ...(channels
      ? [say('r_channels', { channels: listWords(channels.map(channel), speech) })]
      : []),
    ...(repeat ? [say('r_repeat', { every: repeat.everyMinutes, count: repeat.times })] : []),
  ]
  return parts.join(speech.tag === 'en' ? ', ' : '，')
}

/** A code that has a word is said by it; others as they are. */
export function codeWords(prefix: 'block' | 'measure', code: string, { say }: KindSpeech): string {
  const word = `${prefix}_${code}`
  return hasWord(word) ? say(word as 'block_site_safe') : code
}

type Row = readonly [key: string, label: KindWord, value: string]

type Rows = (kind: Kind, speech: KindSpeech) => readonly Row[]

const RANKS = ['head', 'deputy', 'duty', 'officer'] as const

function ranksWords(ranks: Kind['blowers'], speech: KindSpeech): string {
  const held = RANKS.filter(rank => ranks.includes(rank))
  return listWords(
    held.map(rank => speech.say(`rank_${rank}`)),
    speech,
  )
}

function codesWords(prefix: 'block' | 'measure', codes: readonly string[], speech: KindSpeech) {
  return listWords(
    codes.map(code => codeWords(prefix, code, speech)),
    speech,
  )
}

const clockRows: Rows = (kind, speech) => [
  ...SUMMONS_CLOCKS.map((name): Row => {
    const clock = kind.summonsClocks[name]
    const value = clock === undefined ? speech.say('notRunning') : durationWords(clock, speech)
    return [`clock.${name}`, `clock_${name}`, value]
  }),
  [
    'clock.approval',
    kind.approval === 'before' ? 'clock_approval' : 'clock_review',
    durationWords(kind.approvalClock, speech),
  ],
  ['clock.ruling', 'clock_ruling', durationWords(kind.rulingClock, speech)],
  ['clock.grade', 'clock_grade', durationWords(kind.gradeClock, speech)],
  ['clock.appeal', 'clock_appeal', durationWords(kind.appealClock, speech)],
]

const ladderRows: Rows = ({ ladders }, speech) =>
  LADDER_CLOCKS.map((name): Row => {
    const rungs = (ladders[name] ?? []).map(one => rungWords(one, speech))
    const value = rungs.length === 0 ? speech.say('ladderNone') : rungs.join('\n')
    return [`ladder.${name}`, `clock_${name}`, value]
  })

const sceneRows: Rows = ({ presence, proofs }, { say }) => [
  ['presence', 'presence', say(`presence_${presence}`)],
  ['radius', 'radius', say('f_metres', { amount: proofs.radiusMetres })],
  ['accuracy', 'accuracy', say('f_metres', { amount: proofs.maxAccuracyMetres })],
  ['age', 'age', say('f_seconds', { amount: proofs.maxAgeSeconds })],
  ['codeSeconds', 'codeSeconds', say('f_seconds', { amount: proofs.codeSeconds })],
]

const gradingRows: Rows = ({ rubric }, { say, tag }) => {
  const lines = rubric.map(({ name, weight, max }) =>
    say('f_dimension', { name: nameIn(tag, name), weight, max }),
  )
  return [['rubric', 'rubric', lines.join('\n')]]
}

const ROWS: Readonly<Record<Section, Rows>> = {
  basics: ({ name }) => [
    ['name.zh', 'nameZh', name.zh],
    ['name.en', 'nameEn', name.en],
  ],
  who: (kind, speech) => [
    ['approval', 'approval', speech.say(`approval_${kind.approval}`)],
    ['blowers', 'blowers', ranksWords(kind.blowers, speech)],
    ['approvers', 'approvers', ranksWords(kind.approvers, speech)],
  ],
  clocks: clockRows,
  ladders: ladderRows,
  scene: sceneRows,
  returns: ({ maxReturns, disputeOnScene }, { say }) => [
    ['maxReturns', 'maxReturns', String(maxReturns)],
    ['disputeOnScene', 'disputeOnScene', say(disputeOnScene ? 'yes' : 'no')],
  ],
  work: ({ measureTypes, releaseBlocks }, speech) => [
    ['measureTypes', 'measureTypes', codesWords('measure', measureTypes, speech)],
    ['releaseBlocks', 'releaseBlocks', codesWords('block', releaseBlocks, speech)],
  ],
  grading: gradingRows,
  secrecy: ({ confidential, publicAfter, homeAddress = 'none' }, speech) => [
    ['confidential', 'confidential', speech.say(confidential ? 'yes' : 'no')],
    ['publicAfter', 'publicAfter', durationWords(publicAfter, speech)],
    ['homeAddress', 'homeAddress', speech.say(`home_${homeAddress}`)],
  ],
}

export function factsOf(kind: Kind, speech: KindSpeech): readonly Fact[] {
  return SECTIONS.flatMap(section =>
    ROWS[section](kind, speech).map(([key, label, value]) => ({
      key,
      section,
      label: speech.say(label as 'name'),
      value,
    })),
  )
}

export interface Change {
  readonly key: string
  readonly section: Section
  readonly label: string
  readonly before: string
  readonly after: string
}

/** What one says otherwise than the other; the order is that of the facts. */
export function changesBetween(before: Kind, after: Kind, speech: KindSpeech): readonly Change[] {
  const old = new Map(factsOf(before, speech).map(fact => [fact.key, fact.value]))
  return factsOf(after, speech).flatMap(({ value, ...fact }) => {
    const was = old.get(fact.key) ?? ''
    return was === value ? [] : [{ ...fact, before: was, after: value }]
  })
}
