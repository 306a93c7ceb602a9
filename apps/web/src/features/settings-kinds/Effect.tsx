// What the draft would change against the version in force, and what it would bring: calculated as it is typed.
import { Button } from 'antd'
import { useState } from 'react'
import { toProblem } from '../../api/problem.ts'
import { OrganisationsPicker } from '../../desk-ui/pickers/pickers.tsx'
import { momentOf } from '../../i18n/formats.ts'
import { Changes } from './Changes.tsx'
import { changesBetween, type Kind } from './kind-facts.ts'
import type { Version } from './kind-versions.ts'
import { LadderTable } from './LadderTable.tsx'
import { type LadderQuestion, useKindForetold, usePaused, useSpeech } from './use-kinds.ts'
import { hasWord } from './words.ts'
import '../../desk-ui/tables/plain-table.css'

interface EffectProps {
  readonly kind: Kind
  readonly holding: Version | undefined
}

export function Effect({ kind, holding }: EffectProps) {
  const speech = useSpeech()
  const { say } = speech
  const paused = usePaused(kind)
  const changes = holding && changesBetween(holding as Kind, paused, speech)
  return (
    <aside className="kind-effect" aria-label={say('effect')} aria-live="polite">
      <h2>{say('effect')}</h2>
      <p className="kind-quiet">{say('effectLead')}</p>
      {changes === undefined && <p>{say('effectNew')}</p>}
      {changes?.length === 0 && <p>{say('effectNone')}</p>}
      {changes !== undefined && changes.length > 0 && <Changes changes={changes} />}
      <Foretold kind={paused} />
      <LadderEffect kind={paused} />
    </aside>
  )
}

function Foretold({ kind }: { readonly kind: Kind }) {
  const { say, tag } = useSpeech()
  const foretold = useKindForetold(kind)
  if (foretold.isError) {
    const problem = toProblem(foretold.error)
    const what = problem.errors.map(({ message }) => message).join('；')
    return <p role="alert">{say('incomplete', { what: what || problem.title })}</p>
  }
  const { data } = foretold
  if (data === undefined) return null
  const nameOf = (clock: string) => {
    const word = `clock_${clock}`
    return hasWord(word) ? say(word as 'clock_sign') : clock
  }
  return (
    <>
      {data.refusal !== undefined && (
        <div role="alert" className="kind-refused">
          <strong>{say('refused', { title: data.refusal.title })}</strong>
          <p>{data.refusal.detail}</p>
        </div>
      )}
      <h3>{say('clocksToday', { at: momentOf(tag, data.at) })}</h3>
      <table className="plain-table plain-table-dense kind-clocks">
        <thead>
          <tr>
            <th scope="col">{say('clockName')}</th>
            <th scope="col">{say('before')}</th>
            <th scope="col">{say('after')}</th>
          </tr>
        </thead>
        <tbody>
          {data.clocks.map(({ clock, dueAt, until }) => (
            <tr key={clock} data-changed={dueAt !== until}>
              <th scope="row">{nameOf(clock)}</th>
              <td>{until === undefined ? say('notRunning') : momentOf(tag, until)}</td>
              <td>{momentOf(tag, dueAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}

function LadderEffect({ kind }: { readonly kind: Kind }) {
  const { say } = useSpeech()
  const [departments, setDepartments] = useState<string[]>([])
  const [question, setQuestion] = useState<LadderQuestion>()
  return (
    <section className="kind-ladder-effect">
      <h3>{say('ladderEffect')}</h3>
      <div className="kind-ladder-ask">
        <OrganisationsPicker
          aria-label={say('ladderEffect')}
          department={true}
          value={departments}
          onChange={setDepartments}
        />
        <Button
          disabled={departments.length === 0}
          onClick={() => setQuestion({ kind: kind.code, departments, draft: kind })}
        >
          {say('askLadder')}
        </Button>
      </div>
      {question !== undefined && <LadderTable question={question} />}
    </section>
  )
}
