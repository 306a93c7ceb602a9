// What duty is made of: numbers needed, rotations, written shifts, covers.
import { type ReactNode, useState } from 'react'
import { api, type Schemas } from '../../api/client.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { clockOf, stretchOf, wholeDayOf } from './day-formats.ts'
import { LAYERS } from './duty-days.ts'
import { ListSection } from './ListSection.tsx'
import { NeedsDialog } from './NeedsDialog.tsx'
import { OpenRoster } from './OpenRoster.tsx'
import { OverrideDialog, ShiftDialog } from './PersonDialogs.tsx'
import { RemoveDialog } from './RemoveDialog.tsx'
import { RotationDialog } from './RotationDialog.tsx'
import { type Roster, useNamesOf } from './use-rosters.ts'
import { rosterWords } from './words.ts'

type Opened =
  | { readonly is: 'needs' | 'shift' | 'override' }
  | { readonly is: 'rotation'; readonly rotation: Schemas['Rotation'] | undefined }
  | { readonly is: 'removeRotation' | 'removeShift' | 'removeOverride'; readonly id: string }

interface PartProps {
  readonly roster: Roster
  readonly nameOf: (person: string) => string
  readonly onOpen: (opened: Opened) => void
}

export function TurnsTab({ roster }: { readonly roster: Roster }) {
  const [opened, setOpened] = useState<Opened>()
  const { rotations, shifts, overrides } = roster
  const nameOf = useNamesOf([
    ...rotations.flatMap(({ people }) => people),
    ...shifts.map(({ person }) => person),
    ...overrides.flatMap(({ by, instead }) => (instead === undefined ? [by] : [by, instead])),
  ])
  const part = { roster, nameOf, onOpen: setOpened }
  return (
    <>
      <NeedsLine {...part} />
      <Rotations {...part} />
      <Shifts {...part} />
      <Overrides {...part} />
      {roster.may.write && <OpenRoster organisation={roster.organisation} />}
      {opened && (
        <OpenedDialog roster={roster} opened={opened} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}

function NeedsLine({ roster: { needs, may }, onOpen }: PartProps) {
  const say = useWords(rosterWords)
  return (
    <section className="roster-list" aria-label={say('needs')}>
      <div className="roster-list-head">
        <h2>{say('needs')}</h2>
        {may.write && (
          <button type="button" className="button" onClick={() => onOpen({ is: 'needs' })}>
            {say('setNeeds')}
          </button>
        )}
      </div>
      <dl className="roster-needs">
        {LAYERS.map(layer => (
          <div key={layer}>
            <dt>{say(`layer_${layer}`)}</dt>
            <dd>{needs[layer] === 0 ? say('free') : needs[layer]}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function useAdd({ roster: { may }, onOpen }: PartProps) {
  const say = useWords(rosterWords)
  return (word: 'addRotation' | 'addShift' | 'cover', opened: Opened): { add?: ReactNode } =>
    may.write
      ? {
          add: (
            <button type="button" className="button" onClick={() => onOpen(opened)}>
              {say(word)}
            </button>
          ),
        }
      : {}
}

function Rotations(props: PartProps) {
  const { roster, nameOf, onOpen } = props
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const add = useAdd(props)
  const { rotations, may } = roster
  return (
    <ListSection
      name="rotations"
      heads={['layer', 'people', 'turn', 'startsOn']}
      isEmpty={rotations.length === 0}
      {...add('addRotation', { is: 'rotation', rotation: undefined })}
    >
      {rotations.map(rotation => (
        <tr key={rotation.id}>
          <td>{say(`layer_${rotation.layer}`)}</td>
          <td>{[...new Set(rotation.people)].map(nameOf).join(tag === 'en' ? ', ' : '、')}</td>
          <td>
            {say(`turn_${rotation.turn.unit}`, { count: rotation.turn.amount })}
            <small>
              {say('handover')} {clockOf(rotation.handoverMinute)}
              {rotation.hours &&
                ` · ${say(`hours_${rotation.hours.days}`)} ${clockOf(rotation.hours.from)}–${clockOf(rotation.hours.until)}`}
            </small>
          </td>
          <td>
            {wholeDayOf(tag, rotation.startsOn)}
            {rotation.endsBefore && ` – ${wholeDayOf(tag, rotation.endsBefore)}`}
          </td>
          <td className="plain-table-acts">
            {may.write && (
              <>
                <button
                  type="button"
                  className="button plain"
                  onClick={() => onOpen({ is: 'rotation', rotation })}
                >
                  {say('changeRotation')}
                </button>
                <button
                  type="button"
                  className="button plain"
                  onClick={() => onOpen({ is: 'removeRotation', id: rotation.id })}
                >
                  {say('removeRotation')}
                </button>
              </>
            )}
          </td>
        </tr>
      ))}
    </ListSection>
  )
}

function Shifts(props: PartProps) {
  const { roster, nameOf, onOpen } = props
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const add = useAdd(props)
  const { shifts, may } = roster
  return (
    <ListSection
      name="shifts"
      heads={['period', 'layer', 'person']}
      isEmpty={shifts.length === 0}
      {...add('addShift', { is: 'shift' })}
    >
      {shifts.map(({ id, layer, person, from, until }) => (
        <tr key={id}>
          <td>{stretchOf(tag, from, until)}</td>
          <td>{say(`layer_${layer}`)}</td>
          <td>{nameOf(person)}</td>
          <td className="plain-table-acts">
            {may.write && (
              <button
                type="button"
                className="button plain"
                onClick={() => onOpen({ is: 'removeShift', id })}
              >
                {say('removeShift')}
              </button>
            )}
          </td>
        </tr>
      ))}
    </ListSection>
  )
}

function Overrides(props: PartProps) {
  const { roster, nameOf, onOpen } = props
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const add = useAdd(props)
  const { overrides, may } = roster
  return (
    <ListSection
      name="overrides"
      heads={['period', 'layer', 'by', 'reason']}
      isEmpty={overrides.length === 0}
      {...add('cover', { is: 'override' })}
    >
      {overrides.map(({ id, layer, by, instead, reason, from, until }) => (
        <tr key={id}>
          <td>{stretchOf(tag, from, until)}</td>
          <td>{say(`layer_${layer}`)}</td>
          <td>
            {nameOf(by)}
            <small>
              {say('instead', {
                name: instead === undefined ? say('everybody') : nameOf(instead),
              })}
            </small>
          </td>
          <td>{reason}</td>
          <td className="plain-table-acts">
            {may.write && (
              <button
                type="button"
                className="button plain"
                onClick={() => onOpen({ is: 'removeOverride', id })}
              >
                {say('removeOverride')}
              </button>
            )}
          </td>
        </tr>
      ))}
    </ListSection>
  )
}

interface OpenedProps {
  readonly roster: Roster
  readonly opened: Opened
  readonly onClose: () => void
}

function OpenedDialog({ roster, opened, onClose }: OpenedProps) {
  switch (opened.is) {
    case 'needs':
      return <NeedsDialog roster={roster} onClose={onClose} />
    case 'shift':
      return <ShiftDialog roster={roster} initial={{ layer: 'duty' }} onClose={onClose} />
    case 'override':
      return <OverrideDialog roster={roster} initial={{ layer: 'duty' }} onClose={onClose} />
    case 'rotation':
      return <RotationDialog roster={roster} rotation={opened.rotation} onClose={onClose} />
    default:
      return <Removing rosterId={roster.id} is={opened.is} id={opened.id} onClose={onClose} />
  }
}

interface RemovingProps {
  readonly rosterId: string
  readonly is: 'removeRotation' | 'removeShift' | 'removeOverride'
  readonly id: string
  readonly onClose: () => void
}

function Removing({ rosterId, is, id, onClose }: RemovingProps) {
  const say = useWords(rosterWords)
  const send = (key: string) => {
    const headers = { 'idempotency-key': key }
    if (is === 'removeRotation')
      return api.POST('/api/rosters/{id}/rotations/{rotation}/remove', {
        params: { path: { id: rosterId, rotation: id } },
        headers,
        body: {},
      })
    if (is === 'removeShift')
      return api.POST('/api/rosters/{id}/shifts/{shift}/remove', {
        params: { path: { id: rosterId, shift: id } },
        headers,
        body: {},
      })
    return api.POST('/api/rosters/{id}/overrides/{override}/remove', {
      params: { path: { id: rosterId, override: id } },
      headers,
      body: {},
    })
  }
  return <RemoveDialog word={say(is)} what={say(`${is}What`)} send={send} onClose={onClose} />
}
