// One call: what, by when, and what the desk can do about it; the ask behind a word.
import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { whenOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Countdown } from '../../ui/Countdown.tsx'
import { home } from '../../ui/keep-focus.ts'
import { StateMark } from '../../ui/StateMark.tsx'
import { Failed, Loading } from '../../ui/views.tsx'
import type { Call } from './calls.ts'
import { ReturnForm } from './ReturnForm.tsx'
import { SendForm } from './SendForm.tsx'
import { Trouble } from './Trouble.tsx'
import { type OpenCalls, useActs, usePeopleNames, useSummons } from './use-department.ts'
import { useDoing } from './use-doing.ts'
import { departmentWords } from './words.ts'

export interface CardProps {
  readonly call: Call
  readonly names: OpenCalls['names']
  /** The one to begin with. */
  readonly isFirst?: boolean
  readonly isSelected: boolean
  readonly onSelect: (whistle: string) => void
}

const BETWEEN = ' · '

export function CallCard({ call, names, isFirst = false, isSelected, onSelect }: CardProps) {
  const say = useWords(departmentWords)
  const nameOf = useName()
  const tag = useLanguage()
  const [isOpen, setOpen] = useState(false)
  const card = useRef<HTMLElement>(null)
  useEffect(() => {
    if (isSelected) card.current?.scrollIntoView({ block: 'nearest' })
  }, [isSelected])
  const { title, whistle, drill, state, role, calledAt, caller, present } = call
  const shown = title ?? say('noTitle')
  return (
    <article
      ref={card}
      // Signed, it moves to another list; the focus goes with it.
      id={`call-${call.key}`}
      {...home()}
      className="duty-call"
      data-late={state === 'late'}
      data-selected={isSelected}
      aria-label={shown}
    >
      <div className="duty-call-head">
        <Owed call={call} />
        <div className="duty-call-what">
          <h3>
            {drill && <span className="duty-drill">{say('drill')}</span>}
            <Link to="/whistles/$id" params={{ id: whistle }}>
              {shown}
            </Link>
          </h3>
          <p className="duty-quiet">
            {[
              nameOf(names[caller], caller),
              say(role === 'lead' ? 'lead' : 'assist'),
              say('calledAt', { at: whenOf(tag, calledAt, serverNow()) }),
              ...(present > 0 ? [say('present', { count: present })] : []),
            ].join(BETWEEN)}
          </p>
        </div>
        <StateMark state={state} />
      </div>
      <Acts call={call} isFirst={isFirst} />
      <details
        open={isOpen}
        onToggle={({ currentTarget }) => {
          setOpen(currentTarget.open)
          if (currentTarget.open) onSelect(whistle)
        }}
      >
        <summary>{say('details')}</summary>
        {isOpen && <Detail call={call} />}
      </details>
    </article>
  )
}

function Owed({ call: { owed, calledAt } }: { readonly call: Call }) {
  const say = useWords(departmentWords)
  if (owed === undefined) return <span className="duty-owed duty-quiet">{say('noClock')}</span>
  return (
    <span className="duty-owed">
      <Countdown dueAt={owed.dueAt} startedAt={calledAt} of={say(owed.what)} />
      <small aria-hidden="true">{say(owed.what)}</small>
    </span>
  )
}

/** Signing is one press; it is offered where the server offers it. */
function Acts({ call, isFirst }: { readonly call: Call; readonly isFirst: boolean }) {
  const say = useWords(departmentWords)
  const acts = useActs(call)
  const { run, isDoing, trouble } = useDoing()
  const sign = acts.data?.find(({ act }) => act === 'signSummons')
  if (call.status !== 'called') return null
  return (
    <div className="duty-buttons">
      <button
        type="button"
        className={isFirst ? 'button primary' : 'button'}
        aria-label={say('signOf', { title: call.title ?? say('noTitle') })}
        aria-disabled={isDoing || sign === undefined}
        onClick={() => sign !== undefined && run({ path: sign.path, body: {} })}
      >
        {say(isDoing ? 'doing' : 'signIt')}
      </button>
      <Trouble problem={trouble} />
    </div>
  )
}

const UNDER_WAY: ReadonlySet<string> = new Set(['en_route', 'doubtful', 'arrived'])

function Detail({ call }: { readonly call: Call }) {
  const say = useWords(departmentWords)
  const summons = useSummons(call)
  const acts = useActs(call)
  const [form, setForm] = useState<'send' | 'return'>()
  if (summons.isPending || acts.isPending) return <Loading rows={2} />
  if (summons.isError) return <Failed error={summons.error} onRetry={() => summons.refetch()} />
  const send = acts.data?.find(({ act }) => act === 'setOut')
  const giveBack = acts.data?.find(({ act }) => act === 'returnSummons')
  const under = summons.data.people.filter(({ status }) => UNDER_WAY.has(status))
  const close = () => setForm(undefined)
  return (
    <div className="duty-detail">
      <dl>
        <dt>{say('ask')}</dt>
        <dd>{summons.data.ask ?? say('noAsk')}</dd>
        <dt>{say('people')}</dt>
        <dd>
          <People whistle={call.whistle} people={under.map(({ person }) => person)} />
        </dd>
      </dl>
      {form === 'send' && send !== undefined && (
        <SendForm
          path={send.path}
          department={call.department}
          sent={new Set(under.map(({ person }) => person))}
          onClose={close}
        />
      )}
      {form === 'return' && giveBack !== undefined && (
        <ReturnForm call={call} path={giveBack.path} onClose={close} />
      )}
      {form === undefined && (
        <div className="duty-buttons">
          {send !== undefined && (
            <button type="button" className="button" onClick={() => setForm('send')}>
              {say('send')}
            </button>
          )}
          {giveBack !== undefined && (
            <button type="button" className="button" onClick={() => setForm('return')}>
              {say('return')}
            </button>
          )}
          {send === undefined && giveBack === undefined && (
            <p className="duty-quiet">{say('nothingToDo')}</p>
          )}
        </div>
      )}
    </div>
  )
}

interface PeopleProps {
  readonly whistle: string
  readonly people: readonly string[]
}

function People({ whistle, people }: PeopleProps) {
  const say = useWords(departmentWords)
  const tag = useLanguage()
  const names = usePeopleNames(whistle, people)
  if (names.length === 0) return say('noPeople')
  return new Intl.ListFormat(tag, { type: 'conjunction' }).format(names)
}
