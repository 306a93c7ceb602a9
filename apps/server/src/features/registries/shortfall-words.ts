// Why a grant does not give its power, in words.
import type { Bilingual, Shortfall } from '@muster/domain'
import type { Language } from '../../platform/http/language.ts'

export const SHORTFALL_WORDS = {
  not_yet: { zh: '尚未开始', en: 'it has not begun' },
  over: { zh: '已经到期', en: 'it is over' },
  suspended: { zh: '已暂停', en: 'it is suspended' },
  elsewhere: { zh: '不含这个区域', en: 'it does not hold there' },
  other_departments: { zh: '不含这个部门', en: 'it is not over this department' },
  another_person: {
    zh: '只给了办公室中的另一个人',
    en: 'it is meant for another person of the office',
  },
  source_revoked: {
    zh: '所依据的授权已收回',
    en: 'the grant that it is delegated from was revoked',
  },
  source_not_yet: {
    zh: '所依据的授权尚未开始',
    en: 'the grant that it is delegated from has not begun',
  },
  source_over: { zh: '所依据的授权已经到期', en: 'the grant that it is delegated from is over' },
  source_suspended: {
    zh: '所依据的授权已暂停',
    en: 'the grant that it is delegated from is suspended',
  },
  source_elsewhere: {
    zh: '所依据的授权不含这个区域',
    en: 'the grant that it is delegated from does not hold there',
  },
  source_other_departments: {
    zh: '所依据的授权不含这个部门',
    en: 'the grant that it is delegated from is not over this department',
  },
  revoked: { zh: '已收回', en: 'it was revoked' },
  office_ended: { zh: '办公室已撤销', en: 'the office is no more' },
} as const satisfies Readonly<Record<Shortfall | 'revoked' | 'office_ended', Bilingual>>

export type Reason = keyof typeof SHORTFALL_WORDS

export function shortfallWords(failed: readonly Reason[], language: Language): string {
  return failed.map(one => SHORTFALL_WORDS[one][language]).join(language === 'zh' ? '；' : '; ')
}
