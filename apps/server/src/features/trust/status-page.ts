// /status: how the installation fares, for people; plain, so that it works when little else does.
import { readFileSync } from 'node:fs'
import { toInstant } from '@muster/domain'
import { domainActor } from '../../mechanism/acting.ts'
import type { Edge } from '../../mechanism/edge.ts'
import { namesFor } from '../../mechanism/names.ts'
import { CHANNEL_WORDS } from '../../mechanism/story/page-words.ts'
import { openWord } from '../../mechanism/story/words.ts'
import { LANGUAGE_TAG, type Language } from '../../platform/http/language.ts'
import { sendPage } from '../../platform/http/security-headers.ts'
import type { FastifyRequest, HttpApp } from '../../platform/http/types.ts'
import { type PublicStatus, publicPart, type Status } from './read-status.ts'
import { STATUS_WORDS, type StatusWords } from './status-words.ts'

const STYLE = new URL('../../../pages/status.css', import.meta.url)
const OPTIONS = { config: { access: 'public' }, schema: { hide: true } } as const

interface Writing {
  readonly words: StatusWords
  readonly language: Language
  readonly time: (rfc3339: string) => string
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, mark => ESCAPES[mark] ?? mark)
}

/** State by shape as well as by word; a warning alone is filled. */
const GLYPHS = { good: '●', degraded: '◆', bad: '▲', failing: '▲', untried: '○' } as const

function mark(state: keyof typeof GLYPHS, word: string): string {
  return `<span class="state ${state}"><span aria-hidden="true">${GLYPHS[state]}</span> ${escaped(word)}</span>`
}

