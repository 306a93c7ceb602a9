import { given } from '@muster/testkit'
import {
  contextOf,
  DISTRICT,
  daysAfter,
  head,
  keeper,
  MONDAY_NINE,
  sealed,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { toId } from '../kernel/ids.ts'
import { toInstant } from '../kernel/time.ts'
import { decideDirectory } from './decide.ts'
import {
  type Area,
  type DirectoryPart,
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
    const { appointments: _absent, ...older } = whole.part
    const before = directories()
      .when({ ...whole, part: older }, context)
      .thenAccepted()
    expect(before.state).toEqual(whole.part)
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

const LATER = daysAfter(MONDAY_NINE, 3)
const known = directories()
  .when(importing({ organisations: [police], offices: [duty], people: [officer] }), context)
  .thenAccepted()
const by = { person: keeper.person, office: keeper.office, organisation: keeper.organisation }
const stamp = { at: MONDAY_NINE, by }
const stranger = contextOf(MONDAY_NINE, head)

describe('Organisations and offices begin, change and end, by a keeper', () => {
  const station: Organisation = { ...police, id: toId('station'), parent: police.id }
  const desk: Office = { ...duty, id: toId('desk'), title: { zh: '值班长', en: 'Duty officer' } }
  const end = (inUse: number) =>
    ({ type: 'EndOrganisation', organisation: police.id, inUse }) as const
  const close = (inUse: number) => ({ type: 'CloseOffice', office: duty.id, inUse }) as const

  test('an organisation', () => {
    const found = { type: 'FoundOrganisation', organisation: station } as const
    known
      .when(found, context)
      .then({ type: 'OrganisationFounded', ...stamp, organisation: station })
    known.when(found, stranger).thenRefused({ code: 'not_a_keeper', rule: 2 })
    const founded = known.when(found, context).thenAccepted()
    founded.when(found, context).thenRefused({ code: 'organisation_exists', rule: 21 })
    const renamed = { ...station, name: { zh: '派出所', en: 'Station' } }
    const change = {
      type: 'ChangeOrganisation',
      organisation: renamed,
      above: [police.id],
    } as const
    expect(founded.when(change, context).thenAccepted().state.organisations).toEqual([
      police,
      renamed,
    ])
    known.when(change, context).thenRefused({ code: 'unknown_organisation' })
    founded
      .when({ ...change, above: [station.id, police.id] }, context)
      .thenRefused({ code: 'organisation_in_itself', field: 'parent' })
  })

  test('ends when nothing leans on it any more, and is not changed afterwards', () => {
    known.when(end(2), context).thenRefused({ code: 'organisation_in_use', about: { inUse: 2 } })
    const ended = known.when(end(0), context).thenAccepted()
    expect(ended.state.organisations).toEqual([{ ...police, endedAt: MONDAY_NINE }])
    ended.when(end(0), context).thenRefused({ code: 'unknown_organisation' })
    const office = { ...desk, organisation: police.id }
    ended
      .when({ type: 'OpenOffice', office }, context)
      .thenRefused({ code: 'unknown_organisation' })
    const person = { ...officer, id: toId<never>('police-2') }
    ended
      .when({ type: 'EnterPerson', person }, context)
      .thenRefused({ code: 'unknown_organisation' })
    ended
      .when({ type: 'ChangePerson', person: officer }, context)
      .thenRefused({ code: 'unknown_organisation' })
  })

  test('an office, with the title of whoever holds it', () => {
    const open = { type: 'OpenOffice', office: desk } as const
    const opened = known.when(open, context).thenAccepted()
    expect(opened.state.offices).toEqual([duty, desk])
    opened.when(open, context).thenRefused({ code: 'office_exists', rule: 21 })
    const change = { type: 'ChangeOffice', office: { ...desk, rank: 'head' } } as const
    expect(opened.when(change, context).thenAccepted().state.offices[1]).toEqual(change.office)
    known.when(change, context).thenRefused({ code: 'unknown_office' })
    known.when(close(1), context).thenRefused({ code: 'office_in_use', about: { inUse: 1 } })
    const closed = known.when(close(0), context).thenAccepted()
    expect(closed.state.offices).toEqual([{ ...duty, endedAt: MONDAY_NINE }])
    closed.when(close(0), context).thenRefused({ code: 'unknown_office' })
  })
})

describe('People hold offices from one moment to another', () => {
  const other: Person = { ...officer, id: toId('police-2'), offices: [] }
  const entered = known.when({ type: 'EnterPerson', person: other }, context).thenAccepted()
  const appoint = (from: number, until?: number, person: Person = other) => {
    const period = {
      from: toInstant(from),
      ...(until === undefined ? {} : { until: toInstant(until) }),
    }
    const appointment = { person: person.id, office: duty.id, ...period }
    return { type: 'AppointPerson', appointment } as const
  }
  const end = (person: Person, until: number) =>
    ({
      type: 'EndAppointment',
      person: person.id,
      office: duty.id,
      until: toInstant(until),
    }) as const

  test('a person is entered once, and renamed without losing an office', () => {
    entered
      .when({ type: 'EnterPerson', person: other }, context)
      .thenRefused({ code: 'person_exists', rule: 21 })
    const person = { ...officer, name: sealed('new name'), offices: [] }
    const changed = known.when({ type: 'ChangePerson', person }, context).thenAccepted()
    expect(changed.state.people).toEqual([{ ...person, offices: [duty.id] }])
    known
      .when({ type: 'ChangePerson', person: other }, context)
      .thenRefused({ code: 'unknown_person' })
  })

  test('is appointed to an office that is there, for a time that it is not held already', () => {
    const appointed = entered.when(appoint(MONDAY_NINE, LATER), context).thenAccepted()
    expect(appointed.state.appointments).toEqual([appoint(MONDAY_NINE, LATER).appointment])
    appointed.when(appoint(LATER - 1), context).thenRefused({ code: 'already_appointed' })
    appointed.when(appoint(MONDAY_NINE - 9), context).thenRefused({ code: 'already_appointed' })
    appointed.when(appoint(LATER), context).thenAccepted()
    entered
      .when(appoint(LATER, undefined, officer), context)
      .thenRefused({ code: 'already_appointed' })
    entered.when(appoint(LATER, LATER), context).thenRefused({ code: 'period_reversed' })
    const elsewhere = appoint(LATER)
    const appointment = { ...elsewhere.appointment, office: toId<never>('nowhere') }
    entered
      .when({ ...elsewhere, appointment }, context)
      .thenRefused({ code: 'unknown_office', field: 'office' })
  })

  test('leaves it at once or later, whether it was held with dates or without', () => {
    const appointed = entered.when(appoint(MONDAY_NINE), context).thenAccepted()
    const left = appointed.when(end(other, MONDAY_NINE), context).thenAccepted()
    expect(left.state.appointments).toEqual([appoint(MONDAY_NINE, MONDAY_NINE).appointment])
    left.when(end(other, MONDAY_NINE), context).thenRefused({ code: 'not_appointed' })
    appointed
      .when(end(other, MONDAY_NINE - 1), context)
      .thenRefused({ code: 'effective_in_the_past', field: 'until' })
    const undated = known.when(end(officer, LATER), context).thenAccepted()
    expect(undated.state.people).toEqual([{ ...officer, offices: [] }])
    expect(undated.state.appointments).toEqual([
      { person: officer.id, office: duty.id, until: LATER },
    ])
    known.when(end(other, LATER), context).thenRefused({ code: 'not_appointed' })
  })

  test('is not brought in for an office that nobody knows', () => {
    const appointments = [{ person: officer.id, office: toId<never>('nowhere') }]
    known
      .when(importing({ appointments }), context)
      .thenRefused({ code: 'unknown_office', field: 'appointments' })
  })
})

describe('Areas are drawn, redrawn and given up', () => {
  const district: Area = {
    id: DISTRICT,
    name: police.name,
    level: 'district',
    generated: true,
  }
  const grid: Area = { ...district, id: toId('110117006-g1'), level: 'grid', parent: DISTRICT }
  const drawn = directories()
    .when({ type: 'DrawArea', area: district }, context)
    .thenAccepted()
    .when({ type: 'DrawArea', area: grid }, context)
    .thenAccepted()

  test('down to the grid, each once, in one that is there', () => {
    expect(drawn.state.areas).toEqual([district, grid])
    drawn.when({ type: 'DrawArea', area: grid }, context).thenRefused({ code: 'area_exists' })
    directories()
      .when({ type: 'DrawArea', area: grid }, context)
      .thenRefused({ code: 'unknown_area', field: 'parent' })
    const change = { type: 'ChangeArea', area: { ...grid, generated: false } } as const
    const changed = drawn.when({ ...change, above: [DISTRICT] }, context).thenAccepted()
    expect(changed.state.areas[1]).toEqual(change.area)
    drawn
      .when({ ...change, above: [grid.id, DISTRICT] }, context)
      .thenRefused({ code: 'area_in_itself' })
    directories()
      .when({ ...change, above: [] }, context)
      .thenRefused({ code: 'unknown_area' })
  })

  test('and ended when nothing lies in them any more', () => {
    const end = (inUse: number) => ({ type: 'EndArea', area: grid.id, inUse }) as const
    drawn.when(end(1), context).thenRefused({ code: 'area_in_use', about: { inUse: 1 } })
    const ended = drawn.when(end(0), context).thenAccepted()
    expect(ended.state.areas[1]).toEqual({ ...grid, endedAt: MONDAY_NINE })
    ended.when(end(0), context).thenRefused({ code: 'unknown_area' })
  })
})
