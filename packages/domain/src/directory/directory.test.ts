import { given } from '@muster/testkit'
import { contextOf, DISTRICT, head, keeper, MONDAY_NINE, sealed } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { toId } from '../kernel/ids.ts'
import {
  type DirectoryPart,
  decideDirectory,
  EMPTY_DIRECTORY,
  evolveDirectory,
  type Office,
  type Organisation,
  type Person,
} from './directory.ts'

const directories = given({
  initial: EMPTY_DIRECTORY,
  decide: decideDirectory,
  evolve: evolveDirectory,
})
const context = contextOf(MONDAY_NINE, keeper)
const police: Organisation = {
  id: toId('police'),
  kind: 'bureau',
  name: { zh: '公安分局', en: 'Police' },
  district: DISTRICT,
  territory: DISTRICT,
  department: true,
  invented: true,
}
const duty: Office = {
  id: toId('police-duty'),
  organisation: police.id,
  role: 'duty',
  rank: 'duty',
  name: { zh: '值班室', en: 'Duty desk' },
  invented: true,
}
const officer: Person = {
  id: toId('police-1'),
  organisation: police.id,
  offices: [duty.id],
  name: sealed('name'),
  invented: true,
}
const importing = (part: Partial<DirectoryPart>) =>
  ({ type: 'ImportDirectory', source: 'file', part: { ...EMPTY_DIRECTORY, ...part } }) as const

describe('Who there is: organisations, offices, people', () => {
  const whole = importing({ organisations: [police], offices: [duty], people: [officer] })

  test('imported by a keeper, in parts that name one another', () => {
    const imported = directories().when(whole, context).thenAccepted()
    expect(imported.state).toEqual(whole.part)
    directories()
      .when(whole, contextOf(MONDAY_NINE, head))
      .thenRefused({ code: 'not_a_keeper', rule: 2 })
    imported.when(importing({ people: [officer] }), context).thenAccepted()
  })

  test('no office without its organisation, nobody without their office', () => {
    directories()
      .when(importing({ offices: [duty] }), context)
      .thenRefused({ code: 'unknown_organisation', field: 'offices' })
    directories()
      .when(importing({ organisations: [police], people: [officer] }), context)
      .thenRefused({ code: 'unknown_office', field: 'people' })
  })

  test('the same id replaces, nothing is removed', () => {
    const imported = directories().when(whole, context).thenAccepted()
    const renamed = { ...police, name: { zh: '公安局', en: 'Police bureau' } }
    const { state } = imported.when(importing({ organisations: [renamed] }), context).thenAccepted()
    expect(state).toEqual({ ...whole.part, organisations: [renamed] })
  })
})
