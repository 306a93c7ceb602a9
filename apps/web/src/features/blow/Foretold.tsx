// What will happen when it is blown: who decides, which clocks run until when, who is told.
import type { Schemas } from '../../api/client.ts'
import { serverNow } from '../../api/clock.ts'
import { momentOf, whenOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { Failed } from '../../ui/views.tsx'
import type { BlowDraft } from './blow-draft.ts'
import { useForetold, useTold } from './use-blow-queries.ts'
import { blowWords } from './words.ts'

type Foretelling = Schemas['WhistleForetold']

interface Props {
  readonly draft: BlowDraft
  readonly office: string | undefined
}

const CLOCKS = {
  sign: 'clock_sign',
  contact: 'clock_contact',
  arrive: 'clock_arrive',
  measures: 'clock_measures',
  finish: 'clock_finish',
} as const

function Deciding({ foretold }: { readonly foretold: Foretelling }) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const { approval, approvers, deciding, commander } = foretold
  const names = approvers.map(({ office, officeName, onDuty }) => {
    const name = nameIn(tag, officeName, office)
    return onDuty ? say('onDuty', { name }) : name
  })
  const isPlanned = approval === 'before'
  return (
    <>
      {commander && (
        <p>{say('commandedBy', { name: nameIn(tag, commander.officeName, commander.office) })}</p>
      )}
      {deciding && (
        <p>{say(isPlanned ? 'decidedBy' : 'reviewedBy', { at: momentOf(tag, deciding.dueAt) })}</p>
      )}
      <p className="blow-quiet">
        {names.length === 0
          ? say('nobodyApproves')
          : say('approvers', { names: names.join(tag === 'en' ? ', ' : '、') })}
      </p>
    </>
  )
}

function Told({ draft, office }: Props) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const told = useTold(draft, office)
  const calls = (told.data ?? []).filter(({ act }) => act === 'call')
  if (calls.length === 0) return null
  const nameOf = (id: string | undefined) => {
    const ask = draft.asks.find(one => one.department === id)
    return ask ? nameIn(tag, ask) : (id ?? '')
  }
  const gaps = calls.filter(({ people }) => people.every(one => one.gap))
  const count = new Set(calls.flatMap(({ people }) => people.map(({ person }) => person))).size
  const departments = new Set(calls.map(one => one.department)).size
  return (
    <>
      <h3>{say('toldFirst')}</h3>
      <p>{say('toldPeople', { count, units: say('toldUnits', { count: departments }) })}</p>
      <ul className="blow-told">
        {gaps.map(({ department }) => (
          <li key={department}>{say('toldGap', { name: nameOf(department) })}</li>
        ))}
      </ul>
    </>
  )
}

export function Foretold({ draft, office }: Props) {
  const say = useWords(blowWords)
  const tag = useLanguage()
  const foretold = useForetold(draft, office)
  if (foretold.isError) return <Failed error={foretold.error} onRetry={() => foretold.refetch()} />
  const { data } = foretold
  return (
    <section className="blow-foretold" aria-label={say('foretold')} aria-live="polite">
      <h2>{say('foretold')}</h2>
      {data === undefined ? (
        <p className="blow-quiet">{say('foretoldLead')}</p>
      ) : (
        <>
          {data.refusal && (
            <div className="blow-refused" role="alert">
              <strong>{say('refused', { title: data.refusal.title })}</strong>
              <p>{data.refusal.detail}</p>
            </div>
          )}
          <Deciding foretold={data} />
          <h3>{say(data.approval === 'before' ? 'clocksFromApproval' : 'clocksFromNow')}</h3>
          <dl className="blow-clocks">
            {data.clocks.map(({ clock, dueAt }) => (
              <div key={clock}>
                <dt>{say(CLOCKS[clock as keyof typeof CLOCKS])}</dt>
                <dd>{whenOf(tag, dueAt, serverNow())}</dd>
              </div>
            ))}
          </dl>
          <Told draft={draft} office={office} />
        </>
      )}
    </section>
  )
}
