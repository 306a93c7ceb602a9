// What you can do now: at most one primary act, the rest behind a word; under it what is missing before it can close.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { type Problem, toProblem } from '../../api/problem.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { ActField } from './ActFields.tsx'
import { ACT_FIELDS, bodyOf, emptyFields, FINAL, fieldsNow, type Values } from './act-fields.ts'
import { type Act, doAct, type Step, usePeople, type Whistle } from './use-whistle.ts'
import { hasWord, whistleWords } from './words.ts'

const keyOf = ({ act, department, person, block, path }: Act) =>
  [act, department, person, block, path].join('|')

/** The verb of an act and whom it is for. */
function useActName(whistle: Whistle): (act: Act) => string {
  const say = useWords(whistleWords)
  const tag = useLanguage()
  const people = usePeople(whistle)
  return ({ act, department, person, block }) => {
    const blockWord = `block_${block}`
    const said = block && hasWord(blockWord) ? say(blockWord as 'drill') : (block ?? '')
    const verb = say(`a_${act}` as 'a_signReleaseBlock', { block: said })
    const unit = whistle.summonses.find(one => one.department === department)?.name
    const name = person
      ? nameIn(tag, people.get(person), nameIn(tag, unit, department))
      : nameIn(tag, unit, department)
    return department === undefined ? verb : say('of', { act: verb, name })
  }
}

interface DoingProps {
  readonly act: Act
  readonly whistle: Whistle
  readonly onDone: () => void
}

/** One key for as long as the form is open: pressed twice or sent again after a break, it is done once. */
function useDoing({ act, whistle, onDone }: DoingProps) {
  const [key] = useState(newKey)
  const [isDoing, setDoing] = useState(false)
  const [trouble, setTrouble] = useState<Problem>()
  const queries = useQueryClient()
  const run = (values: Values) => {
    if (isDoing) return
    setDoing(true)
    setTrouble(undefined)
    doAct(act.path, bodyOf(act, whistle.id, values), key)
      .then(() => queries.invalidateQueries({ queryKey: ['whistle', whistle.id] }))
      .then(onDone)
      .catch((error: unknown) => setTrouble(toProblem(error)))
      .finally(() => setDoing(false))
  }
  return { run, isDoing, trouble }
}

function Trouble({ problem }: { readonly problem: Problem | undefined }) {
  const say = useWords(whistleWords)
  if (problem === undefined) return null
  return (
    <div className="act-trouble" role="alert">
      <strong>{say('actFailed', { title: problem.title })}</strong>
      <p>{problem.detail}</p>
    </div>
  )
}

function ActForm(props: DoingProps & { readonly name: string }) {
  const { act, whistle, onDone, name } = props
  const say = useWords(whistleWords)
  const { run, isDoing, trouble } = useDoing(props)
  const [values, setValues] = useState<Values>({})
  const [isTried, setTried] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.querySelector<HTMLElement>('input, textarea, select')?.focus()
  }, [])
  const fields = ACT_FIELDS[act.act] ?? []
  const missing = emptyFields(fields, values)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length === 0) run(values)
  }
  return (
    <form ref={form} className="act-form" onSubmit={onSubmit} noValidate={true}>
      <h3>{name}</h3>
      {FINAL.has(act.act) && <p className="act-final">{say('confirmFinal')}</p>}
      {fieldsNow(fields, values).map(field => (
        <ActField
          key={field.name}
          field={field}
          act={act}
          whistle={whistle}
          values={values}
          isWrong={isTried && missing.includes(field.name)}
          onValue={(field_, value) => setValues(before => ({ ...before, [field_]: value }))}
        />
      ))}
      <Trouble problem={trouble} />
      <div className="act-buttons">
        <button type="submit" className="button primary" aria-disabled={isDoing}>
          {isDoing ? say('doing') : name}
        </button>
        <button type="button" className="button plain" onClick={onDone}>
          {say('cancel')}
        </button>
      </div>
    </form>
  )
}

/** Done at one press, when nothing is to be written and nothing is final. */
function ActButton(props: DoingProps & { readonly name: string; readonly isPrimary: boolean }) {
  const { name, isPrimary } = props
  const say = useWords(whistleWords)
  const { run, isDoing, trouble } = useDoing(props)
  return (
    <>
      <button
        type="button"
        className={isPrimary ? 'button primary' : 'button'}
        aria-disabled={isDoing}
        onClick={() => run({})}
      >
        {isDoing ? say('doing') : name}
      </button>
      <Trouble problem={trouble} />
    </>
  )
}

function isPlain({ act }: Act): boolean {
  return (ACT_FIELDS[act] ?? []).length === 0 && !FINAL.has(act)
}

interface TurnProps {
  readonly whistle: Whistle
  readonly primary: Act | undefined
  readonly acts: readonly Act[]
}

export function Turn({ whistle, primary, acts }: TurnProps) {
  const say = useWords(whistleWords)
  const nameOf = useActName(whistle)
  const [open, setOpen] = useState<Act>()
  const known = acts.filter(({ act }) => ACT_FIELDS[act] !== undefined)
  const first = primary && known.find(one => keyOf(one) === keyOf(primary))
  const rest = known.filter(one => first === undefined || keyOf(one) !== keyOf(first))
  const stillOpen = open && known.find(one => keyOf(one) === keyOf(open))
  const close = () => setOpen(undefined)
  const button = (act: Act, isPrimary: boolean) =>
    isPlain(act) ? (
      <ActButton
        key={keyOf(act)}
        act={act}
        whistle={whistle}
        name={nameOf(act)}
        isPrimary={isPrimary}
        onDone={close}
      />
    ) : (
      <button
        key={keyOf(act)}
        type="button"
        className={isPrimary ? 'button primary' : 'button'}
        onClick={() => setOpen(act)}
      >
        {nameOf(act)}
      </button>
    )
  return (
    <section className="whistle-turn" aria-label={say('turn')}>
      <h2>{say('turn')}</h2>
      {stillOpen ? (
        <ActForm
          key={keyOf(stillOpen)}
          act={stillOpen}
          whistle={whistle}
          name={nameOf(stillOpen)}
          onDone={close}
        />
      ) : (
        <>
          {first === undefined && known.length === 0 && (
            <>
              <p>{say('turnNone')}</p>
              <p className="whistle-quiet">{say('turnNoneLead')}</p>
            </>
          )}
          {first !== undefined && <div className="turn-first">{button(first, true)}</div>}
          {rest.length > 0 && (
            <details open={first === undefined}>
              <summary>{say('more')}</summary>
              <div className="turn-rest">{rest.map(act => button(act, false))}</div>
            </details>
          )}
        </>
      )}
    </section>
  )
}

export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const say = useWords(whistleWords)
  if (steps.length === 0) return null
  return (
    <section className="whistle-steps" aria-label={say('steps')}>
      <h2>{say('steps')}</h2>
      <ul>
        {steps.map(({ code, department, done, words }) => (
          <li key={`${code}${department}`} data-done={done}>
            <span className="step-mark" aria-hidden="true">
              <StateMark state={done ? 'released' : 'called'} of="" />
            </span>
            <span className="visually-hidden">{say(done ? 'stepDone' : 'stepOpen')}</span>
            {words}
          </li>
        ))}
      </ul>
    </section>
  )
}
