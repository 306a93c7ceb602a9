// 17 January 2017, Jinhaihu: sixteen departments, thirty minutes, and nobody leaves before it is done.
import assert from 'node:assert/strict'
import { type JinhaihuCast, jinhaihuCast } from '../../apps/server/src/features/demo-city/casts.ts'
import { led, refused, that } from './play/expect-that.ts'
import { appeal, gradeAll, supervise } from './play/grades.ts'
import { DAY, HOUR, MINUTE, nextTime, type Stage, toRfc3339 } from './play/stage.ts'
import type { Story, StoryGiven } from './play/story.ts'
import { tellTimeline } from './play/tell.ts'
import { draft, openCase, type Receipt, type WhistlePlay } from './play/whistle-play.ts'

/** Who does what, by the seed. */
interface Parts {
  readonly silent: string
  readonly late: readonly string[]
  readonly offline: string
  readonly doubtful: string
  readonly disputing: string
  /** Disputes before it comes and is found right; else it disputes on the scene and is not. */
  readonly isRight: boolean
  readonly relieved: string
  readonly vetoed: readonly string[]
  /** Everybody who comes in time by the ordinary way. */
  readonly others: readonly string[]
  readonly verdict: 'upheld' | 'set_aside' | 'replaced'
}

function castParts(cast: JinhaihuCast, { random }: StoryGiven): Parts {
  const [lead = '', ...rest] = cast.asks.map(ask => ask.department)
  const disputing = cast.dispute?.department ?? ''
  const shuffled = random.shuffled(rest.filter(department => department !== disputing))
  const [silent = '', firstLate = '', secondLate = '', offline = '', doubtful = '', ...others] =
    shuffled
  const [relieved = '', vetoed = ''] = others
  return {
    silent,
    late: [firstLate, secondLate],
    offline,
    doubtful,
    disputing,
    isRight: random.below(2) === 0,
    relieved,
    vetoed: [lead, vetoed],
    others: [lead, ...others],
    verdict: (['upheld', 'set_aside', 'replaced'] as const)[random.below(3)] ?? 'upheld',
  }
}

async function openPost(stage: Stage, cast: JinhaihuCast): Promise<string> {
  const { commandPost, caller } = cast
  const { id } = await led(
    stage.call<Receipt>(caller.head, 'openCommandPost', {
      body: {
        name: commandPost.name,
        commander: caller.head,
        members: commandPost.members,
        area: commandPost.territory,
        until: toRfc3339((await stage.now()) + 117 * DAY),
        instrument: '金海湖镇专项整治指挥部成立通知（虚构示例）',
      },
    }),
    'PostOpened',
  )
  return id
}

/** The first half hour: most come, one never answers, two are late, one disputes. */
async function muster(play: WhistlePlay, parts: Parts, start: number): Promise<void> {
  const { stage } = play
  await stage.moveTo(start + 2 * MINUTE)
  const prompt = [...parts.others, parts.offline, parts.doubtful, parts.disputing]
  for (const department of prompt) await led(play.sign(department), 'SummonsSigned')
  if (parts.isRight) await dispute(play, parts)
  await stage.moveTo(start + 4 * MINUTE)
  const coming = parts.isRight ? prompt.filter(one => one !== parts.disputing) : prompt
  for (const department of coming) await led(play.setOut(department), 'OfficerSetOut')
  await stage.moveTo(start + 7 * MINUTE)
  for (const department of parts.late) await led(play.sign(department), 'SummonsSigned')
  await stage.moveTo(start + 18 * MINUTE)
  for (const department of parts.others) await led(play.arrive(department), 'ArrivalProved')
  if (!parts.isRight) {
    await led(play.arrive(parts.disputing), 'ArrivalProved')
    await dispute(play, parts)
  }
  await stage.moveTo(start + 22 * MINUTE)
  const officer = play.officer(parts.doubtful)
  const photo = { code: false, photo: 'e-110117-photo-1' } as const
  await led(play.arrive(parts.doubtful, officer, photo), 'ArrivalDoubted')
  await stage.moveTo(start + 24 * MINUTE)
  await rule(play, parts)
  const confirmed = { department: parts.doubtful, person: officer.person }
  await led(play.command('confirmArrival', confirmed), 'ArrivalProved')
}

async function dispute(play: WhistlePlay, { disputing }: Parts): Promise<void> {
  const { dispute: plan } = play.cast
  assert.ok(plan, 'the cast has a dispute')
  await led(
    play.act(play.of(disputing).duty, 'returnSummons', {
      department: disputing,
      body: {
        listItem: plan.listItem,
        rightUnit: plan.rightUnit,
        reason: play.stage.text(plan.reason),
      },
    }),
    'SummonsReturned',
  )
}

