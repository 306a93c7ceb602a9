import { describe, expect, it } from 'vitest'
import {
  DIRECTORY_EVENTS,
  GRANT_EVENTS,
  LIST_EVENTS,
  NOTICE_EVENTS,
  POLICY_EVENTS,
  POST_EVENTS,
} from '../../mechanism/event-types.ts'
import { AUDIT_ACT_WORDS, wordsOfAct } from './act-words.ts'
import { actOf } from './feed-trail.ts'

const FOLLOWS = ['PostWhistleLinked', 'PostWhistleEnded', 'EntryProposed']

describe('the words of the audit trail', () => {
  it('know every act that changes a rule', () => {
    const changes = [
      DIRECTORY_EVENTS,
      GRANT_EVENTS,
      LIST_EVENTS,
      NOTICE_EVENTS,
      POLICY_EVENTS,
      POST_EVENTS,
    ].flatMap(Object.keys)
    const unsaid = changes
      .filter(type => !FOLLOWS.includes(type))
      .map(actOf)
      .filter(act => !Object.hasOwn(AUDIT_ACT_WORDS, act))
    expect(unsaid).toEqual([])
  })

  it('show what they do not know as it is', () => {
    expect(wordsOfAct('constructor')).toEqual({ zh: 'constructor', en: 'constructor' })
  })
})
