// One stretch of duty: who, why, and what can be done about it.
import { Modal } from 'antd'
import { useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { stretchOf } from './day-formats.ts'
import type { Piece, Present } from './duty-days.ts'
import { LeaveDialog, OverrideDialog, SwapDialog } from './PersonDialogs.tsx'
import type { Roster } from './use-rosters.ts'
import { rosterWords } from './words.ts'

interface PieceDialogProps {
  readonly roster: Roster
  readonly piece: Piece
  readonly nameOf: (person: string) => string
  readonly onClose: () => void
}

type Next = 'cover' | 'leave' | 'swap'

export function PieceDialog({ roster, piece, nameOf, onClose }: PieceDialogProps) {
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const [next, setNext] = useState<Next>()
  const { layer, span } = piece
  const { from, until, present, away } = span
  const period = { from, until }
  const person = usePersonOf(roster, present)
  const [first] = present.length === 0 ? away : present
  if (next === 'cover')
    return (
      <OverrideDialog
        roster={roster}
        initial={{ ...period, layer, ...(first === undefined ? {} : { instead: first.person }) }}
        onClose={onClose}
      />
    )
  if (next === 'leave' && person !== undefined)
    return <LeaveDialog roster={roster} initial={{ ...period, person }} onClose={onClose} />
  if (next === 'swap' && person !== undefined)
    return (
      <SwapDialog
        roster={roster}
        initial={{ layer, asks: person, gives: period }}
        onClose={onClose}
      />
    )
  return (
    <Modal open={true} title={say(`layer_${layer}`)} footer={null} onCancel={onClose} width={520}>
      <div className="duty-detail">
        <p>{stretchOf(tag, from, until)}</p>
        {present.map(one => (
          <Reasons key={one.person} one={one} nameOf={nameOf} />
        ))}
        {present.length === 0 && <p>{say('whyNobody')}</p>}
        {away.map(one => (
          <p key={one.person}>{say('away', { name: nameOf(one.person) })}</p>
        ))}
        <Offers
          isOver={Date.parse(until) <= serverNow()}
          mayWrite={roster.may.write}
          isOwn={person !== undefined}
          onChoose={setNext}
        />
      </div>
    </Modal>
  )
}

/** Whose leave and swap it may be: one's own, or as the keeper of the roster that of whoever is there. */
function usePersonOf({ may }: Roster, present: readonly Present[]): string | undefined {
  const { session } = useSession()
  const own = present.find(({ person }) => person === session.person)
  if (own && may.takePart) return own.person
  return may.write ? present[0]?.person : undefined
}

function Reasons({
  one: { person, why },
  nameOf,
}: {
  readonly one: Present
  readonly nameOf: (person: string) => string
}) {
  const say = useWords(rosterWords)
  return (
    <p>
      <b>{nameOf(person)}</b>
      <br />
      <span>
        {why
          .map(({ kind, instead }) => {
            const word = say(`why_${kind}`)
            return instead === undefined
              ? word
              : `${word} (${say('instead', { name: nameOf(instead) })})`
          })
          .join(' → ')}
      </span>
    </p>
  )
}

interface OffersProps {
  readonly isOver: boolean
  readonly mayWrite: boolean
  readonly isOwn: boolean
  readonly onChoose: (next: Next) => void
}

function Offers({ isOver, mayWrite, isOwn, onChoose }: OffersProps) {
  const say = useWords(rosterWords)
  if (isOver || !(mayWrite || isOwn)) return null
  return (
    <div className="roster-buttons">
      {mayWrite && (
        <button type="button" className="button" onClick={() => onChoose('cover')}>
          {say('cover')}
        </button>
      )}
      {isOwn && (
        <>
          <button type="button" className="button" onClick={() => onChoose('swap')}>
            {say('addSwap')}
          </button>
          <button type="button" className="button" onClick={() => onChoose('leave')}>
            {say('addLeave')}
          </button>
        </>
      )}
    </div>
  )
}