async function rule(play: WhistlePlay, { disputing, isRight }: Parts): Promise<void> {
  const { dispute: plan, caller, asks } = play.cast
  assert.ok(plan, 'the cast has a dispute')
  const ask = asks.find(one => one.department === disputing)
  const successor = {
    department: plan.rightUnit,
    role: 'assist',
    text: ask ? play.stage.text(ask.text) : '',
  }
  const body = {
    verdict: isRight ? 'replaced' : 'stands',
    listItem: plan.listItem,
    reason: isRight
      ? play.stage.say('清单所列主责单位明确', 'The list names the unit in charge')
      : play.stage.say(
          '矿洞口占用耕地，职责不变',
          'The mine mouth takes up farmland; the duty stays',
        ),
    ...(isRight ? { successor } : {}),
  }
  const ruled = play.act(caller.coordination, 'ruleReturn', { department: disputing, body })
  await led(ruled, isRight ? 'SummonsReplaced' : 'ReturnOverruled')
}

/** After the half hour: misses are declared, an offline arrival comes to light, work goes on. */
async function afterTheDue(play: WhistlePlay, parts: Parts, start: number): Promise<void> {
  const { stage } = play
  const codeThen = await codeAt(play, start + 26 * MINUTE)
  await stage.moveTo(start + 31 * MINUTE)
  const missing = await play.summons(parts.offline)
  that(!missing.arrived, 'its phone has no network, nobody knows yet that it came')
  if (parts.isRight) {
    const rightUnit = play.cast.dispute?.rightUnit ?? ''
    await led(play.setOut(rightUnit), 'SummonsSigned', 'OfficerSetOut')
  }
  for (const department of parts.others) await play.propose(department)
  await stage.moveTo(start + 38 * MINUTE)
  for (const department of parts.late) await led(play.arrive(department), 'ArrivalProved')
  if (parts.isRight) await play.arrive(play.cast.dispute?.rightUnit ?? '')
  await stage.moveTo(start + 41 * MINUTE)
  const offline = { code: codeThen, offlineAt: start + 26 * MINUTE }
  const came = play.arrive(parts.offline, play.officer(parts.offline), offline)
  await led(came, 'MissCancelled', 'ArrivalProved')
}

async function codeAt(play: WhistlePlay, at: number): Promise<string> {
  await play.stage.moveTo(at)
  return play.code()
}

/** Those on the scene who are not the silent one. */
function workers(play: WhistlePlay, parts: Parts): readonly string[] {
  const called = play.cast.asks.map(ask => ask.department)
  const { rightUnit = '' } = play.cast.dispute ?? {}
  return [...called, ...(parts.isRight ? [rightUnit] : [])].filter(
    one => one !== parts.silent && !(parts.isRight && one === parts.disputing),
  )
}

async function workTogether(play: WhistlePlay, parts: Parts, start: number): Promise<void> {
  const { stage } = play
  const waiting = workers(play, parts).filter(one => !parts.others.includes(one))
  await stage.moveTo(start + 45 * MINUTE)
  for (const department of waiting) await led(play.propose(department), 'MeasuresProposed')
  const reason = play.stage.say('多次呼叫无人应答', 'Called again and again, nobody answered')
  const early = play.command('declareDefault', { department: parts.silent, body: { reason } })
  await refused(early, 'ladder_not_climbed')
  await stage.moveTo(start + 61 * MINUTE)
  const defaulted = play.command('declareDefault', { department: parts.silent, body: { reason } })
  await led(defaulted, 'SummonsDefaulted', 'MechanismJammed')
  await stage.moveTo(start + 2 * HOUR)
  for (const department of workers(play, parts)) await led(play.measure(department), 'MeasureTaken')
}

/** At eight in the evening one is relieved, and the secretary hands command to his deputy. */
async function changeShift(play: WhistlePlay, parts: Parts): Promise<void> {
  const { stage, cast } = play
  const department = parts.relieved
  await stage.moveTo(nextTime(await stage.now(), 20) - 20 * MINUTE)
  const [first, second] = [play.officer(department, 0), play.officer(department, 1)]
  const body = { successor: second.person }
  const relieve = () => play.act(first, 'relievePerson', { department, person: first.person, body })
  await refused(relieve(), 'successor_not_proved')
  await play.setOut(department, second)
  await stage.advance(20 * MINUTE)
  await led(play.arrive(department, second), 'ArrivalProved')
  await led(relieve(), 'PersonRelieved')
  const { head, deputy } = cast.caller
  const handed = play.command('transferCommand', {
    body: {
      to: deputy.office,
      reason: play.stage.say('夜班由副主任指挥', 'The deputy commands the night shift'),
    },
  })
  await led(handed, 'CommandTransferred')
  play.commander = deputy
  await refused(play.act(head, 'releaseSummons', { department }), 'not_in_command')
}

