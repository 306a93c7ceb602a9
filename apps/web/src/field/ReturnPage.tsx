// Not ours: by which item of the list, whose it is, and why. It stops no clock, and the page says so.
import { useState } from 'react'
import { nameIn, useLanguage, useWords } from '../i18n/words.ts'
import { Loading } from '../ui/views.tsx'
import { giveBack } from './deeds.ts'
import { ActionBar, Slide, TopBar } from './Parts.tsx'
import { type ListItem, type ReturnLists, type Unit, useReturnLists } from './return-lists.ts'
import { backTo, goBack } from './route.ts'
import type { StepProps } from './step-props.ts'
import { stepWords } from './step-words.ts'
import { onTrouble } from './trouble.ts'
import { store } from './world.ts'

export function ReturnPage(props: StepProps) {
  const tell = useWords(stepWords)
  const lists = useReturnLists(props.call, store)
  if (lists !== undefined && lists.items.length > 0 && lists.units.length > 0)
    return <ReturnForm {...props} lists={lists} />
  return (
    <main className="screen">
      <TopBar title={tell('returnTitle')} back={backTo(props.call)} />
      {lists === undefined ? <Loading rows={3} /> : <p role="status">{tell('returnNoLists')}</p>}
    </main>
  )
}

function ReturnForm({ call, lists }: StepProps & { readonly lists: ReturnLists }) {
  const tell = useWords(stepWords)
  const tag = useLanguage()
  const { items, units } = lists
  const [item, setItem] = useState<ListItem | undefined>(items.length === 1 ? items[0] : undefined)
  const [unit, setUnit] = useState<Unit>()
  const [ownReason, setReason] = useState<string>()
  const reason =
    ownReason ??
    (item === undefined || unit === undefined
      ? ''
      : tell('returnPhrase', { item: item.id, unit: nameIn(tag, unit.name, unit.id) }))
  const isWhole = item !== undefined && unit !== undefined && reason.trim() !== ''
  return (
    <>
      <main className="screen has-bar">
        <TopBar title={tell('returnTitle')} back={backTo(call)} />
        <p>{tell('returnLead')}</p>
        <fieldset className="chips">
          <legend>{tell('returnItem')}</legend>
          {items.map(one => (
            <label key={one.id} className="chip">
              <input
                type="radio"
                name="item"
                checked={item?.id === one.id}
                onChange={() => setItem(one)}
              />
              <span className="chip-face">{`${nameIn(tag, one.duty)} · ${one.id}`}</span>
            </label>
          ))}
        </fieldset>
        <UnitChoice call={call} item={item} units={units} unit={unit} onChoose={setUnit} />
        <label className="field">
          <span className="field-name">{tell('returnReason')}</span>
          <textarea
            rows={3}
            value={reason}
            maxLength={2000}
            aria-describedby="return-reason-hint"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
        <p id="return-reason-hint" className="hint">
          {tell('dictation')}
        </p>
      </main>
      <ActionBar>
        <Slide
          label={tell('returnSlide')}
          isDisabled={!isWhole}
          onDone={() => {
            if (item === undefined || unit === undefined) return
            const said = { listItem: item.id, rightUnit: unit.id, reason: reason.trim() }
            giveBack(call, said).then(() => goBack(backTo(call)), onTrouble)
          }}
        />
      </ActionBar>
    </>
  )
}

interface UnitChoiceProps extends StepPropsOfCall {
  readonly item: ListItem | undefined
  readonly units: readonly Unit[]
  readonly unit: Unit | undefined
  readonly onChoose: (unit: Unit | undefined) => void
}
type StepPropsOfCall = Pick<StepProps, 'call'>

/** Whoever the item names comes first, to be hit by a thumb; anybody else is in the list. */
function UnitChoice({ call, item, units, unit, onChoose }: UnitChoiceProps) {
  const tell = useWords(stepWords)
  const tag = useLanguage()
  const others = units.filter(({ id }) => id !== call.summons.department)
  const likely = others.filter(({ id }) => item?.departments.includes(id) === true)
  return (
    <>
      <fieldset className="chips" hidden={likely.length === 0}>
        <legend>{tell('returnLikely')}</legend>
        {likely.map(one => (
          <label key={one.id} className="chip">
            <input
              type="radio"
              name="unit"
              checked={unit?.id === one.id}
              onChange={() => onChoose(one)}
            />
            <span className="chip-face">{nameIn(tag, one.name, one.id)}</span>
          </label>
        ))}
      </fieldset>
      <label className="field">
        <span className="field-name">{tell('returnUnit')}</span>
        <select
          value={unit?.id ?? ''}
          onChange={({ target }) => onChoose(others.find(({ id }) => id === target.value))}
        >
          <option value="">{tell('choose')}</option>
          {others.map(one => (
            <option key={one.id} value={one.id}>
              {nameIn(tag, one.name, one.id)}
            </option>
          ))}
        </select>
      </label>
    </>
  )
}
