// What you can do now: at most one primary act, the rest behind a word; under it what is missing before it can close.
import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { newKey } from '../../api/client.ts'
import { type Problem, toProblem } from '../../api/problem.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { beginHere, home } from '../../ui/keep-focus.ts'
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
    beginHere(form.current)
  }, [])
  const fields = ACT_FIELDS[act.act] ?? []
  const missing = emptyFields(fields, values)
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.length === 0) run(values)
  }
  return (
    <form ref={form} className="act-form" aria-label={name} onSubmit={onSubmit} noValidate={true}>
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

/** Acts of one kind that differ only by whom they are for: one button, and the choice behind it. */
interface Group {
  readonly act: string
  readonly acts: readonly [Act, ...Act[]]
}

function groupsOf(acts: readonly Act[]): readonly Group[] {
  const groups = Map.groupBy(acts, ({ act, block }) => `${act}|${block ?? ''}`)
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [{ act: first.act, acts: [first, ...others] as const }],
  )
}

/** Whom of several it is for, then the act itself. */
function Chooser(props: {
  readonly acts: readonly Act[]
  readonly nameOf: (act: Act) => string
  readonly verb: string
  readonly whistle: Whistle
  readonly onChoose: (act: Act) => void
  readonly onCancel: () => void
}) {
  const { acts, nameOf, verb, onChoose, onCancel } = props
  const say = useWords(whistleWords)
  return (
    <fieldset className="act-form" aria-label={verb} ref={beginHere}>
      <h3>{verb}</h3>
      <div className="turn-rest">
        {acts.map(act => (
          <button key={keyOf(act)} type="button" className="button" onClick={() => onChoose(act)}>
            {nameOf(act)}
          </button>
        ))}
      </div>
      <button type="button" className="button plain" onClick={onCancel}>
        {say('cancel')}
      </button>
    </fieldset>
  )
}

interface TurnProps {
  readonly whistle: Whistle
  readonly primary: Act | undefined
  readonly acts: readonly Act[]
}

type Opened =
  | { readonly is: 'act'; readonly act: Act }
  | { readonly is: 'choice'; readonly acts: readonly Act[]; readonly verb: string }

export function Turn({ whistle, primary, acts }: TurnProps) {
  const say = useWords(whistleWords)
  const nameOf = useActName(whistle)
  const [opened, setOpened] = useState<Opened>()
  const known = acts.filter(({ act }) => ACT_FIELDS[act] !== undefined)
  const mayAmend = acts.some(({ act }) => act === 'amendDraft')
  const isStill = (act: Act) => known.some(one => keyOf(one) === keyOf(act))
  const first = primary && known.find(one => keyOf(one) === keyOf(primary))
  const rest = groupsOf(known.filter(one => first === undefined || keyOf(one) !== keyOf(first)))
  const close = () => setOpened(undefined)
  /** What is done late closes no form that was opened meanwhile. */
  const closeOf = (act: Act) => () =>
    setOpened(now => (now?.is === 'act' && keyOf(now.act) === keyOf(act) ? undefined : now))
  const open = (act: Act) => setOpened({ is: 'act', act })
  const button = (act: Act, isPrimary: boolean) =>
    isPlain(act) ? (
      <ActButton
        key={keyOf(act)}
        act={act}
        whistle={whistle}
        name={nameOf(act)}
        isPrimary={isPrimary}
        onDone={closeOf(act)}
      />
    ) : (
      <button
        key={keyOf(act)}
        type="button"
        className={isPrimary ? 'button primary' : 'button'}
        onClick={() => open(act)}
      >
        {nameOf(act)}
      </button>
    )
  const several = ({ acts: [one, ...others], act }: Group) => {
    const { department: _department, person: _person, ...bare } = one
    const verb = nameOf(bare)
    return (
      <button
        key={`${act}|${one.block ?? ''}`}
        type="button"
        className="button"
        onClick={() => setOpened({ is: 'choice', acts: [one, ...others], verb })}
      >
        {say('several', { verb, count: others.length + 1 })}
      </button>
    )
  }
  return (
    <section className="whistle-turn" aria-label={say('turn')} {...home()}>
      <h2>{say('turn')}</h2>
      {opened?.is === 'act' && isStill(opened.act) && (
        <ActForm
          key={keyOf(opened.act)}
          act={opened.act}
          whistle={whistle}
          name={nameOf(opened.act)}
          onDone={closeOf(opened.act)}
        />
      )}
      {opened?.is === 'choice' && (
        <Chooser
          acts={opened.acts.filter(isStill)}
          nameOf={nameOf}
          verb={opened.verb}
          whistle={whistle}
          onChoose={open}
          onCancel={close}
        />
      )}
      {(opened === undefined || (opened.is === 'act' && !isStill(opened.act))) && (
        <>
          {known.length === 0 && !mayAmend && (
            <>
              <p>{say('turnNone')}</p>
              <p className="whistle-quiet">{say('turnNoneLead')}</p>
            </>
          )}
          {mayAmend && (
            <a className="button" href={`/blow?amend=${whistle.id}`}>
              {say('a_amendDraft')}
            </a>
          )}
          {first !== undefined && <div className="turn-first">{button(first, true)}</div>}
          {rest.length > 0 && (
            <details open={first === undefined}>
              <summary>{say('more')}</summary>
              <div className="turn-rest">
                {rest.map(group =>
                  group.acts.length === 1 ? button(group.acts[0], false) : several(group),
                )}
              </div>
            </details>
          )}
        </>
      )}
    </section>
  )
}

/** More than this many departments with the same step are told as a number that opens. */
const MOST_TOLD = 3

function StepLine({ done, words }: { readonly done: boolean; readonly words: string }) {
  const say = useWords(whistleWords)
  return (
    <>
      <span className="step-mark" aria-hidden="true">
        <StateMark state={done ? 'released' : 'called'} of="" />
      </span>
      <span className="visually-hidden">{say(done ? 'stepDone' : 'stepOpen')}</span>
      <span>{words}</span>
    </>
  )
}

export function Steps({ steps }: { readonly steps: readonly Step[] }) {
  const say = useWords(whistleWords)
  if (steps.length === 0) return null
  const groups = [...Map.groupBy(steps, ({ code, done, said }) => `${code}${done}${said}`).values()]
  return (
    <section className="whistle-steps" aria-label={say('steps')}>
      <h2>{say('steps')}</h2>
      <ul>
        {groups.flatMap(group => {
          const [first] = group
          if (first === undefined) return []
          if (group.length <= MOST_TOLD)
            return group.map(({ code, department, done, words }) => (
              <li key={`${code}${department}`} data-done={done}>
                <StepLine done={done} words={words} />
              </li>
            ))
          const { code, done, said } = first
          return (
            <li key={`${code}${said}`} data-done={done}>
              <details>
                <summary>
                  <StepLine
                    done={done}
                    words={say('severalDepartments', { count: group.length, said })}
                  />
                </summary>
                <ul>
                  {group.map(({ department, words }) => (
                    <li key={department}>{words}</li>
                  ))}
                </ul>
              </details>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
