import { given } from '@muster/testkit'
import {
  CITY,
  contextOf,
  DISTRICT,
  daysAfter,
  department,
  head,
  keeper,
  MONDAY_NINE,
  STREET_AREA,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { SYSTEM } from '../access/actor.ts'
import { toId } from '../kernel/ids.ts'
import { shift, toInstant } from '../kernel/time.ts'
import {
  decideList,
  EMPTY_LIST,
  entriesFor,
  evolveList,
  type ListCommand,
  type ListEntry,
  type ListProposal,
} from './responsibility.ts'

const lists = given({ initial: EMPTY_LIST, decide: decideList, evolve: evolveList })
const now = MONDAY_NINE
const context = contextOf(now, keeper)
const until = daysAfter(now, 365)
const entry: ListEntry = {
  id: 'entry-1',
  problemType: 'illegal-mining',
  area: DISTRICT,
  lead: department('land'),
  assisting: [department('police')],
  duty: { zh: '查处盗采', en: 'Stop illegal mining' },
  legalItems: ['矿产资源法 39'],
  from: now,
}
const proposal: ListProposal = {
  id: 'proposal-1',
  whistle: toId('whistle-1'),
  problemType: 'illegal-mining',
  area: DISTRICT,
  notResponsible: department('water'),
  responsible: department('land'),
  listItem: 'list-7.2',
}
const publish = (more: Partial<ListEntry> = {}): ListCommand => ({
  type: 'PublishEntry',
  entry: { ...entry, ...more },
})
const propose: ListCommand = { type: 'ProposeEntry', proposal }
const decideIt: ListCommand = {
  type: 'DecideProposal',
  proposal: 'proposal-1',
  verdict: 'accepted',
}
const listed = lists().when(publish(), context).thenAccepted()

describe('Responsibility list: problem type × territory → lead department, assisting departments, with dates', () => {
  test('published once, by a keeper, with a period that runs forward and a lead that is not its own assistant', () => {
    listed.when(publish(), context).thenRefused({ code: 'entry_exists', rule: 21 })
    lists().when(publish(), contextOf(now, head)).thenRefused({ code: 'not_a_keeper', rule: 2 })
    lists()
      .when(publish({ until: now }), context)
      .thenRefused({ code: 'period_reversed' })
    lists()
      .when(publish({ assisting: [entry.lead] }), context)
      .thenRefused({ code: 'department_twice', rule: 6 })
  })

  test('ended, never erased', () => {
    const end = (name: string, at = until): ListCommand => ({
      type: 'EndEntry',
      entry: name,
      until: at,
    })
    listed.when(end('entry-9'), context).thenRefused({ code: 'unknown_entry', rule: 8 })
    listed.when(end('entry-1', now), context).thenRefused({ code: 'period_reversed', rule: 8 })
    const ended = listed.when(end('entry-1'), context).thenAccepted()
    expect(ended.state.entries).toEqual([{ ...entry, until }])
    const found = (at: number) => entriesFor(ended.state, [CITY, DISTRICT], toInstant(at)).length
    expect([now - 1, now, until - 1, until].map(found)).toEqual([0, 1, 1, 0])
  })

  test('replaced: the old one ends as the new one begins, in one act', () => {
    const replace = (more: Partial<ListEntry>, replaces = 'entry-1'): ListCommand => ({
      type: 'PublishEntry',
      entry: { ...entry, id: 'entry-2', from: until, ...more },
      replaces,
    })
    const replaced = listed.when(replace({ lead: department('water') }), context).thenAccepted()
    expect(replaced.state.entries.map(({ id, from, until: end }) => [id, from, end])).toEqual([
      ['entry-1', now, until],
      ['entry-2', until, undefined],
    ])
    listed
      .when(replace({}, 'entry-9'), context)
      .thenRefused({ code: 'unknown_entry', rule: 8, field: 'replaces' })
    listed.when(replace({ from: now }), context).thenRefused({ code: 'period_reversed', rule: 8 })
    replaced
      .when(replace({ id: 'entry-3' }), context)
      .thenRefused({ code: 'period_reversed', rule: 8 })
  })

  test('the smallest area speaks first', () => {
    const both = listed
      .when(publish({ id: 'city', area: CITY }), context)
      .thenAccepted()
      .when(publish({ id: 'street', area: STREET_AREA }), context)
      .thenAccepted()
    const ids = (areas: readonly (typeof CITY)[]) =>
      entriesFor(both.state, areas, now).map(({ id }) => id)
    expect(ids([CITY, DISTRICT, STREET_AREA])).toEqual(['street', 'entry-1', 'city'])
    expect(ids([CITY])).toEqual(['city'])
  })
})

describe('A ruling becomes a proposed list entry', () => {
  test('proposed by the server, once, and decided by a keeper, once', () => {
    lists().when(propose, context).thenRefused({ code: 'only_the_system', rule: 3 })
    const proposed = lists().when(propose, contextOf(now, SYSTEM)).thenAccepted()
    expect(proposed.state.proposals).toEqual([proposal])
    proposed.when(propose, contextOf(now, SYSTEM)).thenRefused({ code: 'proposal_exists' })
    lists().when(decideIt, context).thenRefused({ code: 'unknown_proposal', rule: 8 })
    const decided = proposed.when(decideIt, contextOf(shift(now, 1), keeper)).thenAccepted()
    expect(decided.state.proposals).toEqual([{ ...proposal, verdict: 'accepted' }])
    decided.when(decideIt, context).thenRefused({ code: 'proposal_decided', rule: 8 })
  })

  test('a proposal is no entry: nothing is responsible before one is published', () => {
    const proposed = lists().when(propose, contextOf(now, SYSTEM)).thenAccepted()
    expect(entriesFor(proposed.state, [CITY, DISTRICT], now)).toEqual([])
  })
})
