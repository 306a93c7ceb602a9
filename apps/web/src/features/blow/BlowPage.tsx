// Blow a whistle: what, where, who is responsible and why, when and where to assemble; under thirty seconds by keyboard.
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Problem, toProblem } from '../../api/problem.ts'
import { useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import { AsksField } from './AsksField.tsx'
import { AttachField } from './AttachField.tsx'
import { type Missing, missingIn } from './blow-draft.ts'
import { CallerField } from './CallerField.tsx'
import { CaseField } from './CaseField.tsx'
import { DraftBar } from './DraftBar.tsx'
import { Foretold } from './Foretold.tsx'
import { useFillings } from './fillings.ts'
import { AssemblyField, KindField } from './KindFields.tsx'
import { Similar } from './Similar.tsx'
import { send } from './send.ts'
import { TextFields } from './TextFields.tsx'
import { useAmending } from './use-amending.ts'
import { useKinds, useMe } from './use-blow-queries.ts'
import { useCaseAsked } from './use-case-asked.ts'
import { type DraftInHand, useDraft } from './use-draft.ts'
import { useDrillAsked } from './use-drill-asked.ts'
import { WhatField } from './WhatField.tsx'
import { WhereField } from './WhereField.tsx'
import { blowWords } from './words.ts'
import './blow.css'

/** Nobody is called whom the list named for what was chosen before: it waits until the page has caught up. */
function useCaughtUp({ draft, latest }: DraftInHand, isBehind: boolean, go: () => void) {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    if (!isWanted || isBehind || latest() !== draft) return
    setWanted(false)
    go()
  }, [isWanted, isBehind, latest, draft, go])
  return { isWanted, want: () => setWanted(true) }
}

/** Sends once, whatever is pressed how often; the page leads on to the whistle. */
function useSending({ draft, change, finish }: DraftInHand) {
  const [isSending, setSending] = useState(false)
  const [trouble, setTrouble] = useState<Problem>()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const blow = () => {
    if (isSending) return
    setSending(true)
    setTrouble(undefined)
    send(draft, sent => change(before => ({ ...before, sent })))
      .then(async id => {
        finish()
        await queries.invalidateQueries({ queryKey: ['whistles'] })
        await navigate({ to: '/whistles/$id', params: { id } })
      })
      .catch((error: unknown) => setTrouble(toProblem(error)))
      .finally(() => setSending(false))
  }
  return { blow, isSending, trouble }
}

interface FormProps {
  readonly inHand: DraftInHand
  readonly office: string | undefined
  readonly district: string | undefined
  readonly posts: readonly string[]
}

function SendBar(props: {
  readonly missing: readonly Missing[]
  readonly isPlanned: boolean
  readonly isSending: boolean
  readonly trouble: Problem | undefined
}) {
  const { missing, isPlanned, isSending, trouble } = props
  const say = useWords(blowWords)
  const word = isPlanned ? 'submit' : 'blow'
  return (
    <div className="blow-send">
      {trouble !== undefined && (
        <div role="alert" className="blow-refused">
          <strong>{say('sendFailed', { title: trouble.title })}</strong>
          <p>{trouble.detail}</p>
          <p>{say('sendKept')}</p>
        </div>
      )}
      {missing.length > 0 && (
        <p className="blow-missing" role="alert">
          {say('missing')}
          {missing.map(one => (
            <span key={one}>{say(`missing_${one}`)}</span>
          ))}
        </p>
      )}
      <button type="submit" className="button primary" aria-disabled={isSending}>
        {say(isSending ? 'sending' : word)}
      </button>
      <kbd className="blow-quiet">{say('sendKey')}</kbd>
    </div>
  )
}

function BlowForm({ inHand, office, district, posts }: FormProps) {
  const say = useWords(blowWords)
  const { draft, change } = inHand
  const kinds = useKinds()
  const { outOfReach, isNobodyListed, isBehind } = useFillings(inHand, office)
  const [isTried, setTried] = useState(false)
  const what = useRef<HTMLInputElement>(null)
  const facts = useRef<HTMLTextAreaElement>(null)
  const { blow, isSending, trouble } = useSending(inHand)
  const missing = isTried ? missingIn(draft) : []
  const sending = useCaughtUp(inHand, isBehind, () => {
    if (missingIn(draft).length === 0) blow()
  })
  const onSend = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    sending.want()
  }
  const onKey = (event: KeyboardEvent<HTMLFormElement>) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    const isChord = event.ctrlKey || event.metaKey
    // A whistle never sounds because somebody ended a line.
    if (isChord || event.target instanceof HTMLInputElement) event.preventDefault()
    if (isChord) event.currentTarget.requestSubmit()
  }
  const isPlanned = kinds.data?.find(({ code }) => code === draft.kind)?.approval === 'before'
  return (
    <form className="blow" onSubmit={onSend} onKeyDown={onKey} noValidate={true}>
      <div className="blow-main">
        <h1>{say('title')}</h1>
        <DraftBar inHand={inHand} />
        <CaseField draft={draft} change={change} />
        <WhereField
          draft={draft}
          change={change}
          district={district}
          isWrong={missing.includes('place')}
          ref={focusOnce}
          onChosen={() => what.current?.focus()}
        />
        <WhatField
          draft={draft}
          change={change}
          isWrong={missing.includes('type')}
          ref={what}
          onChosen={() => facts.current?.focus()}
        />
        <TextFields draft={draft} change={change} missing={missing} ref={facts} />
        <AsksField
          draft={draft}
          change={change}
          outOfReach={outOfReach}
          isNobodyListed={isNobodyListed}
        />
        <CallerField draft={draft} change={change} posts={posts} />
        <KindField draft={draft} change={change} kinds={kinds.data ?? []} />
        <AssemblyField draft={draft} change={change} />
        <AttachField draft={draft} change={change} />
      </div>
      <aside className="blow-side">
        <Similar draft={draft} change={change} />
        <Foretold draft={draft} office={office} />
        <SendBar
          missing={missing}
          isPlanned={isPlanned}
          isSending={isSending || sending.isWanted}
          trouble={trouble}
        />
      </aside>
    </form>
  )
}

/** Typing can begin as soon as the page is there, unless somebody is elsewhere already. */
function focusOnce(field: HTMLInputElement | null): void {
  if (field !== null && document.activeElement?.contains(field)) field.focus()
}

function Desk({ district, office, posts }: Omit<FormProps, 'inHand'>) {
  const { session } = useSession()
  const inHand = useDraft(session.person)
  useAmending(inHand)
  useDrillAsked(inHand)
  const asked = useCaseAsked(inHand, session.person)
  if (asked.isPending)
    return asked.error === undefined ? (
      <Loading rows={6} />
    ) : (
      <Failed error={asked.error} onRetry={asked.retry} />
    )
  return <BlowForm inHand={inHand} office={office} district={district} posts={posts} />
}

export function BlowPage() {
  const say = useWords(blowWords)
  const me = useMe()
  if (me.isPending) return <Loading rows={6} />
  if (me.isError) return <Failed error={me.error} onRetry={() => me.refetch()} />
  const { powers, posts, district, office } = me.data
  const mayCall = powers.some(({ power }) => power === 'summon') || posts.length > 0
  if (!mayCall)
    return (
      <Empty title={say('notCaller')}>
        <p>{say('notCallerLead')}</p>
      </Empty>
    )
  return <Desk district={district} office={office} posts={posts} />
}
