import {
  acceptIt,
  acknowledge,
  actor,
  add,
  aGrant,
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
  CITY,
  callingDuty,
  claimCommand,
  claimDone,
  close,
  commander,
  confirm,
  contact,
  contextOf,
  declareDefault,
  deputy,
  doubt,
  draft,
  EXCUSED,
  endSession,
  fire,
  GRANTS,
  giveBack,
  grantLeave,
  grantLonger,
  head,
  MONDAY_NINE,
  measure,
  minutesAfter,
  nameDeputy,
  type Order,
  OTHER_DISTRICT,
  officerOf,
  otherOffice,
  personOf,
  propose,
  recordLeaving,
  refuseLonger,
  reject,
  release,
  relieve,
  resolve,
  review,
  rule,
  ruler,
  setOut,
  sign,
  signBlock,
  standDown,
  stranger,
  submit,
  succeed,
  transferTo,
  veto,
  withdraw,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { type AnyActor, SYSTEM } from '../access/actor.ts'
import type { RefusalCode } from '../kernel/refusals.ts'
import { can, subjectOf } from './access.ts'
import type { WhistleCommandType } from './commands.ts'

const ORDERS: Readonly<Record<WhistleCommandType, Order>> = {
  DraftWhistle: draft(),
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
  RuleReturn: rule('police', EXCUSED),
  SetOut: setOut('police'),
  ReportArrival: arrive('police'),
  ConfirmArrival: confirm('police'),
  RejectArrival: doubt('police'),
  RelievePerson: relieve('police', 1, 2),
  GrantLeave: grantLeave('police'),
  RecordLeaving: recordLeaving('police'),
  EndSession: endSession(minutesAfter(MONDAY_NINE, 60)),
  ProposeMeasures: propose('police'),
  TakeMeasure: measure('police'),
  AttachEvidence: attach('police'),
  AttachToCall: attachToCall(),
  ClaimDone: claimDone('police'),
  RequestExtension: askLonger('police', minutesAfter(MONDAY_NINE, 60)),
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
  ApplyCalendar: applyCalendar('notice', BEIJING_CALENDAR),
  FireDeadline: fire('police#1:sign'),
}

const ACTORS: readonly (readonly [string, AnyActor])[] = [
  ['calling duty', callingDuty],
  ['commander', commander],
  ['head of the caller', head],
  ['other office of the caller', otherOffice],
  ['department member', officerOf('police')],
  ['other department', officerOf('urban')],
  ['ruler', ruler],
  ['stranger', stranger],
  ['system', SYSTEM],
]

type Cell = keyof typeof MEANS
type Row = readonly [Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell, Cell]

const MEANS = {
  yes: undefined,
  power: 'power_missing',
  caller: 'not_the_caller',
  command: 'not_in_command',
  dept: 'not_your_department',
  noSys: 'not_for_the_system',
  onlySys: 'only_the_system',
} as const satisfies Record<string, RefusalCode | undefined>

// biome-ignore format: a table is read by its columns
const TABLE: Readonly<Record<WhistleCommandType, Row>> = {
  //                     duty       commander  head       other      member     other dept ruler      stranger   system
  DraftWhistle:         ['yes',     'yes',     'yes',     'power',   'caller',  'caller',  'caller',  'caller',  'noSys'],
  AmendDraft:           ['yes',     'yes',     'yes',     'power',   'caller',  'caller',  'caller',  'caller',  'noSys'],
  SubmitWhistle:        ['yes',     'yes',     'yes',     'power',   'caller',  'caller',  'caller',  'caller',  'noSys'],
  ApproveWhistle:       ['power',   'power',   'yes',     'power',   'power',   'power',   'power',   'power',   'noSys'],
  RejectWhistle:        ['power',   'power',   'yes',     'power',   'power',   'power',   'power',   'power',   'noSys'],
  ReviewWhistle:        ['power',   'power',   'yes',     'power',   'power',   'power',   'power',   'power',   'noSys'],
  TransferCommand:      ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  ClaimCommand:         ['power',   'yes',     'yes',     'power',   'power',   'power',   'power',   'power',   'noSys'],
  SucceedCommand:       ['onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'yes'],
  NameDeputy:           ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  AddDepartment:        ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  SignSummons:          ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  MakeContact:          ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  ReturnSummons:        ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  RuleReturn:           ['power',   'power',   'power',   'power',   'power',   'power',   'yes',     'power',   'noSys'],
  SetOut:               ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  ReportArrival:        ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  ConfirmArrival:       ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  RejectArrival:        ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  RelievePerson:        ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  GrantLeave:           ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  RecordLeaving:        ['dept',    'yes',     'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  EndSession:           ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  ProposeMeasures:      ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  TakeMeasure:          ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  AttachEvidence:       ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  AttachToCall:         ['yes',     'yes',     'yes',     'power',   'caller',  'caller',  'caller',  'caller',  'noSys'],
  ClaimDone:            ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  RequestExtension:     ['dept',    'dept',    'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  GrantExtension:       ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  RefuseExtension:      ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  SignReleaseBlock:     ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  ReleaseSummons:       ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  StandDown:            ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  DeclareDefault:       ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  AcknowledgeStandDown: ['dept',    'yes',     'dept',    'dept',    'yes',     'dept',    'dept',    'dept',    'noSys'],
  VetoDone:             ['power',   'yes',     'yes',     'power',   'power',   'power',   'power',   'power',   'noSys'],
  ResolveWhistle:       ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  AcceptWhistle:        ['power',   'yes',     'yes',     'power',   'caller',  'caller',  'caller',  'caller',  'noSys'],
  CloseWhistle:         ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  WithdrawWhistle:      ['command', 'yes',     'command', 'command', 'command', 'command', 'command', 'command', 'noSys'],
  ApplyCalendar:        ['onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'yes'],
  FireDeadline:         ['onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'onlySys', 'yes'],
}

const sounding = aWhistle().sounding()

function codeOf(order: Order, who: AnyActor, play = sounding): RefusalCode | undefined {
  const command = typeof order === 'function' ? order(play.now) : order
  const allowed = can(command, subjectOf(play.whistle), contextOf(play.now, who))
  return allowed.ok ? undefined : allowed.refusal.code
}

describe('2. It is checked at the act: every command of a sounding whistle × who gives it', () => {
  test.each(Object.keys(TABLE) as WhistleCommandType[])('%s', type => {
    const expected = ACTORS.map(([name], column) => [name, MEANS[TABLE[type][column] ?? 'yes']])
    expect(ACTORS.map(([name, who]) => [name, codeOf(ORDERS[type], who)])).toEqual(expected)
  })

  test.each([
    ['drafted', aWhistle().drafted(), undefined],
    ['submitted', aWhistle({ kind: 'enforcement' }).submitted(), 'power_missing'],
  ] as const)('%s, the caller withdraws it; without the power only a draft', (_, play, other) => {
    const codes = ACTORS.map(([, who]) => codeOf(withdraw, who, play))
    const outside = 'not_the_caller' as const
    expect(codes).toEqual([
      undefined,
      undefined,
      undefined,
      other,
      outside,
      outside,
      outside,
      outside,
      'not_for_the_system',
    ])
  })
})

describe('2. A grant gives a power to an office over departments and a territory, for a period, and is recorded on the event', () => {
  test('person, office, organisation, power, grant and side', () => {
    const [signed] = sounding.when(sign('police'), officerOf('police')).events
    expect(signed?.by).toEqual({
      person: 'police-1',
      office: 'police-station-officers',
      organisation: 'police-station',
      side: 'department',
    })
    const [down] = sounding.when(standDown('police')).events
    expect(down?.by).toEqual({
      person: commander.person,
      office: commander.office,
      organisation: 'jinhaihu',
      power: 'command',
      grant: 'jinhaihu-command/command',
      side: 'caller',
    })
    const ruled = sounding.did(giveBack('police')).when(rule('police', EXCUSED)).events[0]
    expect(ruled?.by).toEqual({
      person: ruler.person,
      office: ruler.office,
      organisation: 'pinggu-list',
      power: 'rule',
      grant: 'pinggu-list-office/rule',
    })
  })

  test('visible but not allowed names the missing power', () => {
    const allowed = can(
      standDown('police'),
      subjectOf(sounding.whistle),
      contextOf(MONDAY_NINE, head),
    )
    expect(allowed).toEqual({
      ok: false,
      refusal: { code: 'not_in_command', rule: 3, missing: 'command' },
    })
    const veto_ = can(veto('police'), subjectOf(sounding.whistle), contextOf(MONDAY_NINE, stranger))
    expect(veto_).toMatchObject({ refusal: { code: 'power_missing', missing: 'veto' } })
  })

  test('a revoked command grant stops the commander at the next act', () => {
    const without = GRANTS.filter(grant => grant.office !== commander.office)
    sounding.under({ grants: without }).when(standDown('police')).thenRefused('power_missing', 2)
  })

  test('a grant over another territory, other departments or another time gives nothing', () => {
    const others = GRANTS.filter(({ office }) => office !== ruler.office)
    const ruled = (more: Parameters<typeof aGrant>[2]) =>
      sounding
        .did(giveBack('police'))
        .under({ grants: [...others, aGrant(ruler.office, 'rule', more)] })
        .when(rule('police', EXCUSED))
    ruled({ area: OTHER_DISTRICT }).thenRefused('power_missing', 2)
    ruled({ departments: [asks('urban').department] }).thenRefused('power_missing', 2)
    ruled({ from: minutesAfter(MONDAY_NINE, 1) }).thenRefused('power_missing', 2)
    ruled({ until: MONDAY_NINE }).thenRefused('power_missing', 2)
    ruled({ area: CITY, departments: [asks('police').department] }).thenAccepted()
  })
})

describe('4. No person acts for both sides in one whistle, whatever offices they hold', () => {
  const both = { person: personOf('police') }
  const asCommander = { ...commander, ...both }

  test('who acted for the department does not command, veto, or accept', () => {
    const came = sounding.didAs(officerOf('police'), sign('police'))
    came.when(standDown('urban'), asCommander).thenRefused('acted_for_the_other_side', 4)
    came.when(review(), { ...head, ...both }).thenRefused('acted_for_the_other_side', 4)
    // Control: another person in the same office may.
    came.when(standDown('urban'), commander).thenAccepted()
  })

  test('who acted for the caller does not act for a department, nor is reported as having come', () => {
    const stood = sounding.didAs(asCommander, standDown('urban'))
    stood.when(sign('police'), officerOf('police')).thenRefused('acted_for_the_other_side', 4)
    stood.when(setOut('police')).thenRefused('acted_for_the_other_side', 4)
    stood.when(arrive('police')).thenRefused('acted_for_the_other_side', 4)
    stood.when(arrive('police', 2)).thenAccepted()
  })

  test('whoever came for a department acted for it, whoever reported them', () => {
    sounding
      .did(arrive('police'))
      .when(release('police'), asCommander)
      .thenRefused('acted_for_the_other_side', 4)
  })

  test('in another whistle they may', () => {
    aWhistle().sounding().when(standDown('urban'), asCommander).thenAccepted()
    const station = actor('police-duty', 'police-station', 'duty', {
      within: [asks('police').department],
    })
    sounding.when(sign('police'), station).thenAccepted()
  })
})
