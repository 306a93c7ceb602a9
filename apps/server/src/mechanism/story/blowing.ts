// The story of a whistle until it sounds, and of who commands it.
import type { ClockStamp, EventOf, WhistleEvent } from '@muster/domain'
import { dueEn, dueZh, limitsEn, limitsZh } from './clock-phrases.ts'
import type { Say, Tellings } from './say.ts'
import { KIND_WORDS, ROLE_WORDS, TRANSFER_WORDS } from './words.ts'

export type BlowingEvent = Extract<
  WhistleEvent,
  {
    type:
      | 'WhistleDrafted'
      | 'DraftAmended'
      | 'WhistleSubmitted'
      | 'WhistleRejected'
      | 'WhistleApproved'
      | 'WhistleSounded'
      | 'WhistleReviewed'
      | 'CommandTransferred'
      | 'DeputyNamed'
      | 'SummonsCalled'
  }
>

/** The clocks of those called at once are the same for all: those of the first speak for the rest. */
function limitsOf(event: EventOf<'WhistleSounded'>): readonly ClockStamp[] {
  return event.summonses[0]?.clocks ?? []
}

function calledZh(event: EventOf<'WhistleSounded'>, say: Say): string {
  return say.list(
    event.summonses.map(({ department, role }) =>
      role === 'lead'
        ? `${say.organisation(department)}（${say.word(ROLE_WORDS, role)}）`
        : say.organisation(department),
    ),
  )
}

function calledEn(event: EventOf<'WhistleSounded'>, say: Say): string {
  return say.list(
    event.summonses.map(({ department, role }) =>
      role === 'lead'
        ? `${say.organisation(department)} (${say.word(ROLE_WORDS, role)})`
        : say.organisation(department),
    ),
  )
}

function addedZh(event: EventOf<'SummonsCalled'>, say: Say): string {
  const department = say.department(event.summons)
  if (event.cause === 'replaces' && event.replaces !== undefined)
    return `按裁定召集${department}，接替${say.organisation(event.replaces)}`
  if (event.cause === 'vetoed') return `${department}按否决意见重新办理`
  return `${say.actor(event.by)}增召${department}（${say.word(ROLE_WORDS, event.summons.role)}）`
}

function addedEn(event: EventOf<'SummonsCalled'>, say: Say): string {
  const department = say.department(event.summons)
  if (event.cause === 'replaces' && event.replaces !== undefined)
    return `by the ruling, ${department} was called in place of ${say.organisation(event.replaces)}`
  if (event.cause === 'vetoed') return `${department} goes to work again after the veto`
  return `${say.actor(event.by)} also called ${department} (${say.word(ROLE_WORDS, event.summons.role)})`
}

export const blowing: Tellings<BlowingEvent> = {
  WhistleDrafted: {
    zh: (e, say) =>
      `${say.actor(e.by)}起草${e.drill ? '演练' : ''}哨单（${say.openWord(KIND_WORDS, e.kind)}）：${say.text(e.draft.title)}${e.follows === undefined ? '' : '，接续上一次吹哨'}`,
    en: (e, say) =>
      `${say.actor(e.by)} drafted ${e.drill ? 'a drill' : 'a whistle'} (${say.openWord(KIND_WORDS, e.kind)}): ${say.text(e.draft.title)}${e.follows === undefined ? '' : ', following an earlier one'}`,
  },
  DraftAmended: {
    zh: (e, say) => `${say.actor(e.by)}修改哨单：${say.text(e.draft.title)}`,
    en: (e, say) => `${say.actor(e.by)} amended the draft: ${say.text(e.draft.title)}`,
  },
  WhistleSubmitted: {
    zh: (e, say) =>
      e.approval
        ? `${say.actor(e.by)}提交${say.name(e.policy.name)}哨，等待审批（${dueZh(e.approval, say)}）`
        : `${say.actor(e.by)}提交${say.name(e.policy.name)}哨，先吹哨后审核`,
    en: (e, say) =>
      e.approval
        ? `${say.actor(e.by)} submitted the whistle (${say.name(e.policy.name)}), to be approved ${dueEn(e.approval, say)}`
        : `${say.actor(e.by)} submitted the whistle (${say.name(e.policy.name)}): it sounds first and is reviewed afterwards`,
  },
  WhistleRejected: {
    zh: (e, say) => `${say.actor(e.by)}未批准吹哨，理由：${say.text(e.reason)}`,
    en: (e, say) => `${say.actor(e.by)} did not approve the whistle: ${say.text(e.reason)}`,
  },
  WhistleApproved: {
    zh: (e, say) => `${say.actor(e.by)}批准吹哨`,
    en: (e, say) => `${say.actor(e.by)} approved the whistle`,
  },
  WhistleSounded: {
    zh: (e, say) => {
      const limits = limitsZh(limitsOf(e), say)
      const review = e.review ? `；事后审核${dueZh(e.review, say)}` : ''
      return `哨响，召集${calledZh(e, say)}${limits && `；时限：${limits}`}；${say.office(e.command)}指挥${review}`
    },
    en: (e, say) => {
      const limits = limitsEn(limitsOf(e), say)
      const review = e.review ? `; to be reviewed ${dueEn(e.review, say)}` : ''
      return `The whistle sounded for ${calledEn(e, say)}${limits && `, with ${limits}`}; ${say.office(e.command)} commands${review}`
    },
  },
  WhistleReviewed: {
    zh: (e, say) =>
      e.verdict === 'upheld'
        ? `${say.actor(e.by)}审核通过：${say.text(e.reason)}`
        : `${say.actor(e.by)}审核未通过，不再增召部门：${say.text(e.reason)}`,
    en: (e, say) =>
      e.verdict === 'upheld'
        ? `${say.actor(e.by)} reviewed the whistle and upheld it: ${say.text(e.reason)}`
        : `${say.actor(e.by)} reviewed the whistle and refused it; no department is added from now on: ${say.text(e.reason)}`,
  },
  CommandTransferred: {
    zh: (e, say) =>
      `指挥由${say.office(e.from)}转至${say.office(e.to)}（${say.word(TRANSFER_WORDS, e.cause)}），理由：${say.text(e.reason)}`,
    en: (e, say) =>
      `Command passed from ${say.office(e.from)} to ${say.office(e.to)} (${say.word(TRANSFER_WORDS, e.cause)}): ${say.text(e.reason)}`,
  },
  DeputyNamed: {
    zh: (e, say) => `${say.actor(e.by)}指定${say.office(e.deputy)}为副指挥`,
    en: (e, say) => `${say.actor(e.by)} named ${say.office(e.deputy)} as deputy commander`,
  },
  SummonsCalled: {
    zh: (e, say) => {
      const limits = limitsZh(e.summons.clocks, say)
      return `${addedZh(e, say)}${limits && `，时限：${limits}`}`
    },
    en: (e, say) => {
      const limits = limitsEn(e.summons.clocks, say)
      return `${addedEn(e, say)}${limits && `, with ${limits}`}`
    },
  },
}
