// A mail server that is slow, refuses one mailbox, keeps a message and drops the line, and then is gone; a webhook that
// hangs; a browser that is gone: whoever was to be told is told by the next way, and nobody else waits for it.
import { blow } from '../../stories/play/small-whistle.ts'
import { openStage, type Stage } from '../../stories/play/stage.ts'
import type { FaultForm } from '../fault.ts'
import { cityOn } from '../harness/city.ts'
import { mustBeClean } from '../harness/operator.ts'
import { poll } from '../harness/poll.ts'
import { type Place, type ServerProcess, startServer } from '../harness/server-process.ts'
import { freshDir } from '../harness/workspace.ts'
import { askFor } from './ask-for.ts'
import { addressOf, type Troubled, TroubledChannels } from './troubled-channels.ts'

const DEPARTMENT = '110117-police'
const NAMES = ['fine', 'slow', 'refused', 'dropped', 'hanging', 'gone'] as const
/** Three tries of ten seconds with what lies between them. */
const HANGING_MS = 90_000

interface Attempt {
  readonly channel: string
  readonly status: string
  readonly reason?: string
}

interface Told {
  readonly person: string
  readonly act: string
  readonly attempts: readonly Attempt[]
}

interface Trouble {
  readonly channels: TroubledChannels
  readonly stage: Stage
  readonly whistle: string
  readonly place: Place
  readonly people: readonly Troubled[]
}

export async function channelsInTrouble(form: FaultForm): Promise<void> {
  const city = await cityOn('postgres')
  const channels = new TroubledChannels()
  let server: ServerProcess | undefined
  try {
    const env = await channels.open(freshDir())
    server = await startServer(city.place, { env })
    const stage = await openStage(server.url)
    const offices = [...['officer', 'officer', 'officer', 'officer'], 'duty', 'deputy'] as const
    const people = NAMES.map((name, n): Troubled => {
      const position = n < 4 ? n : 0
      const member = stage.member(`${DEPARTMENT}.${offices[n]}`, position)
      return { name, member, number: `+9991111000${n}` }
    })
    const { administrator = '' } = server.tokens()
    await channels.giveWays(stage, people, administrator)
    const { id: whistle } = await blow(stage)
    const trouble: Trouble = { channels, stage, whistle, place: city.place, people }
    await tellInTrouble(trouble, form)
    await tellWithoutMail(trouble, form)
    await server.stop()
    await mustBeClean(city.place)
  } finally {
    await server?.kill()
    await channels.close()
    await city.remove()
  }
}

function ask({ place, whistle, people }: Trouble, name: string): Promise<void> {
  const asked = people.map(({ member: { person } }) => ({ organisation: DEPARTMENT, person }))
  return askFor(place, { whistle, people: asked, count: people.length, name })
}

async function attemptsOf(trouble: Trouble, one: Troubled): Promise<readonly Attempt[]> {
  const { stage, whistle } = trouble
  const { items } = await stage.call<{ items: readonly Told[] }>(
    stage.member('110117006.secretary'),
    'listPagesOfWhistle',
    { id: whistle },
  )
  const own = items.filter(({ person, act }) => person === one.member.person && act === 'accept')
  return own.at(-1)?.attempts ?? []
}

/** Names that the mail library gives to one thing, by the moment at which it happens. */
const NO_LINE = /^(?:esocket|econnection|econnrefused|econnreset)$/

function said({ channel, status, reason }: Attempt): string {
  const why = reason?.replace(NO_LINE, 'no_line')
  return [channel, status, ...(why === undefined ? [] : [why])].join(' ')
}

interface Expected {
  readonly lines: readonly string[]
  readonly withinMs: number
}

async function expectTold(trouble: Trouble, one: Troubled, expected: Expected): Promise<void> {
  const { lines, withinMs } = expected
  let last = ''
  const wanted = lines.join(', ')
  await poll(
    async () => {
      last = (await attemptsOf(trouble, one)).map(said).join(', ')
      return last === wanted || undefined
    },
    { what: `${one.name}: ${wanted}`, withinMs },
  ).catch((error: Error) => {
    throw new Error(`${error.message}; it was: ${last}`)
  })
}

