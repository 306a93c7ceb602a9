import { POWERS, REFUSAL_CODES, type Rule } from '@muster/domain'
import { describe, expect, test } from 'vitest'
import { platformProblems } from '../../platform/http/platform-problems.ts'
import { createProblems } from '../../platform/http/problems.ts'
import { blowingProblems } from './blowing.ts'
import { broadcastProblems } from './broadcasts.ts'
import { caseProblems } from './cases.ts'
import { comingProblems } from './coming.ts'
import { contactProblems } from './contacts.ts'
import { directoryProblems } from './directory.ts'
import { empoweringProblems } from './empowering.ts'
import { judgingProblems } from './judging.ts'
import { inWords, mechanismProblems } from './mechanism-problems.ts'
import { organisingProblems } from './organising.ts'
import { registryProblems } from './registries.ts'
import { rosterProblems } from './rosters.ts'
import { findRule, RULES } from './rules.ts'
import { standingProblems } from './standing.ts'
import { workingProblems } from './working.ts'

const problems = inWords(createProblems(platformProblems, mechanismProblems))
const LANGUAGES = ['zh', 'en'] as const

/** What a refusal may say besides code, field and rule. */
const FACTS = new Set([
  'missing',
  'rank',
  'status',
  'limit',
  'department',
  'departments',
  'blocks',
  'reasons',
  'survivor',
  'dimension',
  'max',
  'weights',
  'openWhistles',
  'days',
  'inUse',
])

describe('the words of every refusal', () => {
  test('every code has an entry, in one table only', () => {
    const parts = [
      standingProblems,
      blowingProblems,
      comingProblems,
      workingProblems,
      caseProblems,
      judgingProblems,
      registryProblems,
      directoryProblems,
      empoweringProblems,
      organisingProblems,
      rosterProblems,
      contactProblems,
      broadcastProblems,
    ].flatMap(part => Object.keys(part))
    expect(parts.sort()).toEqual([...REFUSAL_CODES].sort())
  })

  test.each(Object.entries(mechanismProblems))('%s', (code, entry) => {
    expect([403, 404, 409, 422]).toContain(entry.status)
    for (const language of LANGUAGES) {
      const [title, detail] = entry[language]
      expect(title, code).not.toMatch(/[.。!！]$|\{/)
      expect(detail, code).toMatch(/[.。]$/)
      expect(`${title}${detail}`).not.toMatch(/[!！]|请稍|wait,|please|sorry|invalid|error/i)
      for (const [, fact = ''] of `${title}${detail}`.matchAll(/\{(\w+)\}/g))
        expect(FACTS, `${code} says {${fact}}`).toContain(fact)
    }
    expect(entry.zh.join('').replace(/\{\w+\}/g, '')).not.toMatch(/[A-Za-z]/)
    expect(entry.en.join('')).not.toMatch(/[\u3000-\u9fff]/)
  })

  test('every rule has its short text', () => {
    expect(Object.keys(RULES).map(Number)).toEqual(Array.from({ length: 24 }, (_, rule) => rule))
    const eighth: Rule = 8
    expect(findRule(String(eighth))).toBe(RULES[8])
    expect(findRule('24')).toBeUndefined()
  })
})

describe('facts in words', () => {
  const problemOf = (refusal: { code: string; rule?: string; [fact: string]: unknown }) =>
    LANGUAGES.map(language => problems.toProblem(refusal, language, 'req-1'))

  test('a missing power is named in words, and stays a code for programs', () => {
    const [zh, en] = problemOf({ code: 'power_missing', missing: 'veto', rule: '2' })
    expect(zh).toEqual({
      type: '/problems/power_missing',
      title: '缺少所需的权力',
      status: 403,
      code: 'power_missing',
      detail: '什么都没有改变。请由持有「否决」授权的办公室办理，或先取得授权。',
      missing: 'veto',
      rule: '2',
      ruleText: '权力来自授权，办理时核验并随事记录',
      instance: 'req-1',
    })
    expect(en?.detail).toContain('the power to veto here')
    for (const missing of POWERS)
      expect(problemOf({ code: 'power_missing', missing })[0]?.detail).not.toContain(missing)
  })

  test('a status of the mechanism is said, and the HTTP status kept', () => {
    const [zh, en] = problemOf({ code: 'summons_settled', status: 'stood_down', rule: '15' })
    expect(zh).toMatchObject({ status: 409, detail: '什么都没有改变。当前状态：已取消召集。' })
    expect(en).toMatchObject({
      status: 409,
      detail: 'Nothing changed. Its status now: stood down.',
    })
  })

  test('blocks and faults of proofs are listed in words', () => {
    const [zh] = problemOf({ code: 'blocks_unsigned', blocks: 'evidence_fixed,site_safe' })
    expect(zh).toMatchObject({
      detail: '该部门仍在场。尚缺：证据已固定、现场已安全。',
      blocks: 'evidence_fixed,site_safe',
    })
    const [, en] = problemOf({ code: 'no_proof_counts', reasons: 'position:too_far' })
    expect(en?.detail).toContain('(position: too far from the scene)')
    expect(problemOf({ code: 'no_proof_counts', reasons: '' })[0]?.detail).toContain('没有提供')
  })

  test('a merged case answers with its survivor', () => {
    const [zh] = problemOf({ code: 'case_merged', survivor: 'c-2', district: '110101' })
    expect(zh).toMatchObject({
      status: 409,
      survivor: 'c-2',
      detail: expect.stringContaining('c-2'),
    })
  })

  test('a platform problem goes through untouched', () => {
    const [, en] = problemOf({ code: 'scope_missing', scope: 'rule' })
    expect(en).toMatchObject({ detail: 'Nothing changed. The scope needed: rule.', scope: 'rule' })
  })
})
