// One congested corner of Wangfujing: nine bodies own a piece each, and some must wait for others.
import assert from 'node:assert/strict'
import type { StoryCast } from '../../apps/server/src/features/demo-city/cast.ts'
import { wangfujingCast } from '../../apps/server/src/features/demo-city/casts.ts'
import { led, refused, that } from './play/expect-that.ts'
import { appeal, gradeAll } from './play/grades.ts'
import { HOUR, MINUTE, nextTime, toRfc3339 } from './play/stage.ts'
import type { Story, StoryGiven } from './play/story.ts'
import { tellTimeline } from './play/tell.ts'
import { draft, type WhistlePlay } from './play/whistle-play.ts'

interface Parts {
  readonly isRejectedFirst: boolean
  /** Signs after the hour. */
  readonly late: string
  /** Misses the second session. */
  readonly absent: string
  /** Asks for more time. */
  readonly slow: string
  readonly disputing: string
}

function castParts(cast: StoryCast, { random }: StoryGiven): Parts {
  const disputing = cast.dispute?.department ?? ''
  const waitedFor = new Set(cast.asks.map(ask => ask.after?.department))
  const free = cast.asks
    .map(ask => ask.department)
    .filter(one => one !== disputing && !waitedFor.has(one))
  const [late = '', absent = '', slow = ''] = random.shuffled(free)
  return { isRejectedFirst: random.below(2) === 0, late, absent, slow, disputing }
}

async function approve(play: WhistlePlay, parts: Parts): Promise<void> {
  const { head, duty } = play.cast.caller
  const { stage } = play
  await led(play.submit(), 'WhistleSubmitted')
  const lead = play.cast.asks[0]?.department ?? ''
  await refused(play.sign(lead), 'unknown_whistle')
  await stage.advance(40 * MINUTE)
  if (parts.isRejectedFirst) {
    const rejected = play.act(head, 'rejectWhistle', {
      body: { reason: play.stage.say('请补充各家任务', 'Say what each of them is asked to do') },
    })
    await led(rejected, 'WhistleRejected')
    const view = await play.view()
    const draftBody = {
      title: view.title,
      facts: play.stage.say(
        '高峰时段路口拥堵，旅游车、共享单车、公交站互相挤占',
        'At rush hour coaches, shared bicycles and bus stops crowd each other out',
      ),
      tried: view.tried,
      lacking: view.lacking,
      problemType: view.problemType,
      place: { point: view.place?.point, text: view.place?.text },
      assembly: {
        at: toRfc3339((await stage.now()) + HOUR),
        place: play.stage.say('王府井南口', 'South end of Wangfujing'),
      },
      asks: play.cast.asks.map(({ department, role, text, legalItems, after }) => ({
        department,
        role,
        text: stage.text(text),
        legalItems,
        ...(after && { after }),
      })),
    }
    await led(play.act(duty, 'amendDraft', { body: draftBody }), 'DraftAmended')
    await led(play.submit(), 'WhistleSubmitted')
    await stage.advance(20 * MINUTE)
  }
  await led(play.act(head, 'approveWhistle'), 'WhistleApproved', 'WhistleSounded')
}

async function firstDay(play: WhistlePlay, parts: Parts): Promise<void> {
  const { stage, cast } = play
  const start = await stage.now()
  const all = cast.asks.map(ask => ask.department)
  await stage.moveTo(start + 30 * MINUTE)
  for (const one of all.filter(each => each !== parts.late))
    await led(play.sign(one), 'SummonsSigned')
  const { dispute } = cast
  assert.ok(dispute, 'the cast has a dispute')
  await stage.moveTo(start + 70 * MINUTE)
  await led(play.sign(parts.late), 'SummonsSigned')
  for (const one of all)
    await play.act(play.of(one).duty, 'makeContact', {
      department: one,
      body: { spokeTo: play.stage.say('管委会值班员', 'The committee’s duty officer') },
    })
  await led(
    play.act(play.of(parts.disputing).duty, 'returnSummons', {
      department: parts.disputing,
      body: {
        listItem: dispute.listItem,
        rightUnit: dispute.rightUnit,
        reason: stage.text(dispute.reason),
      },
    }),
    'SummonsReturned',
  )
  await stage.moveTo(start + 3 * HOUR)
  const body = {
    verdict: 'stands',
    listItem: dispute.listItem,
    reason: play.stage.say(
      '执法由该局承担，标准由城管委制定',
      'Enforcement is this bureau’s; the commission sets the standard',
    ),
  }
  const { coordination } = cast.caller
  const ruled = play.act(coordination, 'ruleReturn', { department: parts.disputing, body })
  await led(ruled, 'ReturnOverruled')
}

async function come(play: WhistlePlay, departments: readonly string[]): Promise<void> {
  for (const one of departments) {
    await led(play.setOut(one), 'OfficerSetOut')
    await led(play.arrive(one), 'ArrivalProved')
  }
}

