// The two sheets as HTML without a script: 吹哨单, and the closing report. Everything in them is escaped.
import type { whistleViews } from '@muster/contract'
import type { z } from 'zod'
import { plainStatus } from '../../../mechanism/story/status-words.ts'
import {
  KIND_WORDS,
  type Language,
  MEASURE_WORDS,
  openWord,
} from '../../../mechanism/story/words.ts'
import { SHEET_WORDS, type SheetWord } from './sheet-words.ts'

export type WhistleView = z.input<typeof whistleViews.whistle>
type SummonsView = WhistleView['summonses'][number]

export interface Piece {
  readonly department: string
  readonly at: string
  readonly sha256: string
  readonly mediaType: string
}

export interface Sheet {
  readonly form: 'order' | 'report'
  readonly language: Language
  readonly timeZone: string
  readonly whistle: WhistleView
  readonly invented: boolean
  readonly kindName: string | undefined
  readonly typeName: string | undefined
  readonly commanderName: string | undefined
  readonly sentences: readonly string[]
  readonly evidence: readonly Piece[]
  readonly printedAt: number
}

export function safe(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

interface Pen {
  readonly say: (word: SheetWord) => string
  readonly time: (at: string | number | undefined) => string
  /** Of a text that may be hidden from this reader or erased. */
  readonly told: (text: string | null | undefined) => string
  readonly name: (
    name: { readonly zh: string; readonly en: string } | undefined,
    id: string,
  ) => string
}

function penOf({ language, timeZone, whistle }: Sheet): Pen {
  const words = SHEET_WORDS[language]
  const format = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const isHidden = whistle.place === null
  return {
    say: word => words[word],
    time: at => (at === undefined ? '' : format.format(new Date(at))),
    told: text => safe(text ?? words[isHidden ? 'unknown' : 'erased']),
    name: (name, id) => safe(name?.[language] ?? id),
  }
}

function row(name: string, value: string): string {
  return `<tr><th scope="row">${name}</th><td class="wide">${value}</td></tr>`
}

/** Degrees as people read them aloud. */
function coordinates(whistle: WhistleView): string {
  if (whistle.place === null) return ''
  const [lng = 0, lat = 0] = whistle.place.point.coordinates
  return ` (${lng.toFixed(5)}, ${lat.toFixed(5)} WGS-84)`
}

function head(sheet: Sheet, pen: Pen): string {
  const { whistle, form, invented } = sheet
  const stamps = [
    ...(whistle.drill ? ['drill' as const] : []),
    ...(whistle.policy?.confidential === true ? ['confidential' as const] : []),
    ...(invented ? ['invented' as const] : []),
  ]
  return `<header>
<h1>${pen.say(form)}</h1>
<p class="number"><span>${pen.say('number')} ${safe(whistle.id)}</span><span>${pen.say('printedAt')} ${pen.time(sheet.printedAt)}</span></p>
<p>${stamps.map(stamp => `<span class="stamp">${pen.say(stamp)}</span>`).join('')}</p>
</header>`
}

function facts(sheet: Sheet, pen: Pen): string {
  const { whistle, kindName, typeName, commanderName } = sheet
  const { caller, assembly, place, kind, soundedAt, endedAt, problemType, result } = whistle
  return `<table class="facts"><tbody>
${row(pen.say('title'), pen.told(whistle.title))}
${row(pen.say('caller'), pen.name(caller.name, caller.organisation))}
${row(pen.say('commander'), safe(commanderName ?? whistle.command))}
${row(pen.say('kind'), safe(kindName ?? openWord(KIND_WORDS, kind, sheet.language)))}
${row(pen.say('blownAt'), pen.time(soundedAt as string | undefined))}
${endedAt === undefined ? '' : row(pen.say('endedAt'), pen.time(endedAt as string))}
${row(pen.say('problemType'), problemType === null ? pen.told(null) : safe(typeName ?? problemType))}
${row(pen.say('place'), `${pen.told(place?.text)}${coordinates(whistle)}`)}
${row(pen.say('assembly'), `${pen.time(assembly.at as string)} ${safe(assembly.place ?? pen.say('erased'))}`)}
${row(pen.say('facts'), pen.told(whistle.facts))}
${row(pen.say('tried'), pen.told(whistle.tried))}
${row(pen.say('lacking'), pen.told(whistle.lacking))}
${result === undefined ? '' : row(pen.say('result'), pen.told(result))}
</tbody></table>`
}

function due(summons: SummonsView, clock: string, pen: Pen): string {
  const found = summons.clocks.find(one => one.clock === clock)
  return found === undefined ? '' : pen.time(found.dueAt as string)
}

/** Before it sounds there are no summonses; whom it would ask stands in the draft. */
function orderRows({ whistle }: Sheet, pen: Pen): string {
  const called = whistle.summonses.map(
    summons => `<tr><td>${pen.name(summons.name, summons.department)}</td>
<td>${pen.say(summons.role === 'lead' ? 'lead' : 'assist')}</td>
<td class="wide">${pen.told(summons.ask)}</td><td>${safe(summons.legalItems.join('、'))}</td>
<td>${due(summons, 'sign', pen)}</td><td>${due(summons, 'arrive', pen)}</td><td></td></tr>`,
  )
  if (called.length > 0) return called.join('\n')
  return whistle.asks
    .map(
      ({ department, role }) =>
        `<tr><td>${safe(department)}</td><td>${pen.say(role === 'lead' ? 'lead' : 'assist')}</td><td></td><td></td><td></td><td></td><td></td></tr>`,
    )
    .join('\n')
}

function table(
  { form }: Sheet,
  pen: Pen,
  { heads, rows }: { readonly heads: readonly SheetWord[]; readonly rows: string },
): string {
  const cells = heads.map(word => `<th scope="col">${pen.say(word)}</th>`).join('')
  return `<h2>${pen.say('departments')}</h2>
<table class="${form}"><thead><tr>${cells}</tr></thead><tbody>${rows}</tbody></table>`
}

function arrival(summons: SummonsView, pen: Pen): string {
  const clock = summons.clocks.find(one => one.clock === 'arrive')
  const first = summons.people
    .flatMap(({ countsAt }) => (countsAt === undefined ? [] : [String(countsAt)]))
    .sort()[0]
  if (first === undefined) return pen.say('never')
  const isLate =
    clock?.missedAt !== undefined && clock.missCancelled !== true && first > String(clock.dueAt)
  return `${pen.time(first)}<br>${pen.say(isLate ? 'late' : 'inTime')}`
}

function reportRows({ whistle, language }: Sheet, pen: Pen): string {
  return whistle.summonses
    .map(summons => {
      const measures = summons.measures.map(
        ({ type, legalItem }) =>
          `${safe(openWord(MEASURE_WORDS, type, language))} (${safe(legalItem)})`,
      )
      return `<tr><td>${pen.name(summons.name, summons.department)}</td>
<td>${pen.say(summons.role === 'lead' ? 'lead' : 'assist')}</td><td>${arrival(summons, pen)}</td>
<td>${summons.people.filter(one => one.countsAt !== undefined).length}</td>
<td>${measures.join('<br>') || pen.say('none')}</td>
<td>${safe(plainStatus(summons.status, language))}<br>${pen.time(summons.settledAt as string | undefined)}</td></tr>`
    })
    .join('\n')
}

function story({ sentences }: Sheet, pen: Pen): string {
  const lines = sentences.map(sentence => `<li>${safe(sentence)}</li>`).join('\n')
  return `<h2>${pen.say('story')}</h2><ol class="story">${lines}</ol>`
}

function pieces({ evidence, whistle }: Sheet, pen: Pen): string {
  if (evidence.length === 0) return ''
  const { caller } = whistle
  const nameOf = (id: string) =>
    id === caller.organisation
      ? pen.name(caller.name, id)
      : pen.name(whistle.summonses.find(one => one.department === id)?.name, id)
  const rows = evidence.map(
    ({ department, at, sha256, mediaType }) =>
      `<tr><td>${nameOf(department)}</td><td>${pen.time(at)}</td><td>${safe(mediaType)}</td><td class="hash">${safe(sha256)}</td></tr>`,
  )
  return `<h2>${pen.say('evidence')}</h2><table><tbody>${rows.join('\n')}</tbody></table>
<p>${pen.say('evidenceHash')}</p>`
}

function signatures(pen: Pen, ...words: readonly SheetWord[]): string {
  return `<div class="signatures">${words.map(word => `<div>${pen.say(word)}</div>`).join('')}</div>`
}

/** What stands on the paper, between `<body>` and `</body>`. */
export function sheetBody(sheet: Sheet): string {
  const pen = penOf(sheet)
  const whole =
    sheet.form === 'order'
      ? [
          table(sheet, pen, {
            heads: ['department', 'role', 'ask', 'ground', 'sign', 'arrive', 'signature'],
            rows: orderRows(sheet, pen),
          }),
          signatures(pen, 'issuedBy', 'approvedBy', 'receivedBy'),
        ]
      : [
          table(sheet, pen, {
            heads: ['department', 'role', 'arrivedAt', 'people', 'measures', 'ended'],
            rows: reportRows(sheet, pen),
          }),
          story(sheet, pen),
          pieces(sheet, pen),
          signatures(pen, 'issuedBy', 'commander', 'acceptedBy'),
        ]
  return [head(sheet, pen), facts(sheet, pen), ...whole].join('\n')
}

export function sheetTitle({ form, language, whistle }: Sheet): string {
  return safe(`${SHEET_WORDS[language][form]} ${whistle.id}`)
}
