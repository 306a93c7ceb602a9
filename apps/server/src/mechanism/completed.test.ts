import {
  type CaseState,
  type Post,
  type PostFields,
  toId,
  type WhistleId,
  type WhistleState,
} from '@muster/domain'
import {
  aCase,
  add,
  asks,
  aWhistle,
  draftOf,
  EXCUSED,
  leads,
  personOf,
  replacedBy,
  rule,
  STREET,
} from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import { completed } from './completed.ts'

const member = (name: string) => ({ department: asks(name).department, head: personOf(name, 9) })

const post: Post = {
  status: 'open',
  // Of a post only its members are asked for.
  fields: { members: [member('police'), member('land')] } as unknown as PostFields,
  openWhistles: [],
}
const posts = { findPost: (id: string) => (id === STREET ? post : undefined) }
const none = { findPost: () => undefined }

function viewOf(state: unknown) {
  return { now: 0, version: () => 0, state: <S>() => state as S }
}

const drafted = aWhistle().drafted()
const noCase = viewOf({ status: 'none' })
const headOf = (name: string) => personOf(name, 9)

function on(state: WhistleState, from = posts) {
  return (command: Parameters<typeof completed>[0]) =>
    completed(command, state, { view: noCase, posts: from })
}

describe('1. A command post names the head of each member in person', () => {
  const given = on(drafted.whistle)

  test('of a new draft and of an amended one', () => {
    const draft = draftOf({ asks: [leads('police'), asks('urban')] })
    const heads = { draft: { asks: [{ head: headOf('police') }, {}] } }
    const amended = given({ type: 'AmendDraft', draft })
    expect(amended).toMatchObject(heads)
    expect(JSON.stringify(amended)).not.toContain(headOf('urban'))
    const { caller } = drafted.whistle
    const id = toId<WhistleId>('w-2')
    const fresh = { whistle: id, caseId: toId<never>('c'), kind: 'emergency', caller, draft }
    const blown = completed(
      { type: 'DraftWhistle', ...fresh, drill: false },
      { status: 'none' } as WhistleState,
      { view: noCase, posts },
    )
    expect(blown).toMatchObject(heads)
  })

  test('of a department that is added, and of a successor', () => {
    expect(given(add(asks('land')))).toMatchObject({ ask: { head: headOf('land') } })
    expect(given(rule('police', replacedBy('land')))).toMatchObject({
      ruling: { successor: { head: headOf('land') } },
    })
    expect(given(rule('police', EXCUSED))).toEqual(rule('police', EXCUSED))
  })

  test('one that is named already stays; an ordinary caller names none', () => {
    const head = personOf('land', 3)
    expect(given(add(asks('land', { head })))).toEqual(add(asks('land', { head })))
    expect(on(drafted.whistle, none)(add(asks('land')))).toEqual(add(asks('land')))
    expect(on({ status: 'none' } as WhistleState)(add(asks('land')))).toEqual(add(asks('land')))
  })
})

describe('A new whistle of a case follows the one before it', () => {
  test('the last that was blown, and none where there was none', () => {
    const { caller } = drafted.whistle
    const whistle = toId<WhistleId>('w-3')
    const command = {
      type: 'DraftWhistle',
      whistle,
      caseId: toId<never>('case-1'),
      kind: 'emergency',
      caller,
      draft: draftOf(),
      drill: false,
    } as const
    const followed = (state: CaseState) =>
      completed(command, { status: 'none' } as WhistleState, { view: viewOf(state), posts: none })
    const open = aCase().state
    expect(followed(open)).not.toHaveProperty('follows')
    expect(followed({ status: 'none' })).not.toHaveProperty('follows')
    const whistles = ['w-1', 'w-2'].map(id => toId<WhistleId>(id))
    expect(followed({ ...open, whistles } as CaseState)).toHaveProperty('follows', 'w-2')
  })
})
