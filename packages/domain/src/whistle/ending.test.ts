import {
  acceptIt,
  acknowledge,
  add,
  amend,
  applyCalendar,
  approve,
  arrive,
  askLonger,
  asks,
  attach,
  attachToCall,
  aWhistle,
  BEIJING_CALENDAR,
  BLOCKS,
  claimCommand,
  claimDone,
  close,
  commander,
  confirm,
  contact,
  declareDefault,
  deputy,
  doubt,
  draft,
  EXCUSED,
  endSession,
  fire,
  giveBack,
  grantLeave,
  grantLonger,
  MONDAY_NINE,
  measure,
  minutesAfter,
  nameDeputy,
  type Order,
  propose,
  REASON,
  recordLeaving,
  refuseLonger,
  reject,
  release,
  relieve,
  replacedBy,
  resolve,
  review,
  rule,
  STANDS,
  sealed,
  setOut,
  sign,
  signAllBlocks,
  signBlock,
  standDown,
  submit,
  succeed,
  transferTo,
  veto,
  withdraw,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import type { WhistleCommandType } from './commands.ts'

const police = { department: asks('police').department, round: 1 }
const urban = { department: asks('urban').department, round: 1 }

describe('13. Release is the commander’s, after the kind’s release blocks are signed', () => {
  const done = aWhistle().done()

  test('done must be claimed and every block signed', () => {
    const onScene = aWhistle().onScene()
    onScene.when(release('police')).thenRefused('done_not_claimed', 4)
    done.when(release('police')).thenRefused('blocks_unsigned', 13)
    const three = done.did(...BLOCKS.slice(0, 3).map(block => signBlock(block, 'police')))
    three.when(release('police')).thenRefused('blocks_unsigned', 13)
    done
      .did(...signAllBlocks('police'))
      .when(release('police'))
      .then({ type: 'SummonsReleased', ...police })
  })

  test('one signature can serve several departments; who has it is passed over', () => {
    done
      .when(signBlock('site_safe', 'police', 'urban', 'police'))
      .then(
        { type: 'ReleaseBlockSigned', ...police, block: 'site_safe' },
        { type: 'ReleaseBlockSigned', ...urban, block: 'site_safe' },
      )
    const one = done.did(signBlock('site_safe', 'police'))
    one
      .when(signBlock('site_safe', 'police', 'urban'))
      .then({ type: 'ReleaseBlockSigned', ...urban, block: 'site_safe' })
    one.when(signBlock('site_safe', 'police')).thenRefused('block_already_signed', 13)
  })

  test('a block is one of the kind, for one who is summoned and not settled, in a whistle that sounds', () => {
    done.when(signBlock('paperwork', 'police')).thenRefused('unknown_block', 13)
    done.when(signBlock('site_safe', 'land')).thenRefused('not_summoned', 1)
    done
      .did(...signAllBlocks('police'), release('police'))
      .when(signBlock('site_safe', 'police'))
      .thenRefused('summons_settled', 15)
    aWhistle()
      .drafted()
      .when(signBlock('site_safe', 'police'))
      .thenRefused('whistle_not_sounding', 15)
  })

  test('not while a ruling is pending', () => {
    const disputed = aWhistle()
      .sounding()
      .did(arrive('police'), giveBack('police'), measure('police'), claimDone('police'))
      .did(...signAllBlocks('police'))
    disputed.when(release('police')).thenRefused('ruling_pending', 15)
    disputed.did(rule('police', STANDS)).when(release('police')).thenAccepted()
  })

  test('released, its people are let go and its ladders end', () => {
    const released = aWhistle().released()
    expect(released.summons('police').people['police-1']?.status).toBe('released')
    expect(released.keys()).toEqual(['review', 'review:0'])
  })
})

describe('15. A whistle resolves when every summons is settled, at least one is released, and no ruling is pending', () => {
  test('not before', () => {
    const done = aWhistle().done()
    const one = done.did(...signAllBlocks('police'), release('police'))
    one.when(resolve).thenRefused('summons_open', 15)
    one
      .did(...signAllBlocks('urban'), release('urban'))
      .when(resolve)
      .then({ type: 'WhistleResolved', result: sealed('result') })
  })

  test('stood down, excused or replaced ones settle it; all of them without a release do not', () => {
    const none = aWhistle().sounding().did(standDown('police'), standDown('urban'))
    none.when(resolve).thenRefused('nobody_released', 15)
    const released = aWhistle().sounding().did(standDown('urban'), arrive('police'))
    released
      .did(measure('police'), claimDone('police'), ...signAllBlocks('police'), release('police'))
      .when(resolve)
      .thenAccepted()
  })

  test('a pending ruling is an open summons', () => {
    const pending = aWhistle().sounding().did(giveBack('urban'), standDown('police'))
    pending.when(resolve).thenRefused('summons_open', 15)
    pending.did(rule('urban', EXCUSED)).when(resolve).thenRefused('nobody_released', 15)
  })

  test('it is resolved once', () => {
    aWhistle().resolved().when(resolve).thenRefused('whistle_not_sounding', 15)
  })
})

describe('15. A veto before acceptance opens a new round of the named summonses with round-stamped clocks; the old round stays gradable', () => {
  const resolved = aWhistle().resolved().after(10)

  test('back to sounding, the named department alone, with clocks from now', () => {
    const types = resolved.when(veto('police')).events.map(event => event.type)
    expect(types).toEqual(['DoneVetoed', 'SummonsCalled'])
    const vetoed = resolved.did(veto('police'))
    expect(vetoed.whistle.status).toBe('sounding')
    expect(vetoed.summons('police')).toMatchObject({ round: 2, status: 'called', measures: [] })
    expect(vetoed.summons('police').blocks).toEqual([])
    expect(vetoed.clock('police', 'arrive').startedAt).toBe(vetoed.now)
    expect(vetoed.summons('urban')).toMatchObject({ round: 1, status: 'released' })
    expect(vetoed.whistle.past).toEqual([
      { department: 'police', round: 1, status: 'released', came: true, measures: ['police-m1'] },
    ])
    expect(vetoed.keys()).toContain('police#2:arrive')
  })

  test('who still stands there goes on where they stand, on clocks for measures and finish', () => {
    const vetoed = aWhistle().done().after(10).did(veto('police'))
    expect(vetoed.summons('police')).toMatchObject({ round: 2, status: 'on_scene', arrived: true })
    expect(Object.keys(vetoed.summons('police').clocks)).toEqual(['measures', 'finish'])
    expect(vetoed.summons('police').people['police-1']?.status).toBe('arrived')
  })

  test('only what was done is vetoed, of somebody summoned, and before acceptance', () => {
    aWhistle().onScene().when(veto('police')).thenRefused('nothing_done_to_veto', 15)
    resolved.when(veto('land')).thenRefused('not_summoned', 1)
    resolved.when(veto()).thenRefused('nobody_asked', 15)
    aWhistle().accepted().when(veto('police')).thenRefused('too_late_to_veto', 15)
    resolved.when(veto('police', 'police')).thenAccepted()
    const disputed = aWhistle()
      .sounding()
      .did(arrive('police'), giveBack('police'), measure('police'), claimDone('police'))
    disputed.when(veto('police')).thenRefused('ruling_pending', 15)
  })

  test('a round that was vetoed keeps the whistle from being withdrawn: somebody came', () => {
    resolved.did(veto('police', 'urban')).when(withdraw).thenRefused('somebody_came', 11)
  })

  test('the new round goes its own way to the end', () => {
    const again = resolved.did(veto('police')).after(1)
    again
      .did(arrive('police'), measure('police', 'seize', 'm2'), claimDone('police'))
      .did(...signAllBlocks('police'), release('police'), resolve, acceptIt, review(), close)
  })
})

describe('15. Then accepted by the calling office, then closed', () => {
  test('one after the other', () => {
    aWhistle().sounding().when(acceptIt).thenRefused('not_resolved', 15)
    aWhistle().resolved().when(acceptIt).then({ type: 'WhistleAccepted' })
    aWhistle().resolved().when(close).thenRefused('not_accepted', 15)
    aWhistle({ kind: 'enforcement' }).accepted().when(close).then({ type: 'WhistleClosed' })
  })
})

const ON: Readonly<Record<Exclude<WhistleCommandType, 'DraftWhistle'>, Order>> = {
  AmendDraft: amend(),
  SubmitWhistle: submit,
  ApproveWhistle: approve,
  RejectWhistle: reject,
  ReviewWhistle: review(),
  TransferCommand: transferTo(deputy.office),
  ClaimCommand: claimCommand,
  SucceedCommand: succeed(commander.office, deputy.office),
  NameDeputy: nameDeputy(deputy.office),
  AddDepartment: add(asks('water')),
  SignSummons: sign('police'),
  MakeContact: contact('police'),
  ReturnSummons: giveBack('police'),
  RuleReturn: rule('police', replacedBy('water')),
  SetOut: setOut('police'),
  ReportArrival: arrive('police'),
  ConfirmArrival: confirm('police'),
  RejectArrival: doubt('police'),
  RelievePerson: relieve('police', 1, 2),
  GrantLeave: grantLeave('police'),
  RecordLeaving: recordLeaving('police'),
  EndSession: endSession(minutesAfter(MONDAY_NINE, 100_000)),
  ProposeMeasures: propose('police'),
  TakeMeasure: measure('police'),
  AttachEvidence: attach('police'),
  AttachToCall: attachToCall(),
  ClaimDone: claimDone('police'),
  RequestExtension: askLonger('police', minutesAfter(MONDAY_NINE, 100_000)),
  GrantExtension: grantLonger('police'),
  RefuseExtension: refuseLonger('police'),
  SignReleaseBlock: signBlock('site_safe', 'police'),
  ReleaseSummons: release('police'),
  StandDown: standDown('police'),
  DeclareDefault: declareDefault('police'),
  AcknowledgeStandDown: acknowledge('police'),
  VetoDone: veto('police'),
  ResolveWhistle: resolve,
  AcceptWhistle: acceptIt,
  CloseWhistle: close,
  WithdrawWhistle: withdraw,
  ApplyCalendar: applyCalendar('notice', { ...BEIJING_CALENDAR, version: 'later' }),
  FireDeadline: fire('review'),
}

describe('15. A closed whistle is immutable', () => {
  const closed = aWhistle().closed()
  const planned = aWhistle({ kind: 'enforcement' }).closed()

  test.each(Object.entries(ON))('%s changes nothing', (_type, order) => {
    expect(closed.when(order).events).toEqual([])
    expect(planned.when(order).events).toEqual([])
  })

  test('nor does blowing it again, and no timer is left', () => {
    closed.when(draft()).thenRefused('whistle_exists', 21)
    expect(closed.deadlines()).toEqual([])
  })

  test('command neither moves nor is succeeded, and no calendar applies', () => {
    for (const type of [
      'TransferCommand',
      'SucceedCommand',
      'NameDeputy',
      'ApplyCalendar',
    ] as const)
      closed.when(ON[type]).thenRefused('whistle_over', 15)
    closed.when(ON.ClaimCommand).thenRefused('whistle_over', 15)
    closed.when(ON.FireDeadline).thenRefused('nothing_due', 19)
  })
})

describe('before it sounds, and after it ended', () => {
  test('nothing that needs a summons is possible', () => {
    const stages = [aWhistle().drafted(), aWhistle().sounding().did(withdraw)]
    for (const play of stages) {
      play.when(sign('police')).thenRefused('whistle_not_sounding', 15)
      play.when(add(asks('water'))).thenRefused('whistle_not_sounding', 15)
      play.when(endSession(minutesAfter(play.now, 1))).thenRefused('whistle_not_sounding', 15)
    }
    aWhistle().sounding().when(sign('land')).thenRefused('not_summoned', 1)
    expect(REASON).toBe('sealed:v1:test:reason')
  })
})
