// Who is away, and who swaps with whom: asked, agreed to, declined, withdrawn.
import { useState } from 'react'
import { api, type Schemas } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { comingHour, stretchOf } from './day-formats.ts'
import { ListSection } from './ListSection.tsx'
import { LeaveDialog, SwapDialog } from './PersonDialogs.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { type Roster, useNamesOf } from './use-rosters.ts'
import { rosterWords } from './words.ts'

type SwapAct = 'agree' | 'decline' | 'withdraw'
type Opened =
  | { readonly is: 'leave' | 'swap' }
  | { readonly is: 'cancelLeave' | SwapAct; readonly id: string }

interface PartProps {
  readonly roster: Roster
  readonly nameOf: (person: string) => string
  readonly onOpen: (opened: Opened) => void
}

export function LeaveTab({ roster }: { readonly roster: Roster }) {
  const [opened, setOpened] = useState<Opened>()
  const { leaves, swaps } = roster
  const nameOf = useNamesOf([
    ...leaves.map(({ person }) => person),
    ...swaps.flatMap(({ asks, asked }) => [asks, asked]),
  ])
  const part = { roster, nameOf, onOpen: setOpened }
  return (
    <>
      <Leaves {...part} />
      <Swaps {...part} />
      {opened && (
        <OpenedDialog roster={roster} opened={opened} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}

function mayAdd({ may }: Roster): boolean {
  return may.write || may.takePart
}

function Leaves({ roster, nameOf, onOpen }: PartProps) {
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const { session } = useSession()
  return (
    <ListSection
      name="leaves"
      heads={['period', 'person']}
      isEmpty={roster.leaves.length === 0}
      add={
        mayAdd(roster) && (
          <button type="button" className="button" onClick={() => onOpen({ is: 'leave' })}>
            {say('addLeave')}
          </button>
        )
      }
    >
      {roster.leaves.map(({ id, person, from, until }) => (
        <tr key={id}>
          <td>{stretchOf(tag, from, until)}</td>
          <td>{nameOf(person)}</td>
          <td className="plain-table-acts">
            {(roster.may.write || (roster.may.takePart && person === session.person)) && (
              <button
                type="button"
                className="button plain"
                onClick={() => onOpen({ is: 'cancelLeave', id })}
              >
                {say('cancelLeave')}
              </button>
            )}
          </td>
        </tr>
      ))}
    </ListSection>
  )
}

function Swaps({ roster, nameOf, onOpen }: PartProps) {
  const say = useWords(rosterWords)
  const tag = useLanguage()
  return (
    <ListSection
      name="swaps"
      heads={['swapAsks', 'swapAsked', 'gives', 'takes', 'swapState']}
      isEmpty={roster.swaps.length === 0}
      add={
        mayAdd(roster) && (
          <button type="button" className="button" onClick={() => onOpen({ is: 'swap' })}>
            {say('addSwap')}
          </button>
        )
      }
    >
      {roster.swaps.map(swap => (
        <tr key={swap.id}>
          <td>{nameOf(swap.asks)}</td>
          <td>{nameOf(swap.asked)}</td>
          <td>
            {stretchOf(tag, swap.gives.from, swap.gives.until)}
            <small>{say(`layer_${swap.layer}`)}</small>
          </td>
          <td>{swap.takes && stretchOf(tag, swap.takes.from, swap.takes.until)}</td>
          <td>{say(`state_${swap.status}`)}</td>
          <td className="plain-table-acts">
            <SwapActs roster={roster} swap={swap} onOpen={onOpen} />
          </td>
        </tr>
      ))}
    </ListSection>
  )
}

interface SwapActsProps {
  readonly roster: Roster
  readonly swap: Schemas['SwapShown']
  readonly onOpen: (opened: Opened) => void
}

function SwapActs({ roster: { may }, swap, onOpen }: SwapActsProps) {
  const say = useWords(rosterWords)
  const { session } = useSession()
  if (swap.status !== 'proposed') return null
  const isAsked = may.takePart && swap.asked === session.person
  const isTheirs = may.write || (may.takePart && swap.asks === session.person)
  const acts: readonly SwapAct[] = [
    ...(isAsked ? (['agree', 'decline'] as const) : []),
    ...(isTheirs ? (['withdraw'] as const) : []),
  ]
  return acts.map(act => (
    <button
      key={act}
      type="button"
      className="button plain"
      onClick={() => onOpen({ is: act, id: swap.id })}
    >
      {say(act)}
    </button>
  ))
}

interface OpenedProps {
  readonly roster: Roster
  readonly opened: Opened
  readonly onClose: () => void
}

function OpenedDialog({ roster, opened, onClose }: OpenedProps) {
  const { session } = useSession()
  const own = roster.may.takePart ? { person: session.person } : {}
  switch (opened.is) {
    case 'leave':
      return (
        <LeaveDialog
          roster={roster}
          initial={{ ...own, from: comingHour(serverNow()) }}
          onClose={onClose}
        />
      )
    case 'swap':
      return (
        <SwapDialog
          roster={roster}
          initial={{ layer: 'duty', ...(own.person === undefined ? {} : { asks: own.person }) }}
          onClose={onClose}
        />
      )
    case 'cancelLeave':
      return <CancelLeave roster={roster} id={opened.id} onClose={onClose} />
    default:
      return <AnswerSwap roster={roster} act={opened.is} id={opened.id} onClose={onClose} />
  }
}

interface NamedProps {
  readonly roster: Roster
  readonly id: string
  readonly onClose: () => void
}

function CancelLeave({ roster, id, onClose }: NamedProps) {
  const say = useWords(rosterWords)
  return (
    <RemoveDialog
      word={say('cancelLeave')}
      what={say('cancelLeaveWhat')}
      isFinal={false}
      onClose={onClose}
      send={key =>
        api.POST('/api/rosters/{id}/leaves/{leave}/cancel', {
          params: { path: { id: roster.id, leave: id } },
          headers: { 'idempotency-key': key },
          body: {},
        })
      }
    />
  )
}

function AnswerSwap({ roster, id, act, onClose }: NamedProps & { readonly act: SwapAct }) {
  const say = useWords(rosterWords)
  const params = { path: { id: roster.id, swap: id } }
  const send = (key: string) => {
    const headers = { 'idempotency-key': key }
    if (act === 'agree')
      return api.POST('/api/rosters/{id}/swaps/{swap}/agree', { params, headers, body: {} })
    if (act === 'decline')
      return api.POST('/api/rosters/{id}/swaps/{swap}/decline', { params, headers, body: {} })
    return api.POST('/api/rosters/{id}/swaps/{swap}/withdraw', { params, headers, body: {} })
  }
  return (
    <RemoveDialog
      word={say(act)}
      what={say(act === 'agree' ? 'agreeWhat' : 'swapsLead')}
      isFinal={false}
      send={send}
      onClose={onClose}
    />
  )
}
