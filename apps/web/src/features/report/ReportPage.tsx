// Reporting in three steps: where, what, photo. Whatever is written stays on the phone until the server has it.
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { type Problem, toProblem, UNREACHABLE } from '../../api/problem.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { useProblemTypes } from '../../public-ui/city.ts'
import { Done, OwedPhotos } from './Done.tsx'
import { PhotoStep } from './PhotoStep.tsx'
import { dropPhotosOf, photosOf } from './photo-store.ts'
import { isUntouched, missingOf } from './report-draft.ts'
import './report.css'
import { type Given, owePhotos, sendDraft } from './send-report.ts'
import { type DraftInHand, useDraft } from './use-draft.ts'
import { WhatStep } from './WhatStep.tsx'
import { WhereStep } from './WhereStep.tsx'
import { reportWords } from './words.ts'

const STEPS = [1, 2, 3] as const
const NAMES = { 1: 'where', 2: 'what', 3: 'photo' } as const
const VIEWS = { 1: WhereStep, 2: WhatStep, 3: PhotoStep } as const

function Steps({ draft, change }: DraftInHand) {
  const say = useWords(reportWords)
  return (
    <ol className="report-steps">
      {STEPS.map(step => (
        <li key={step} aria-current={draft.step === step ? 'step' : undefined}>
          <button
            type="button"
            className="button plain report-step"
            data-current={draft.step === step || undefined}
            disabled={step > draft.step}
            onClick={() => change({ step })}
          >
            <span className="report-step-number">{step}</span> {say(NAMES[step])}
          </button>
        </li>
      ))}
    </ol>
  )
}

function Trouble({ problem }: { readonly problem: Problem }) {
  const say = useWords(reportWords)
  if (problem.code === UNREACHABLE) return <p className="wrong">{say('sendLater')}</p>
  return (
    <p className="wrong">
      {problem.title}
      {'. '}
      {problem.detail}
    </p>
  )
}

/** The answer may have got lost: what was sent is sent again with the same key when there is a network. */
function useSending({ draft, clear }: DraftInHand) {
  const [given, setGiven] = useState<Given>()
  const [problem, setProblem] = useState<Problem>()
  const [isSending, setSending] = useState(false)
  const send = async () => {
    setSending(true)
    setProblem(undefined)
    try {
      const answer = await sendDraft(draft)
      const photos = await photosOf(draft.key).catch(() => [])
      const { number, code } = answer
      if (photos.length > 0) owePhotos({ number, code, of: draft.key })
      setGiven(answer)
      clear()
    } catch (error) {
      setProblem(toProblem(error))
    } finally {
      setSending(false)
    }
  }
  return { given, problem, isSending, send, forget: () => setGiven(undefined) }
}

function useArrivalAtStep(step: number) {
  const heading = useRef<HTMLHeadingElement>(null)
  const before = useRef(step)
  useEffect(() => {
    if (before.current === step) return
    before.current = step
    heading.current?.focus()
    scrollTo({ top: 0 })
  }, [step])
  return heading
}

export function ReportPage() {
  const inHand = useDraft()
  const { draft, change, clear } = inHand
  const say = useWords(reportWords)
  const nameOf = useName()
  const { data: types = [] } = useProblemTypes()
  const { given, problem, isSending, send, forget } = useSending(inHand)
  const [isTried, setTried] = useState(false)
  const [about, setAbout] = useState('')
  const heading = useArrivalAtStep(draft.step)
  if (given !== undefined) return <Done given={given} about={about} onAnother={forget} />
  const { step } = draft
  const View = VIEWS[step]
  const missing = missingOf(draft, step)
  const discard = () => {
    dropPhotosOf(draft.key).catch(() => undefined)
    clear()
  }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    if (missing !== undefined) return setTried(true)
    setTried(false)
    if (step !== 3) return change({ step: step === 1 ? 2 : 3 })
    setAbout(nameOf(types.find(({ code }) => code === draft.problemType)?.name))
    send().catch(() => undefined)
  }
  return (
    <form className="narrow" onSubmit={onSubmit} noValidate>
      <h1>{say('title')}</h1>
      <OwedPhotos />
      <Steps {...inHand} />
      <h2 ref={heading} tabIndex={-1}>
        <span className="visually-hidden">{say('step', { step })}</span>
        {say(NAMES[step])}
      </h2>
      <View {...inHand} />
      <div role="alert">
        {isTried && missing !== undefined && <p className="wrong">{say(`missing_${missing}`)}</p>}
        {problem !== undefined && <Trouble problem={problem} />}
      </div>
      <div className="bar last">
        {step > 1 && (
          <button
            type="button"
            className="button"
            onClick={() => change({ step: step === 3 ? 2 : 1 })}
          >
            {say('back')}
          </button>
        )}
        <button type="submit" className="button primary" disabled={isSending}>
          {step === 3 ? say(isSending ? 'sending' : 'send') : say('next')}
        </button>
      </div>
      <p className="quiet">
        {say('draftKept')}{' '}
        {!isUntouched(draft) && (
          <button type="button" className="button plain report-discard" onClick={discard}>
            {say('discard')}
          </button>
        )}
      </p>
    </form>
  )
}
