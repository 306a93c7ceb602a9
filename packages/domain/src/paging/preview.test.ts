import { asks, aWhistle, beijing, rulesOf, sign } from '@muster/testkit/domain'
import { describe, expect, test } from 'vitest'
import type { PersonId } from '../kernel/ids.ts'
import { MINUTE } from '../kernel/time.ts'
import { EMERGENCY } from '../policy/default-kinds.ts'
import type { Whistle } from '../whistle/state.ts'
import { type Foretold, type PreviewLookup, previewDraft, previewWhistle } from './preview.ts'
import type { Audience } from './request.ts'

function nameOf(audience: Audience): PersonId {
  switch (audience.kind) {
    case 'layer':
      return `${audience.organisation}-${audience.layer}` as PersonId
    case 'person':
      return audience.person
    case 'office':
      return audience.office as string as PersonId
    default:
      return audience.kind as PersonId
  }
}

const NOW = beijing('2026-03-02 22:30')

function lookup(more: Partial<PreviewLookup> = {}): PreviewLookup {
  return {
    rules: rulesOf(),
    find: audience => [
      {
        person: nameOf(audience),
        organisation: 'police' as never,
        why: [],
        gap: false,
      },
    ],
    ways: () => ({ steps: [{ channel: 'sms', contact: 'a' }], quiet: { from: 1320, until: 480 } }),
    ...more,
  }
}

function lines(foretold: readonly Foretold[], from: number): readonly string[] {
  return foretold.flatMap(({ at, act, clock, people }) =>
    people.map(({ person }) => `${(at - from) / MINUTE} ${act} ${person} ${clock ?? ''}`.trim()),
  )
}

function stateOf({ state }: ReturnType<ReturnType<typeof aWhistle>['nothing']>): Whistle {
  if (state.status === 'none') throw new Error('there is no whistle')
  return state
}

function drafted(stages: ReturnType<typeof aWhistle>): Whistle {
  return stateOf(stages.drafted())
}

const only = aWhistle({ asks: [asks('police', { role: 'lead' })] })

describe('a preview says who is told what, when, if nobody answers', () => {
  test('a draft as if it were blown now: the calls first, then every rung', () => {
    const told = lines(previewDraft(drafted(only), NOW, lookup()), NOW)
    expect(told.slice(0, 8)).toEqual([
      '0 call police-duty sign',
      expect.stringMatching(/^0 review /),
      '3 urge police-duty sign',
      '5 page police-head sign',
      '10 page deputy_district_head sign',
      expect.stringMatching(/^15 supervise .* sign$/),
      '20 urge police-duty arrive',
      '30 page police-head arrive',
    ])
  })

  test('a kind that is approved first is previewed as approved', () => {
    const planned = aWhistle({ kind: 'enforcement', asks: [asks('police', { role: 'lead' })] })
    const told = lines(previewDraft(drafted(planned), NOW, lookup()), NOW)
    expect(told[0]).toBe('0 call police-duty sign')
    expect(told[1]).toBe('30 urge police-duty sign')
  })

  test('a whistle under way: only what is still to come, without what was answered', () => {
    const signed = only.sounding().did(sign('police'))
    const told = lines(previewWhistle(stateOf(signed), signed.now, lookup()), signed.now)
    expect(told.some(line => line.endsWith(' sign'))).toBe(false)
    expect(told.some(line => line.startsWith('0 call'))).toBe(false)
    expect(told).toContain('20 urge police-duty arrive')
  })

  test('quiet hours delay what is no emergency; an emergency breaks them', () => {
    const planned = aWhistle({ kind: 'enforcement', asks: [asks('police', { role: 'lead' })] })
    const [call] = previewDraft(drafted(planned), NOW, lookup())
    expect(call?.people[0]?.at).toBe(beijing('2026-03-03 08:00'))
    const [urgent] = previewDraft(drafted(only), NOW, lookup())
    expect(urgent?.people[0]?.at).toBe(NOW)
  })

  test('all ways at once for whoever wants it so, in an emergency alone', () => {
    const ways: PreviewLookup['ways'] = person => ({
      steps: ['sms', 'email'].map(channel => ({ channel, contact: channel })),
      atOnce: person === 'police-duty',
    })
    const atOnceOf = (draft: Whistle) =>
      previewDraft(draft, NOW, lookup({ ways })).flatMap(({ people }) =>
        people.flatMap(({ person, atOnce }) => (atOnce ? [person] : [])),
      )
    const planned = aWhistle({ kind: 'enforcement', asks: [asks('police', { role: 'lead' })] })
    expect(new Set(atOnceOf(drafted(only)))).toEqual(new Set(['police-duty']))
    expect(atOnceOf(drafted(planned))).toEqual([])
  })

  test('repeats as long as nobody answers, on the channels that the ladder names', () => {
    const repeat = { everyMinutes: 2, times: 3 }
    const kind = {
      ...EMERGENCY,
      ladders: {
        sign: [{ minutes: 0, tell: 'head', act: 'page', channels: ['sms'], repeat }] as const,
      },
    }
    const asked: (readonly string[] | undefined)[] = []
    const rules = { ...rulesOf(), findKind: () => kind }
    const ways: PreviewLookup['ways'] = (_person, channels) => {
      asked.push(channels)
      return { steps: [] }
    }
    const told = previewDraft(drafted(only), NOW, lookup({ rules, ways }))
    const rung = told.find(({ clock, act }) => clock === 'sign' && act === 'page')
    expect(rung?.people[0]?.again.map(at => (at - NOW) / MINUTE)).toEqual([7, 9, 11])
    expect(asked).toContainEqual(['sms'])
  })
})
