// Who of those on duty goes.
import { useState } from 'react'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { beginHere } from '../../ui/keep-focus.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { Trouble } from './Trouble.tsx'
import { useDuty } from './use-department.ts'
import { useDoing } from './use-doing.ts'
import { departmentWords } from './words.ts'

interface SendProps {
  readonly path: string
  readonly department: string
  /** Who is under way or there already. */
  readonly sent: ReadonlySet<string>
  readonly onClose: () => void
}

export function SendForm({ path, department, sent, onClose }: SendProps) {
  const say = useWords(departmentWords)
  const tag = useLanguage()
  const duty = useDuty(department)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { run, isDoing, trouble } = useDoing(onClose)
  const toggle = (person: string) => {
    const next = new Set(chosen)
    if (!next.delete(person)) next.add(person)
    setChosen(next)
  }
  if (duty.isPending) return <Loading rows={2} />
  if (duty.isError) return <Failed error={duty.error} onRetry={() => duty.refetch()} />
  const layers = duty.data.layers.filter(({ people }) => people.length > 0)
  return (
    <form
      ref={beginHere}
      className="duty-form"
      onSubmit={event => {
        event.preventDefault()
        if (chosen.size > 0) run(...[...chosen].map(person => ({ path, body: { person } })))
      }}
    >
      <h4>{say('sendWho')}</h4>
      <p className="duty-quiet">{say(layers.length === 0 ? 'nobodyOnDuty' : 'sendLead')}</p>
      {layers.map(({ layer, people }) => (
        <fieldset key={layer}>
          <legend>{say(`onDuty_${layer}`)}</legend>
          {people.map(({ person, name }) => (
            <label key={person}>
              <input
                type="checkbox"
                checked={chosen.has(person) || sent.has(person)}
                disabled={sent.has(person)}
                onChange={() => toggle(person)}
              />
              {nameIn(tag, name, person)}
              {sent.has(person) && <small>{say('sent')}</small>}
            </label>
          ))}
        </fieldset>
      ))}
      <Trouble problem={trouble} />
      <div className="duty-buttons">
        <button
          type="submit"
          className="button primary"
          aria-disabled={isDoing || chosen.size === 0}
        >
          {chosen.size === 0 ? say('chooseSome') : say('sendThem', { count: chosen.size })}
        </button>
        <button type="button" className="button plain" onClick={onClose}>
          {say('cancel')}
        </button>
      </div>
    </form>
  )
}
