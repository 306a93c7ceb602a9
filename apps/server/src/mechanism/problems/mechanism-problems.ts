// Everything the mechanism refuses with, and how the facts of a refusal are put into words.
import type { Power, Rank, RefusalCode } from '@muster/domain'
import type { Problems, ProblemTable, RefusalLike } from '../../platform/http/problems.ts'
import { plainStatus } from '../story/status-words.ts'
import {
  BLOCK_WORDS,
  DIMENSION_WORDS,
  type Language,
  openWord,
  POWER_WORDS,
  PROOF_FAULT_WORDS,
  PROOF_WORDS,
  RANK_WORDS,
} from '../story/words.ts'
import { blowingProblems } from './blowing.ts'
import { broadcastProblems } from './broadcasts.ts'
import { caseProblems } from './cases.ts'
import { comingProblems } from './coming.ts'
import { contactProblems } from './contacts.ts'
import { directoryProblems } from './directory.ts'
import { empoweringProblems } from './empowering.ts'
import { judgingProblems } from './judging.ts'
import { organisingProblems } from './organising.ts'
import { registryProblems } from './registries.ts'
import { rosterProblems } from './rosters.ts'
import { findRule } from './rules.ts'
import { standingProblems } from './standing.ts'
import { workingProblems } from './working.ts'

/** A code without words does not compile. */
export const mechanismProblems = {
  ...standingProblems,
  ...blowingProblems,
  ...comingProblems,
  ...workingProblems,
  ...caseProblems,
  ...judgingProblems,
  ...registryProblems,
  ...directoryProblems,
  ...rosterProblems,
  ...contactProblems,
  ...broadcastProblems,
  ...empoweringProblems,
  ...organisingProblems,
} satisfies ProblemTable<RefusalCode>

type ToWords = (value: string, language: Language) => string

function listed(value: string, language: Language, word: (code: string) => string): string {
  return value
    .split(',')
    .map(word)
    .join(language === 'zh' ? '、' : ', ')
}

/** `position:too_far` in words. */
function proofFault(value: string, language: Language): string {
  const [proof = '', fault = ''] = value.split(':')
  return `${openWord(PROOF_WORDS, proof, language)}${language === 'zh' ? '：' : ': '}${openWord(PROOF_FAULT_WORDS, fault, language)}`
}

/** The facts of a refusal that are codes, and how each is said. */
const FACTS: Readonly<Record<string, ToWords>> = {
  missing: (value, language) => POWER_WORDS[value as Power]?.[language] ?? value,
  rank: (value, language) => RANK_WORDS[value as Rank]?.[language] ?? value,
  status: plainStatus,
  blocks: (value, language) =>
    listed(value, language, code => openWord(BLOCK_WORDS, code, language)),
  dimension: (value, language) => openWord(DIMENSION_WORDS, value, language),
  departments: (value, language) => listed(value, language, code => code),
  reasons: (value, language) =>
    value === ''
      ? { zh: '没有提供', en: 'none was given' }[language]
      : listed(value, language, code => proofFault(code, language)),
}

function factsInWords(refusal: RefusalLike, language: Language): Record<string, string> {
  const words: Record<string, string> = {}
  for (const [fact, value] of Object.entries(refusal)) {
    const toWords = FACTS[fact]
    if (toWords !== undefined && typeof value === 'string') words[fact] = toWords(value, language)
  }
  return words
}

/** Problems that fill their texts with words for the mechanism's codes, and name the rule they keep. */
export function inWords(problems: Problems): Problems {
  return {
    ...problems,
    toProblem: (refusal, language, instance) => {
      const words = factsInWords(refusal, language)
      const problem = problems.toProblem({ ...refusal, ...words }, language, instance)
      const { status: _told, ...codes } = Object.fromEntries(
        Object.entries(refusal).filter(([fact]) => fact in words),
      )
      const rule = findRule(problem.rule)
      // Programs get the codes; the texts alone hold words.
      return { ...problem, ...codes, ...(rule ? { ruleText: rule[language] } : {}) }
    },
  }
}
