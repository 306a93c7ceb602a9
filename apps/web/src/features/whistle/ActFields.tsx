// The fields of an act's form, each by its kind.
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { api, get, type Schemas } from '../../api/client.ts'
import { settings } from '../../api/settings.ts'
import { useDepartments } from '../../desk-ui/use-sought.ts'
import { fromField, toField } from '../../i18n/city-time.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { Combobox } from '../../ui/Combobox.tsx'
import { beginHere } from '../../ui/keep-focus.ts'
import type { Field, Values } from './act-fields.ts'
import { useOptions } from './act-options.ts'
import type { Act, Whistle } from './use-whistle.ts'
import { whistleWords } from './words.ts'

export interface FieldProps {
  readonly field: Field
  readonly act: Act
  readonly whistle: Whistle
  readonly values: Values
  readonly onValue: (name: string, value: unknown) => void
  readonly isWrong: boolean
}

function TextField({ field, values, onValue, isWrong }: FieldProps) {
  const say = useWords(whistleWords)
  const id = useId()
  const text = values[field.name]
  const value = typeof text === 'string' ? text : ''
  const shared = { id, 'aria-invalid': isWrong, required: true }
  const put = (next: string) => onValue(field.name, next)
  const input =
    field.as === 'moment' ? (
      <input
        {...shared}
        type="datetime-local"
        value={value === '' ? '' : toField(value, settings.timeZone)}
        onChange={({ target }) => put(fromField(target.value, settings.timeZone))}
      />
    ) : (
      <input
        {...shared}
        maxLength={200}
        value={value}
        onChange={({ target }) => put(target.value)}
      />
    )
  return (
    <div className="field">
      <label htmlFor={id}>{say(field.word)}</label>
      {field.as === 'text' ? (
        <textarea
          {...shared}
          rows={3}
          maxLength={2000}
          value={value}
          onChange={({ target }) => put(target.value)}
        />
      ) : (
        input
      )}
    </div>
  )
}

function ChoiceField(props: FieldProps & { readonly field: Extract<Field, { as: 'one_of' }> }) {
  const { field, values, onValue, isWrong } = props
  const say = useWords(whistleWords)
  const options = useOptions(props)
  const value = values[field.name]
  return (
    <label className="field">
      <span>{say(field.word)}</span>
      <select
        aria-invalid={isWrong}
        value={typeof value === 'string' ? value : ''}
        onChange={({ target }) => onValue(field.name, target.value)}
      >
        <option value="">{say(options.length === 0 ? 'nothingToChoose' : 'choose')}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

function DepartmentsField({ act, whistle, values, onValue }: FieldProps) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const chosen = (values['departments'] as readonly string[] | undefined) ?? []
  const toggle = (department: string, isOn: boolean) =>
    onValue(
      'departments',
      isOn ? [...chosen, department] : chosen.filter(one => one !== department),
    )
  return (
    <fieldset className="act-departments">
      <legend>{say('departmentsField')}</legend>
      {(act.departments ?? []).map(department => (
        <label key={department}>
          <input
            type="checkbox"
            checked={chosen.includes(department)}
            onChange={({ target }) => toggle(department, target.checked)}
          />
          {nameIn(
            tag,
            whistle.summonses.find(one => one.department === department)?.name,
            department,
          )}
        </label>
      ))}
    </fieldset>
  )
}

interface AskValue {
  readonly department: string
  readonly role: 'assist'
  readonly text: string
}

function AskField({ field, values, onValue, isWrong }: FieldProps) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState('')
  const found = useDepartments(chosen === '' ? typed : '')
  const given = values[field.name] as AskValue | undefined
  const put = (change: Partial<AskValue>) =>
    onValue(field.name, { department: '', text: '', ...given, role: 'assist', ...change })
  return (
    <>
      <Combobox
        label={say('askDepartment')}
        text={chosen || typed}
        isWrong={isWrong}
        onText={text => {
          setChosen('')
          setTyped(text)
          put({ department: '' })
        }}
        choices={(found.data ?? []).map(({ id, name }) => ({
          id,
          label: nameIn(tag, name),
          detail: id,
        }))}
        onChoose={id => {
          const one = found.data?.find(organisation => organisation.id === id)
          setChosen(nameIn(tag, one?.name, id))
          put({ department: id })
        }}
        isLoading={found.isLoading}
        nothing={say('noDepartment')}
      />
      <label className="field">
        <span>{say('askText')}</span>
        <textarea
          rows={3}
          maxLength={2000}
          aria-invalid={isWrong}
          value={given?.text ?? ''}
          onChange={({ target }) => put({ text: target.value })}
        />
      </label>
    </>
  )
}

interface ScoreValue {
  readonly dimension: string
  readonly points?: number
  readonly reason: string
}

function ScoresField({ field, whistle, values, onValue }: FieldProps) {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const id = useId()
  const grading = useQuery({
    queryKey: ['grading', whistle.id],
    queryFn: ({ signal }) =>
      get(
        api.GET('/api/gradings/{whistleId}', {
          params: { path: { whistleId: whistle.id } },
          signal,
        }),
      ) as Promise<Schemas['Grading']>,
  })
  const rubric = grading.data?.rubric ?? []
  const given = (values[field.name] as readonly ScoreValue[] | undefined) ?? []
  const put = (dimension: string, change: Partial<ScoreValue>) =>
    onValue(
      field.name,
      rubric.map(({ code }) => {
        const before = given.find(one => one.dimension === code) ?? { dimension: code, reason: '' }
        return code === dimension ? { ...before, ...change } : before
      }),
    )
  if (rubric.length === 0) return null
  return (
    <div className="act-scores" ref={beginHere}>
      {rubric.map(({ code, name, max }) => {
        const score = given.find(one => one.dimension === code)
        const said = nameIn(tag, name)
        return (
          <div key={code} className="act-score">
            <label className="field" htmlFor={`${id}-${code}`}>
              <span>{say('scorePoints', { name: said, count: max })}</span>
              <input
                id={`${id}-${code}`}
                type="number"
                min={0}
                max={max}
                value={score?.points ?? ''}
                onChange={({ target }) =>
                  put(
                    code,
                    Number.isNaN(target.valueAsNumber) ? {} : { points: target.valueAsNumber },
                  )
                }
              />
            </label>
            <label className="field">
              <span>{say('scoreReason', { name: said })}</span>
              <input
                maxLength={2000}
                value={score?.reason ?? ''}
                onChange={({ target }) => put(code, { reason: target.value })}
              />
            </label>
          </div>
        )
      })}
    </div>
  )
}

export function ActField(props: FieldProps) {
  const { field } = props
  switch (field.as) {
    case 'one_of':
      return <ChoiceField {...props} field={field} />
    case 'departments':
      return <DepartmentsField {...props} />
    case 'ask':
      return <AskField {...props} />
    case 'scores':
      return <ScoresField {...props} />
    default:
      return <TextField {...props} />
  }
}
