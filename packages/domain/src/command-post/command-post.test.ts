import { given } from '@muster/testkit'
import {
  CITY,
  callingDuty,
  commander,
  contextOf,
  coordination,
  DISTRICT,
  daysAfter,
  head,
  MONDAY_NINE,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import type { By } from '../access/actor.ts'
import { toId } from '../kernel/ids.ts'
import { shift } from '../kernel/time.ts'
import {
  decidePost,
  evolvePost,
  grantsOfPost,
  NO_POST,
  type PostCommand,
  type PostFields,
  refuseOutsidePeriod,
} from './command-post.ts'

const posts = given({ initial: NO_POST, decide: decidePost, evolve: evolvePost })
const until = daysAfter(MONDAY_NINE, 90)
const FIELDS: PostFields = {
  id: toId('jinhaihu-post'),
  name: { zh: '金海湖指挥部', en: 'Jinhaihu command post' },
  parent: toId('pinggu'),
  commander: { office: commander.office, person: commander.person },
  coordination: coordination.office,
  members: [
    { department: toId('police'), head: toId('police-head') },
    { department: toId('land'), head: toId('land-head') },
  ],
  area: DISTRICT,
  areas: [CITY, DISTRICT],
  from: MONDAY_NINE,
  until,
  instrument: '京平发〔2017〕1号',
}
const district = contextOf(MONDAY_NINE, coordination)
const open = (more: Partial<PostFields> = {}): PostCommand => ({
  type: 'OpenPost',
  fields: { ...FIELDS, ...more },
})
const by: By = {
  person: callingDuty.person,
  office: callingDuty.office,
  organisation: callingDuty.organisation,
}
const link: PostCommand = { type: 'LinkPostWhistle', whistle: toId('w1'), by }
const end: PostCommand = { type: 'EndPostWhistle', whistle: toId('w1'), by }
const dissolve: PostCommand = { type: 'DissolvePost' }
const opened = posts().when(open(), district).thenAccepted()
const busy = opened.when(link, district).thenAccepted()

describe('1. Command post: a temporary body that blows whistles as a sub-district does', () => {
  test('opened over its members and area, by a holder of lead, once', () => {
    expect(opened.state).toEqual({ status: 'open', fields: FIELDS, openWhistles: [] })
    opened.when(open(), district).thenRefused({ code: 'post_exists', rule: 21 })
    posts()
      .when(open(), contextOf(MONDAY_NINE, callingDuty))
      .thenRefused({ code: 'power_missing', rule: 2 })
    posts().when(dissolve, district).thenRefused({ code: 'unknown_post' })
  })

  test('it has members, each once, and a period', () => {
    posts()
      .when(open({ members: [] }), district)
      .thenRefused({ code: 'post_without_members' })
    const [police] = FIELDS.members
    const twice = police ? [police, police] : []
    posts()
      .when(open({ members: twice }), district)
      .thenRefused({ code: 'department_twice' })
    posts()
      .when(open({ until: MONDAY_NINE }), district)
      .thenRefused({ code: 'period_reversed' })
  })

  test('its commander has the powers of a caller over the members, in the area, for the period', () => {
    const [lead] = grantsOfPost(opened.state)
    expect(lead).toEqual({
      id: 'jinhaihu-post/lead',
      office: commander.office,
      power: 'lead',
      departments: ['police', 'land'],
      area: DISTRICT,
      from: MONDAY_NINE,
      until,
      instrument: FIELDS.instrument,
    })
    expect(grantsOfPost(opened.state).map(grant => grant.power)).toEqual([
      'lead',
      'summon',
      'approve',
      'command',
      'veto',
      'grade',
    ])
    expect(grantsOfPost(NO_POST)).toEqual([])
  })

  test('one millisecond before, at and after its period', () => {
    const at = (moment: typeof until) => opened.when(link, contextOf(moment, callingDuty))
    at(shift(MONDAY_NINE, -1)).thenRefused({ code: 'post_period_over', rule: 1 })
    at(MONDAY_NINE).thenAccepted()
    at(shift(until, -1)).thenAccepted()
    at(until).thenRefused({ code: 'post_period_over', rule: 1 })
    const { state } = busy
    if (state.status === 'none') throw new Error('the post is open')
    const submitting = (moment: typeof until) => refuseOutsidePeriod(state, moment)
    expect(submitting(shift(until, -1))).toBeUndefined()
    expect(submitting(until)).toMatchObject({ refusal: { code: 'post_period_over', rule: 1 } })
  })

  test('a whistle that is open when the period ends is still commanded to its end', () => {
    expect(grantsOfPost(busy.state).map(grant => grant.until)).toEqual(Array(6).fill(undefined))
  })
})

describe('2 (nouns). Dissolved only with no whistle open', () => {
  test('refused while one is open, then done once', () => {
    busy.when(dissolve, district).thenRefused({ code: 'whistle_open', about: { open: 1 } })
    opened.when(end, district).thenRefused({ code: 'whistle_not_of_post', rule: 1 })
    const free = busy.when(end, district).thenAccepted()
    free.when(dissolve, contextOf(MONDAY_NINE, callingDuty)).thenRefused({ code: 'power_missing' })
    const dissolved = free.when(dissolve, contextOf(MONDAY_NINE, head)).thenAccepted()
    dissolved.when(dissolve, district).thenRefused({ code: 'post_dissolved', rule: 1 })
    dissolved.when(link, district).thenRefused({ code: 'post_dissolved', rule: 1 })
    // What was blown is still graded.
    expect(grantsOfPost(dissolved.state).map(grant => grant.power)).toEqual(['grade'])
  })
})