const thrice = (line: string) => [line, line, line]

/** What each of them has to have been told by, and in what time. */
function expectedOf({ name }: Troubled, isShort: boolean): Expected {
  switch (name) {
    case 'fine':
      return { lines: ['email accepted'], withinMs: 20_000 }
    case 'slow':
      return { lines: ['email accepted'], withinMs: 20_000 }
    case 'refused':
      return { lines: ['email failed smtp_550', 'sms accepted'], withinMs: 20_000 }
    case 'gone':
      return { lines: ['web_push failed address_gone', 'sms accepted'], withinMs: 20_000 }
    case 'dropped':
      return { lines: [...thrice('email failed no_line'), 'sms accepted'], withinMs: 60_000 }
    case 'hanging':
      return isShort
        ? { lines: ['webhook sending'], withinMs: 20_000 }
        : { lines: [...thrice('webhook failed timed_out'), 'sms accepted'], withinMs: HANGING_MS }
  }
}

async function tellInTrouble(trouble: Trouble, { isShort, say }: FaultForm): Promise<void> {
  const { channels, people } = trouble
  channels.breakDown()
  const mailsBefore = channels.mail.mails.length
  await ask(trouble, 'troubled')
  // Whoever hangs is looked at first: the others are told while it does.
  const order = people.toSorted(
    (a, b) => Number(b.name === 'hanging') - Number(a.name === 'hanging'),
  )
  const [first, ...others] = order
  if (first) await expectTold(trouble, first, { lines: ['webhook sending'], withinMs: 20_000 })
  await Promise.all(others.map(one => expectTold(trouble, one, expectedOf(one, isShort))))
  if (first) await expectTold(trouble, first, expectedOf(first, isShort)).catch(tooLate(isShort))
  const doubled = Math.max(0, channels.mail.dropped.length - 1)
  const mailed = channels.mail.mails.slice(mailsBefore).flatMap(({ recipients }) => recipients)
  say(
    `told in spite of a slow mailbox, one that refuses, one that keeps the message and drops the line (${doubled} doubled, under one Message-ID), a webhook that hangs and a browser that is gone`,
  )
  mustBe(mailed.toSorted(), [addressOf('fine'), addressOf('slow')])
  const ids = new Set(channels.mail.dropped.map(({ headers }) => headers.get('message-id')))
  if (ids.size !== 1) throw new Error(`${ids.size} names for one message`)
}

/** In the short form it may have gone on meanwhile on a slow machine. */
function tooLate(isShort: boolean) {
  return (error: Error) => {
    if (!isShort) throw error
  }
}

function mustBe(found: readonly string[], wanted: readonly string[]): void {
  if (found.join(' ') !== wanted.join(' '))
    throw new Error(`mails went to ${found.join(', ')}, not to ${wanted.join(', ')}`)
}

/** The mail server is gone altogether. */
async function tellWithoutMail(trouble: Trouble, { say }: FaultForm): Promise<void> {
  const { channels, people } = trouble
  await channels.mail.leave()
  await ask(trouble, 'without-mail')
  const lines = [...thrice('email failed no_line'), 'sms accepted']
  const mailed = people.filter(({ name }) => ['fine', 'slow', 'refused'].includes(name))
  await Promise.all(mailed.map(one => expectTold(trouble, one, { lines, withinMs: 60_000 })))
  say(`the mail server down: ${mailed.length} people told by text message after three tries`)
  // The control: one who was told by mail a moment ago would not have been.
  const texted = new Set(channels.texts.map(({ to }) => to))
  const missing = mailed.filter(({ number }) => !texted.has(number))
  if (missing.length > 0) throw new Error(`the log claims what nobody received: ${missing.length}`)
}
