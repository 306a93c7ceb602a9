// A call that is not ours: by which item of the list, and whose it is.
import { useState } from 'react'
import { useWords } from '../../i18n/words.ts'
import { beginHere } from '../../ui/keep-focus.ts'
import type { Call } from './calls.ts'
import { Trouble } from './Trouble.tsx'
import { useReturnOptions } from './use-department.ts'
import { useDoing } from './use-doing.ts'
import { departmentWords } from './words.ts'

interface ReturnProps {
  readonly call: Call
  readonly path: string
  readonly onClose: () => void
}

const EMPTY = { listItem: '', rightUnit: '', reason: '' }

export function ReturnForm({ call, path, onClose }: ReturnProps) {
  const say = useWords(departmentWords)
  const { items, units } = useReturnOptions(call)
  const [values, setValues] = useState(EMPTY)
  const [isTried, setTried] = useState(false)
  const { run, isDoing, trouble } = useDoing(onClose)
  const isWhole = Object.values(values).every(value => value.trim() !== '')
  const set = (change: Partial<typeof EMPTY>) => setValues({ ...values, ...change })
  const choice = (name: 'listItem' | 'rightUnit', options: typeof items) => (
    <label className="field">
      {say(name)}
      <select
        value={values[name]}
        aria-invalid={isTried && values[name] === ''}
        onChange={({ target }) => set({ [name]: target.value })}
      >
        <option value="">{say('choose')}</option>
        {options.map(option => (
          <option key={option.id} value={option.id}>
            {option.name}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <form
      ref={beginHere}
      className="duty-form"
      noValidate={true}
      onSubmit={event => {
        event.preventDefault()
        setTried(true)
        if (isWhole) run({ path, body: values })
      }}
    >
      <h4>{say('returnIt')}</h4>
      <p className="duty-quiet">{say('returnLead')}</p>
      {choice('listItem', items)}
      {choice('rightUnit', units)}
      <label className="field">
        {say('reason')}
        <textarea
          rows={2}
          value={values.reason}
          aria-invalid={isTried && values.reason.trim() === ''}
          onChange={({ target }) => set({ reason: target.value })}
        />
      </label>
      {isTried && !isWhole && <p role="alert">{say('missing')}</p>}
      <Trouble problem={trouble} />
      <div className="duty-buttons">
        <button type="submit" className="button primary" aria-disabled={isDoing}>
          {say('returnIt')}
        </button>
        <button type="button" className="button plain" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </form>
  )
}