function lasting(ms: number): string {
  const seconds = ms / 1000
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`
}

function section(title: string, body: string): string {
  return `<section><h2>${escaped(title)}</h2>${body}</section>`
}

/** Wider than a phone it is scrolled, by keys as well. */
function table(
  title: string,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const head = heads.map(one => `<th scope="col">${escaped(one)}</th>`).join('')
  const body = rows.map(row => `<tr>${row.map(cell => `<td>${cell}</td>`).join('')}</tr>`).join('')
  const whole = `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`
  return `<div class="wide" role="region" tabindex="0" aria-label="${escaped(title)}">${whole}</div>`
}

function said(text: string): string {
  return `<p>${escaped(text)}</p>`
}

function listed(items: readonly string[], none: string): string {
  if (items.length === 0) return said(none)
  return `<ul>${items.map(item => `<li>${item}</li>`).join('')}</ul>`
}

function channels({ channels: all }: PublicStatus, { words, language }: Writing): string {
  const rows = all.map(one => [
    escaped(openWord(CHANNEL_WORDS, one.channel, language)),
    mark(one.state, words.states[one.state]),
    String(one.taken),
    String(one.failed),
  ])
  return section(
    words.channels,
    table(words.channels, [words.channel, words.state, words.taken, words.failed], rows),
  )
}

function clock({ clock: state }: PublicStatus, { words }: Writing): string {
  if (state.trusted) return section(words.clock, said(words.clockGood))
  const apart = lasting(Math.abs(state.apartMs ?? 0))
  return section(words.clock, `<p>${mark('bad', words.clockBad(apart))}</p>`)
}

function outages({ outages: all }: PublicStatus, { words, time }: Writing): string {
  const items = all.map(
    ({ from, to }) =>
      `${escaped(time(from))} – ${escaped(time(to))} (${lasting(Date.parse(to) - Date.parse(from))})`,
  )
  return section(words.outages, listed(items, words.noOutages))
}

function alarms({ alarms: all }: Status, { words, language, time }: Writing): string {
  const items = all.map(
    one =>
      `${mark('bad', one.words[language])} <span>${escaped(one.label)}</span>, ${words.since} ${escaped(time(one.raisedAt))}`,
  )
  return section(words.alarms, listed(items, words.noAlarms))
}

function jobs({ jobs: all }: Status, { words }: Writing): string {
  const rows = all.map(one => [
    escaped(one.queue),
    words.priorities[one.priority],
    String(one.waiting),
    one.waiting === 0 ? '–' : lasting(one.oldestMs),
  ])
  return section(
    words.jobs,
    table(words.jobs, [words.queue, words.priority, words.waiting, words.oldest], rows),
  )
}

const RUN_STATES = { lost: 'bad', returned: 'good', waiting: 'untried' } as const

function canaries({ canaries: all }: Status, { words, time }: Writing): string {
  const items = all.map(({ label, last }) => {
    if (last === undefined) return escaped(label)
    const state = RUN_STATES[last.state]
    const took = last.tookMs === undefined ? '' : `, ${words.took} ${lasting(last.tookMs)}`
    return `${escaped(label)}: ${mark(state, words.runs[last.state])}${took}, ${escaped(time(last.at))}`
  })
  return section(words.canaries, listed(items, words.noCanaries))
}

function heartbeat({ heartbeat: beat }: Status, { words, time }: Writing): string {
  if (!beat.configured) return section(words.heartbeat, said(words.noHeartbeat))
  if (beat.at === undefined) return section(words.heartbeat, said(words.heartbeatNone))
  const isOk = beat.ok === true
  const word = isOk ? words.heartbeatOk : words.heartbeatFailed
  return section(
    words.heartbeat,
    `<p>${mark(isOk ? 'good' : 'bad', word)}, ${escaped(time(beat.at))}</p>`,
  )
}

function lateness({ lateness: late }: Status, { words }: Writing): string {
  if (late.overdue === 0) return section(words.lateness, said(words.noneLate))
  return section(
    words.lateness,
    `<p>${mark('bad', words.late(late.overdue, lasting(late.oldestMs)))}</p>`,
  )
}

function isWhole(status: PublicStatus | Status): status is Status {
  return 'alarms' in status
}

function render(status: PublicStatus | Status, writing: Writing, isInvented: boolean): string {
  const { words, language, time } = writing
  const whole = isWhole(status) ? status : undefined
  const parts = [
    whole && alarms(whole, writing),
    channels(status, writing),
    whole && jobs(whole, writing),
    whole && canaries(whole, writing),
    whole && heartbeat(whole, writing),
    whole && lateness(whole, writing),
    clock(status, writing),
    outages(status, writing),
    whole ? undefined : `<p><a href="/log-in?return=%2Fstatus">${escaped(words.logIn)}</a></p>`,
    isInvented ? said(words.invented) : undefined,
    `<p><a href="/status?lang=${words.otherTag}" lang="${words.otherTag}">${words.other}</a></p>`,
  ]
  return `<!doctype html>
<html lang="${LANGUAGE_TAG[language]}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${escaped(words.title)}: ${escaped(words.level[status.level])}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/pages/status.css">
<main>
<h1>${mark(status.level, words.level[status.level])}</h1>
<p>${escaped(words.explained[status.level])} ${escaped(words.at)} <time datetime="${status.at}">${escaped(time(status.at))}</time></p>
${parts.filter(part => part !== undefined).join('\n')}
</main>
</html>
`
}

function languageOf(asked: unknown): Language | undefined {
  return asked === 'zh' || asked === 'en' ? asked : undefined
}

/** Whoever is logged in and keeps an area. */
async function isKeeper(edge: Edge, request: FastifyRequest): Promise<boolean> {
  const { gate } = edge.platform.identity
  const cookie = gate.cookieOf(request)
  const verified = cookie === undefined ? undefined : await gate.verify(cookie)
  if (verified?.ok !== true) return false
  return domainActor(verified.actor, edge.registry).keeps !== undefined
}

export interface StatusPage {
  readonly read: () => Promise<Status>
  /** Without log-in, the part that names no system and no place. */
  readonly isPublic: boolean
}

export function statusPage(app: HttpApp, edge: Edge, { read, isPublic }: StatusPage): void {
  const style = readFileSync(STYLE, 'utf8')
  app.get('/pages/status.css', OPTIONS, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/css; charset=utf-8').send(style),
  )
  app.get<{ Querystring: { lang?: unknown } }>('/status', OPTIONS, async (request, reply) => {
    const mayKnowAll = await isKeeper(edge, request)
    if (!(mayKnowAll || isPublic)) return reply.redirect('/log-in?return=%2Fstatus')
    const language = languageOf(request.query.lang) ?? request.language
    const names = namesFor(edge, language, toInstant(edge.now()))
    const time = (text: string) => names.time(toInstant(Date.parse(text)))
    const status = await read()
    const writing = { words: STATUS_WORDS[language], language, time }
    const shown = mayKnowAll ? status : publicPart(status)
    return sendPage(reply, () => render(shown, writing, edge.platform.isDemo))
  })
}