async function finish(play: WhistlePlay, parts: Parts): Promise<void> {
  const { stage, cast } = play
  await stage.advance(90 * MINUTE)
  const there = workers(play, parts)
  const hand = (department: string) =>
    play.officer(department, department === parts.relieved ? 1 : 0)
  for (const one of there) await led(play.claimDone(one, hand(one)), 'DoneClaimed')
  await refused(play.release(there[0] ?? ''), 'blocks_unsigned')
  const vetoed = play.command('vetoDone', {
    body: {
      departments: parts.vetoed,
      reason: play.stage.say('洞口封堵不牢，须返工', 'The mouth is not sealed well; do it again'),
    },
  })
  await led(vetoed, 'DoneVetoed', 'SummonsCalled')
  const good = there.filter(one => !parts.vetoed.includes(one))
  await play.signBlocks(good)
  for (const one of good) await led(play.release(one), 'SummonsReleased')
  await refused(play.command('resolveWhistle', { body: { result: '完成' } }), 'summons_open')
  await stage.advance(25 * MINUTE)
  for (const one of parts.vetoed) {
    await play.act(hand(one), 'proposeMeasures', {
      department: one,
      body: { plan: play.stage.say('重新封堵', 'Seal it anew') },
    })
    await play.measure(one, 'stop', hand(one))
    await led(play.claimDone(one, hand(one)), 'DoneClaimed')
  }
  await play.signBlocks(parts.vetoed)
  for (const one of parts.vetoed) await led(play.release(one), 'SummonsReleased')
  const resolved = play.command('resolveWhistle', {
    body: {
      result: play.stage.say('矿洞封堵，设备扣押', 'The mine is sealed, the machines are seized'),
    },
  })
  await led(resolved, 'WhistleResolved')
  await led(play.act(cast.caller.head, 'acceptWhistle'), 'WhistleAccepted')
  await refused(play.command('closeWhistle'), 'not_reviewed')
  const body = { verdict: 'upheld', reason: play.stage.say('确属紧急', 'It was an emergency') }
  await led(play.act(cast.caller.director, 'reviewWhistle', { body }), 'WhistleReviewed')
}

export const jinhaihu: Story = {
  startsAt: '2017-01-17T08:30:00+08:00',
  async play(given) {
    const { stage, language, print } = given
    const cast = jinhaihuCast(stage.city)
    const parts = castParts(cast, given)
    const { head, duty, coordination, director } = cast.caller
    const post = await openPost(stage, cast)
    const caseId = await openCase(stage, cast, duty)
    const play = await draft(stage, cast, { by: head, caller: post, caseId })
    await led(play.submit(), 'WhistleSubmitted', 'WhistleSounded')
    const start = await stage.now()
    await muster(play, parts, start)
    await afterTheDue(play, parts, start)
    await workTogether(play, parts, start)
    await changeShift(play, parts)
    await finish(play, parts)
    const dissolve = () => stage.call<Receipt>(head, 'dissolveCommandPost', { id: post })
    await refused(dissolve(), 'whistle_open')
    await led(play.command('closeWhistle'), 'WhistleClosed')
    await led(dissolve(), 'PostDissolved')
    const order = await supervise(play, parts.silent, coordination)
    that(order.status === 'concluded', 'the silent department had to account for it')
    await stage.advance(HOUR)
    const [complaining = ''] = parts.late
    const grading = await gradeAll(play, director, ({ department, ended }) =>
      gradeFor(department, ended, parts),
    )
    await appeal(play, grading, {
      department: complaining,
      round: 1,
      grader: director,
      judge: coordination,
      verdict: parts.verdict,
    })
    const timeline = await play.timeline(director, language)
    expectStory(timeline.items.map(item => item.type))
    tellTimeline(timeline, language, print)
  },
}

function gradeFor(department: string, ended: string, { late }: Parts): number {
  if (ended === 'defaulted') return 0
  return late.includes(department) ? 55 : 90
}

const TOLD = [
  'WhistleSounded',
  'ClockMissed',
  'LadderClimbed',
  'MissCancelled',
  'SummonsDefaulted',
  'PersonRelieved',
  'CommandTransferred',
  'DoneVetoed',
  'WhistleClosed',
  'SupervisionConcluded',
  'GradesSealed',
  'AppealDecided',
]

function expectStory(told: readonly string[]): void {
  for (const type of TOLD) that(told.includes(type), `the story does not tell of ${type}`)
}
