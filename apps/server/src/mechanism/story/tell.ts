// The story of the mechanism: one sentence an event, as a colleague would tell it.
import type {
  CaseEvent,
  GradingEvent,
  PostEvent,
  SupervisionEvent,
  WhistleEvent,
} from '@muster/domain'
import { answering } from './answering.ts'
import { blowing } from './blowing.ts'
import { cases } from './cases.ts'
import { commandPost } from './command-post.ts'
import { ending } from './ending.ts'
import { grades } from './grades.ts'
import { type PageStoryEvent, paging } from './paging.ts'
import { presence } from './presence.ts'
import { capital, createSay, type Names, type Telling, type Tellings } from './say.ts'
import { supervision } from './supervision.ts'
import { timing } from './timing.ts'
import type { Language } from './words.ts'
import { working } from './working.ts'

export type StoryEvent =
  | WhistleEvent
  | CaseEvent
  | GradingEvent
  | SupervisionEvent
  | PostEvent
  | PageStoryEvent

const WHISTLE = {
  ...blowing,
  ...answering,
  ...presence,
  ...working,
  ...timing,
  ...ending,
} satisfies Tellings<WhistleEvent>

const STORY = {
  ...WHISTLE,
  ...cases,
  ...grades,
  ...supervision,
  ...commandPost,
  ...paging,
} satisfies Tellings<StoryEvent>

/** The types of event that have a sentence. */
export const STORY_EVENT_TYPES = Object.keys(STORY) as readonly StoryEvent['type'][]

/** Does this type of event have a sentence? */
export function isStoryEvent(event: { readonly type: string }): event is StoryEvent {
  return Object.hasOwn(STORY, event.type)
}

/** What happened, with its time: 「14:07 城管执法队 李强 到场（扫码，距现场 40 米）」. */
export function tell(event: StoryEvent, names: Names, language: Language): string {
  // The table is keyed by the event's own type; the compiler cannot follow that through a union.
  const telling = STORY[event.type] as Telling<StoryEvent>
  const say = createSay(names, language)
  const sentence = telling[language](event, say)
  return `${names.time(event.at)} ${language === 'en' ? capital(sentence) : sentence}`
}
