import {
  arrive,
  aWhistle,
  BLOCKS,
  callingDuty,
  commander,
  contextOf,
  fixOnly,
  giveBack,
  head,
  officerOf,
  type Play,
  ruler,
  sign,
  signBlock,
  stranger,
} from '@muster/testkit/domain'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../access/actor.ts'
import { availableActs, primaryAct, stepsToClose } from './available.ts'

function acts(play: Play, actor: Actor): readonly string[] {
  return availableActs(play.whistle, contextOf(play.now, actor)).map(one =>
    'department' in one ? `${one.act} ${one.department}` : one.act,
  )
}

function next(play: Play, actor: Actor): string | undefined {
  return primaryAct(availableActs(play.whistle, contextOf(play.now, actor)))?.act
}

function missing(play: Play): readonly string[] {
  return stepsToClose(play.whistle)
    .filter(step => !step.done)
    .map(({ code, department }) => (department ? `${code} ${department}` : code))
}

const first = 'police'

describe('what can be done now', () => {
  it('is to submit a draft or to take it back, for those who call', () => {
    const drafted = aWhistle().drafted()
    expect(next(drafted, callingDuty)).toBe('SubmitWhistle')
    expect(acts(drafted, callingDuty)).toEqual([
      'AmendDraft',
      'SubmitWhistle',
      'AttachToCall',
      'WithdrawWhistle',
    ])
    expect(acts(drafted, stranger)).toEqual([])
  })

  it('is to approve a planned one, for those whose rank may', () => {
    const submitted = aWhistle({ kind: 'enforcement' }).submitted()
    expect(next(submitted, head)).toBe('ApproveWhistle')
    expect(next(submitted, stranger)).toBeUndefined()
  })

  it('is to sign, and then to set out, for a department', () => {
    const sounding = aWhistle().sounding()
    expect(next(sounding, officerOf(first))).toBe('SignSummons')
    const signed = sounding.did(sign(first))
    expect(next(signed, officerOf(first))).toBe('SetOut')
    expect(acts(signed, officerOf(first)).every(one => one.endsWith(first))).toBe(true)
  })

  it('is to confirm a doubtful arrival before anything else, for the commander', () => {
    const doubtful = aWhistle()
      .sounding()
      .did(sign(first), arrive(first, 1, fixOnly))
    expect(next(doubtful, commander)).toBe('ConfirmArrival')
  })

  it('is to rule, for whoever rules, and for nobody of the two sides', () => {
    const returned = aWhistle().sounding().did(giveBack(first, 'elsewhere'))
    expect(next(returned, ruler)).toBe('RuleReturn')
    expect(acts(returned, commander)).not.toContain(`RuleReturn ${first}`)
  })

  it('is to sign each block for all at once, then to release', () => {
    const done = aWhistle().done()
    const names = Object.keys(done.whistle.summonses)
    const open = availableActs(done.whistle, contextOf(done.now, commander))
    const blocks = open.filter(one => one.act === 'SignReleaseBlock')
    expect(blocks.map(one => one.block)).toEqual(BLOCKS)
    expect(blocks.every(one => one.departments?.length === names.length)).toBe(true)
    const signed = done.did(...BLOCKS.map(block => signBlock(block, ...names)))
    expect(next(signed, commander)).toBe('ReleaseSummons')
  })

  it('is nothing once it is closed, for anybody', () => {
    const closed = aWhistle().closed()
    for (const actor of [commander, head, callingDuty, ruler, stranger])
      expect(acts(closed, actor)).toEqual([])
  })
})

describe('what is missing before it can close', () => {
  it('names the next thing that each department owes, and then the caller’s own steps', () => {
    const sounding = aWhistle().sounding()
    const names = Object.keys(sounding.whistle.summonses)
    expect(missing(sounding)).toEqual([
      ...names.map(name => `signed ${name}`),
      'resolved',
      'accepted',
      'reviewed',
      'closed',
    ])
    expect(missing(sounding.did(sign(first)))).toContain(`arrived ${first}`)
    expect(missing(aWhistle().done())).toContain(`released ${first}`)
  })

  it('ticks itself off to the end', () => {
    expect(missing(aWhistle().accepted())).toEqual(['reviewed', 'closed'])
    expect(missing(aWhistle().closed())).toEqual([])
  })
})
