import { describe, expect, test } from 'vitest'
import type { HeldOffice } from '../platform/identity/types.ts'
import { readSecondFactor, secondFactorNeeded } from './second-factor.ts'

function office(id: string, ...scopes: readonly string[]): HeldOffice {
  return { office: id, organisation: 'o', district: '110117', scopes: new Set(scopes) }
}

const POWERS: Readonly<Record<string, readonly string[]>> = {
  'coord.head': ['rule', 'supervise'],
  'street.desk': ['summon', 'lead'],
}
const people = { powersOf: (_person: string, held: string) => POWERS[held] ?? [] }

function needs(setting: string, ...offices: readonly HeldOffice[]): boolean {
  return secondFactorNeeded(readSecondFactor(setting), people)('somebody', offices)
}

const desk = office('street.desk', 'read', 'blow')
const head = office('coord.head', 'read', 'rule')
const keeper = office('coord.keeper', 'read', 'configure')
const administrator = office('administrator', 'read', 'admin')

describe('a second factor is asked of', () => {
  test('nobody, unless it is set', () => {
    expect([desk, head, keeper, administrator].some(one => needs('', one))).toBe(false)
  })

  test('everyone', () => {
    expect(needs('everyone')).toBe(true)
    expect(needs('everyone', desk)).toBe(true)
  })

  test('whoever holds a power that is named, by a grant or by office', () => {
    expect(needs('supervise', head)).toBe(true)
    expect(needs('supervise', desk)).toBe(false)
    expect(needs('keep', keeper)).toBe(true)
    expect(needs('keep', head)).toBe(false)
    expect(needs('administer, lead', desk)).toBe(true)
  })

  test('whoever holds it in another office than the one they act in', () => {
    expect(needs('rule', desk, head)).toBe(true)
    expect(needs('rule', desk, keeper)).toBe(false)
  })

  test('holders of heavy powers', () => {
    expect([head, keeper, administrator].every(one => needs('heavy', one))).toBe(true)
    expect(needs('heavy', desk)).toBe(false)
  })

  test('a word that names nothing stops the start', () => {
    expect(() => readSecondFactor('heavy, rulling')).toThrow('rulling')
  })
})
