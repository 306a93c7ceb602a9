// What each act on a case asks for: its fields, by the names of the API. Pure.
import type { caseWords } from './words.ts'

type Word = keyof (typeof caseWords.tables)['en']

export type FormField =
  | { readonly name: string; readonly as: 'text' | 'moment'; readonly word: Word }
  | {
      readonly name: string
      readonly as: 'choice'
      readonly word: Word
      /** Beginning of the words of its choices. */
      readonly words: string
      readonly choices: readonly (string | boolean)[]
    }
  | { readonly name: string; readonly as: 'case'; readonly word: Word; readonly isOpen: boolean }

const text = (word: Word, name = 'text'): FormField => ({ name, as: 'text', word })

const SOURCES = ['resident', 'hotline', 'patrol', 'leader', 'sensor']

export const FORMS: Readonly<Record<string, readonly FormField[]>> = {
  addReport: [
    { name: 'source', as: 'choice', word: 'field_source', words: 'source', choices: SOURCES },
    text('field_text'),
  ],
  recordSelfHandling: [text('field_text')],
  closeCase: [
    { name: 'outcome', as: 'choice', word: 'field_outcome', words: 'outcome', choices: [] },
    text('field_ground', 'ground'),
  ],
  planRecheck: [{ name: 'dueAt', as: 'moment', word: 'field_dueAt' }],
  recordRecheck: [
    {
      name: 'found',
      as: 'choice',
      word: 'field_found',
      words: 'found',
      choices: ['holds', 'came_back'],
    },
    text('field_whatFound'),
  ],
  hearResident: [
    {
      name: 'solved',
      as: 'choice',
      word: 'field_solved',
      words: 'solved',
      choices: [true, false],
    },
    text('field_text'),
  ],
  judgeResidentWord: [
    {
      name: 'reopens',
      as: 'choice',
      word: 'field_reopens',
      words: 'reopens',
      choices: [true, false],
    },
    text('field_reason', 'reason'),
  ],
  linkRecurrence: [{ name: 'from', as: 'case', word: 'field_earlier', isOpen: false }],
  mergeCase: [{ name: 'from', as: 'case', word: 'field_mergeFrom', isOpen: true }],
  unsealReporter: [text('field_purpose', 'purpose')],
  issueFollowCode: [],
}
