// What a message says where a channel has no words of its own: what is asked, of whom, until when; no name of a target.
import type { Page, PageAct } from '@muster/domain'
import { toInstant } from '@muster/domain'
import type { Outage } from '../outages.ts'
import { PAGE_ACT_WORDS } from '../story/page-words.ts'
import type { Names } from '../story/say.ts'
import type { Language, WordsOf } from '../story/words.ts'

interface Facts {
  readonly names: Names
  readonly language: Language
  readonly outage?: Outage
}

const DRILL = { zh: '【演练】', en: '[Drill] ' }
const SEVERAL: WordsOf<'title'> = {
  title: { zh: '项待处理', en: ' things wait for you' },
}

function lineOf(page: Page, { names, language }: Facts): string {
  const { act, department, dueAt } = page.order
  const what = PAGE_ACT_WORDS[act satisfies PageAct][language]
  const whose = department === undefined ? '' : names.organisation(department)
  const until = dueAt === undefined ? '' : names.time(dueAt)
  if (language === 'zh') return [what, whose, until && `时限 ${until}`].filter(Boolean).join('，')
  return [what, whose, until && `due ${until}`].filter(Boolean).join(', ')
}

function aboutOutage({ outage, names, language }: Facts): string | undefined {
  if (outage === undefined) return undefined
  const from = names.time(toInstant(outage.from))
  const to = names.time(toInstant(outage.to))
  return language === 'zh'
    ? `系统 ${from} 至 ${to} 中断，以下通知因此迟到。`
    : `Muster was away from ${from} to ${to}; what follows is late because of that.`
}

export function wordsOfPages(
  together: readonly { readonly page: Page }[],
  facts: Facts,
): { readonly title: string; readonly text: string } {
  const { language } = facts
  const lines = together.map(({ page }) => lineOf(page, facts))
  const mark = together.some(({ page }) => page.order.drill) ? DRILL[language] : ''
  const [first = ''] = lines
  const title = lines.length === 1 ? first : `${lines.length}${SEVERAL.title[language]}`
  const text = [aboutOutage(facts), ...lines].filter(line => line !== undefined).join('\n')
  return { title: `${mark}${title}`, text: `${mark}${text}` }
}