/** The first session: everybody looks at the corner, nobody can do all of it at once. */
async function firstSession(play: WhistlePlay, parts: Parts): Promise<void> {
  const { stage, cast } = play
  await stage.moveTo(nextTime(await stage.now(), 9, 30))
  const all = cast.asks.map(ask => ask.department)
  await come(play, all)
  await stage.advance(30 * MINUTE)
  for (const one of all) await led(play.propose(one), 'MeasuresProposed')
  for (const { department, after } of cast.asks) {
    if (after) await refused(play.measure(department, 'other'), 'waits_for_another')
  }
  const { dueAt = '' } =
    (await play.summons(parts.slow)).clocks.find(({ clock }) => clock === 'finish') ?? {}
  const later = toRfc3339(Date.parse(dueAt) + 48 * HOUR)
  const extension = {
    dueAt: later,
    reason: play.stage.say('站牌制作需要时间', 'New stop signs take time to make'),
  }
  const asked = play.act(play.officer(parts.slow), 'requestExtension', {
    department: parts.slow,
    body: extension,
  })
  await led(asked, 'ExtensionRequested')
  const granted = play.command('grantExtension', { department: parts.slow })
  await led(granted, 'ExtensionGranted')
  await endSession(play)
}

async function endSession(play: WhistlePlay): Promise<void> {
  const { stage } = play
  const nextAt = nextTime(await stage.now(), 9, 30)
  const body = {
    nextAt: toRfc3339(nextAt),
    nextPlace: play.stage.say('王府井南口', 'South end of Wangfujing'),
  }
  await led(play.command('endSession', { body }), 'SessionEnded')
}

const TYPES: Readonly<Record<string, string>> = { '110000-roads': 'repair' }

function measureTypeOf(play: WhistlePlay, department: string): string {
  const waiting = play.cast.asks.find(ask => ask.after?.department === department)
  return waiting?.after?.measure ?? TYPES[department] ?? 'other'
}

/** Those who wait come after those whom they wait for. */
function inOrder(cast: StoryCast): readonly string[] {
  const depth = (department: string): number => {
    const after = cast.asks.find(ask => ask.department === department)?.after
    return after === undefined ? 0 : 1 + depth(after.department)
  }
  return cast.asks.map(ask => ask.department).toSorted((a, b) => depth(a) - depth(b))
}

/** The second: the road first, then the bays, then what stands in them; one did not come back. */
async function secondSession(play: WhistlePlay, parts: Parts): Promise<void> {
  const { stage, cast } = play
  await stage.moveTo(nextTime(await stage.now(), 9, 20))
  const back = inOrder(cast).filter(one => one !== parts.absent)
  await come(play, back)
  await stage.advance(40 * MINUTE)
  that((await missesOf(play, parts.absent)) > 0, 'whoever does not come back is late again')
  for (const one of back) {
    await stage.advance(10 * MINUTE)
    await led(play.measure(one, measureTypeOf(play, one)), 'MeasureTaken')
  }
  await stage.advance(HOUR)
  await come(play, [parts.absent])
  await endSession(play)
}

async function missesOf(play: WhistlePlay, department: string): Promise<number> {
  const { clocks } = await play.summons(department)
  return clocks.filter(({ missedAt }) => missedAt !== undefined).length
}

async function lastSession(play: WhistlePlay, parts: Parts): Promise<void> {
  const { stage, cast } = play
  await stage.moveTo(nextTime(await stage.now(), 9, 15))
  const all = inOrder(cast)
  await come(play, all)
  await led(play.measure(parts.absent, measureTypeOf(play, parts.absent)), 'MeasureTaken')
  for (const one of all) await led(play.claimDone(one), 'DoneClaimed')
  await refused(play.release(all[0] ?? ''), 'blocks_unsigned')
  await play.signBlocks(all)
  for (const one of all) await led(play.release(one), 'SummonsReleased')
  const result = {
    result: play.stage.say(
      '站位、车位、停放区全部调整到位',
      'Stops, bays and bicycle stands are all where they should be',
    ),
  }
  await led(play.command('resolveWhistle', { body: result }), 'WhistleResolved')
  await stage.advance(HOUR)
  await led(play.act(cast.caller.head, 'acceptWhistle'), 'WhistleAccepted')
  await led(play.command('closeWhistle'), 'WhistleClosed')
}

const TOLD = [
  'WhistleApproved',
  'ReturnOverruled',
  'ExtensionGranted',
  'SessionEnded',
  'ClockMissed',
  'WaitEnded',
  'WhistleClosed',
  'AppealDecided',
]

export const wangfujing: Story = {
  startsAt: '2018-04-16T09:00:00+08:00',
  async play(given) {
    const { stage, language, print } = given
    const cast = wangfujingCast(stage.city)
    const parts = castParts(cast, given)
    const { duty, head, coordination } = cast.caller
    await stage.moveTo(nextTime((await stage.now()) - MINUTE, 9))
    const play = await draft(stage, cast, { by: duty })
    await approve(play, parts)
    await firstDay(play, parts)
    await firstSession(play, parts)
    await secondSession(play, parts)
    await lastSession(play, parts)
    await stage.advance(HOUR)
    const grading = await gradeAll(play, head, ({ department }) =>
      department === parts.absent ? 58 : 88,
    )
    await appeal(play, grading, {
      department: parts.absent,
      round: 1,
      grader: head,
      judge: coordination,
      verdict: 'replaced',
    })
    const timeline = await play.timeline(head, language)
    const told = timeline.items.map(item => item.type)
    for (const type of TOLD) that(told.includes(type), `the story does not tell of ${type}`)
    tellTimeline(timeline, language, print)
  },
}
