// The word and the shape of every status: the same glyph on board, map, timeline, print and phone.
import type { Bilingual, SummonsStatus, WhistleStatus } from '@muster/domain'
import type { Language, WordsOf } from './words.ts'

export const WHISTLE_STATUS_WORDS = {
  drafted: { zh: '草稿', en: 'draft' },
  submitted: { zh: '待审批', en: 'awaiting approval' },
  rejected: { zh: '未批准', en: 'not approved' },
  sounding: { zh: '正在吹哨', en: 'sounding' },
  resolved: { zh: '已解决，待验收', en: 'resolved, to be accepted' },
  accepted: { zh: '已验收', en: 'accepted' },
  closed: { zh: '已结束', en: 'closed' },
  withdrawn: { zh: '已撤回', en: 'withdrawn' },
} as const satisfies WordsOf<WhistleStatus>

/** What lies over a summons' status without being one: a pending return, silence, an arrival that is late. */
export type SummonsOverlay = 'returned' | 'silent' | 'late'

export type ShownStatus = SummonsStatus | SummonsOverlay

interface StatusLook extends Bilingual {
  readonly glyph: string
}

const SUMMONS_LOOKS = {
  called: { glyph: '○', zh: '已召集', en: 'called' },
  signed: { glyph: '◔', zh: '已签收', en: 'signed' },
  en_route: { glyph: '◑', zh: '在途', en: 'on the way' },
  on_scene: { glyph: '●', zh: '已到场', en: 'on scene' },
  measures: { glyph: '●', zh: '处置中', en: 'at work' },
  done_claimed: { glyph: '◆', zh: '已报完成', en: 'done claimed' },
  released: { glyph: '✓', zh: '已撤离', en: 'released' },
  replaced: { glyph: '⇄', zh: '已改派', en: 'replaced' },
  excused: { glyph: '⇄', zh: '不属职责', en: 'excused' },
  stood_down: { glyph: '–', zh: '已取消召集', en: 'stood down' },
  defaulted: { glyph: '✕', zh: '未报到', en: 'defaulted' },
  returned: { glyph: '⇄', zh: '已退回，待裁定', en: 'returned' },
  silent: { glyph: '▲', zh: '未签收', en: 'silent' },
  late: { glyph: '▲', zh: '逾期', en: 'late' },
} as const satisfies Readonly<Record<ShownStatus, StatusLook>>

/** The shape of a summons' status; colour may add to it and never replaces it. */
export function statusGlyph(status: ShownStatus): string {
  return SUMMONS_LOOKS[status].glyph
}

/** The word of a status, for a summons with its glyph before it: `● 已到场`. */
export function statusWord(status: ShownStatus | WhistleStatus, language: Language): string {
  if (isWhistleStatus(status)) return WHISTLE_STATUS_WORDS[status][language]
  return `${SUMMONS_LOOKS[status].glyph} ${SUMMONS_LOOKS[status][language]}`
}

/** The word alone, for a sentence; a code that is no status stands for itself. */
export function plainStatus(status: string, language: Language): string {
  if (isWhistleStatus(status)) return WHISTLE_STATUS_WORDS[status][language]
  if (Object.hasOwn(SUMMONS_LOOKS, status)) return SUMMONS_LOOKS[status as ShownStatus][language]
  return status
}

function isWhistleStatus(status: string): status is WhistleStatus {
  return Object.hasOwn(WHISTLE_STATUS_WORDS, status)
}
