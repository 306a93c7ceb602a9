// Holds the servers to what they acknowledged: each command once, its answer again, its texts readable.

import type { Agent } from 'node:http'
import { isDeepStrictEqual } from 'node:util'
import type { Entry, Ledger } from './ledger.ts'
import type { Verdict } from './protocol.ts'
import { type Answer, newAgent, read, send } from './send.ts'

interface CheckSettings {
  readonly ledger: Ledger
  readonly tokens: Readonly<Record<string, string>>
  readonly urls: readonly string[]
  readonly everything: boolean
  /** Keys that an earlier check has held them to. */
  readonly checked: Set<string>
}

const atOnce = 16

export async function check(settings: CheckSettings): Promise<Verdict> {
  const checker = new Checker(settings)
  const { ledger, checked, everything } = settings
  const entries = ledger.entries().filter(({ key }) => everything || !checked.has(key))
  await inParts(entries, entry => checker.repeat(entry))
  const cases = entries.filter(({ path }) => path === '/api/cases')
  await inParts(cases, entry => checker.readStory(entry, 'cases'))
  const whistles = entries.filter(({ path }) => path === '/api/whistles')
  await inParts(whistles, entry => checker.readStory(entry, 'whistles'))
  for (const { key } of entries) checked.add(key)
  checker.close()
  return checker.verdict()
}

class Checker {
  readonly #settings: CheckSettings
  readonly #agent: Agent = newAgent()
  readonly #wrong: string[] = []
  #acknowledged = 0
  #hadHappened = 0
  #doneNow = 0
  #next = 0

  constructor(settings: CheckSettings) {
    this.#settings = settings
  }

  /** The same key again: the stored answer; for what was never answered, twice. */
  async repeat(entry: Entry): Promise<void> {
    const first = await send(this.#target(entry.role), entry)
    if (entry.answer !== undefined) {
      this.#acknowledged += 1
      if (!first.replayed) this.#say(entry, `was acknowledged and is not known: ${show(first)}`)
      else this.#compare(entry, { is: first, was: entry.answer })
      return
    }
    if (first.status >= 300) return this.#say(entry, `cannot be repeated: ${show(first)}`)
    if (first.replayed) this.#hadHappened += 1
    else this.#doneNow += 1
    const second = await send(this.#target(entry.role), entry)
    if (!second.replayed) this.#say(entry, `happened twice: ${show(second)}`)
    else this.#compare(entry, { is: second, was: first.text })
    this.#settings.ledger.acknowledged(entry.key, first.status, first.text)
  }

  /** What the story says of it: each text once, and readable, so its key is there too. */
  async readStory(entry: Entry, kind: 'cases' | 'whistles'): Promise<void> {
    const known = this.#settings.ledger.entries().filter(({ key }) => key.startsWith(lifeOf(entry)))
    const answer = known.find(({ key }) => key === entry.key)?.answer
    if (answer === undefined) return
    const { id } = JSON.parse(answer) as { id: string }
    const timeline = await read(this.#target(entry.role), `/api/${kind}/${id}/timeline`)
    if (timeline.status !== 200) return this.#say(entry, `no timeline: ${show(timeline)}`)
    const { events } = storyOf(timeline.text)
    for (const { key, path, answer: given } of known) {
      const type = kind === 'cases' ? caseEvent(path) : whistleEvent(path)
      if (type === undefined || given === undefined) continue
      const count = events.filter(each => each === type).length
      if (count !== 1) this.#say(entry, `${key} is ${count} times in the story as ${type}`)
    }
    if (!timeline.text.includes(textOf(entry))) this.#say(entry, 'its text cannot be read')
  }

  verdict(): Verdict {
    return {
      acknowledged: this.#acknowledged,
      hadHappened: this.#hadHappened,
      doneNow: this.#doneNow,
      wrong: this.#wrong,
    }
  }

  close(): void {
    this.#agent.destroy()
  }

  #compare(entry: Entry, { is, was }: { is: Answer; was: string }): void {
    if (!isDeepStrictEqual(JSON.parse(is.text), JSON.parse(was)))
      this.#say(entry, `was answered ${was}, and now ${is.text}`)
  }

  #say({ key }: Entry, what: string): void {
    this.#wrong.push(`${key}: ${what}`)
  }

  #target(role: string) {
    const { urls, tokens } = this.#settings
    this.#next += 1
    const url = urls[this.#next % urls.length] ?? ''
    return { url, agent: this.#agent, token: tokens[role] ?? '' }
  }
}

function storyOf(text: string): { events: readonly string[] } {
  const parsed = JSON.parse(text) as { lines?: { type: string }[]; items?: { type: string }[] }
  return { events: (parsed.lines ?? parsed.items ?? []).map(({ type }) => type) }
}

function caseEvent(path: string): string | undefined {
  if (path === '/api/cases') return 'CaseOpened'
  return path.endsWith('/self-handling') ? 'SelfHandlingRecorded' : undefined
}

function whistleEvent(path: string): string | undefined {
  if (path === '/api/whistles') return 'WhistleDrafted'
  if (path.endsWith('/submit')) return 'WhistleSubmitted'
  return path.endsWith('/sign') ? 'SummonsSigned' : undefined
}

function lifeOf({ key }: Entry): string {
  return key.slice(0, key.lastIndexOf('-') + 1)
}

function textOf({ body }: Entry): string {
  return (body as { title: string }).title
}

function show({ status, text }: Answer): string {
  return `${status} ${text.slice(0, 200)}`
}

async function inParts<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  let next = 0
  const worker = async () => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) await work(one)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
}
