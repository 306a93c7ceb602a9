// Who can summon this body in this street, and why; and if an office cannot, why not.
import { POWERS } from '@muster/domain'
import { Button, Select, type TableColumnsType } from 'antd'
import { type FormEvent, useId, useState } from 'react'
import type { Schemas } from '../../api/client.ts'
import { InstantPicker } from '../../desk-ui/pickers/InstantPicker.tsx'
import { AreaPicker, OfficePicker, OrganisationPicker } from '../../desk-ui/pickers/pickers.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { overWords } from './over-whom.ts'
import { type Power, useExplained } from './use-grants.ts'
import { usePeriodWords } from './use-period-words.ts'
import { grantsWords } from './words.ts'

type Holder = Schemas['PowerHolder']
type Explained = Schemas['PowerExplained']

interface Question {
  readonly power: Power
  readonly department?: string | undefined
  readonly area?: string | undefined
  readonly office?: string | undefined
  readonly at?: string | undefined
}

const ASKED = ['who_power', 'who_department', 'who_area', 'who_office', 'who_at'] as const

function useAsked() {
  const [asked, change] = useFilters(ASKED)
  const power = POWERS.find(one => one === asked.who_power) ?? 'summon'
  const question: Question = {
    power,
    department: asked.who_department,
    area: asked.who_area,
    office: asked.who_office,
    at: asked.who_at,
  }
  const ask = ({ power: next, department, area, office, at }: Question) =>
    change({
      who_power: next === 'summon' ? undefined : next,
      who_department: department,
      who_area: area,
      who_office: office,
      who_at: at,
    })
  return { question, ask }
}

export function WhoCan() {
  const say = useWords(grantsWords)
  const { question, ask } = useAsked()
  const { power, area, ...rest } = question
  const named = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  const explained = useExplained(area === undefined ? undefined : { power, area, ...named })
  return (
    <section className="who-can" aria-label={say('who')}>
      <h2>{say('who')}</h2>
      <p className="who-lead">{say('whoLead')}</p>
      <QuestionForm question={question} onAsk={ask} />
      {area !== undefined && <Holders explained={explained} />}
    </section>
  )
}

interface FormProps {
  readonly question: Question
  readonly onAsk: (question: Question) => void
}

function QuestionForm({ question, onAsk }: FormProps) {
  const say = useWords(grantsWords)
  const id = useId()
  const [draft, setDraft] = useState(question)
  const [isTried, setTried] = useState(false)
  const put = (change: Partial<Question>) => setDraft(before => ({ ...before, ...change }))
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (draft.area !== undefined) onAsk(draft)
  }
  return (
    <form className="who-form" onSubmit={onSubmit}>
      <div>
        <label htmlFor={`${id}-power`}>{say('whoPower')}</label>
        <Select<Power>
          id={`${id}-power`}
          value={draft.power}
          onChange={power => put({ power })}
          popupMatchSelectWidth={false}
          options={POWERS.map(value => ({ value, label: say(`power_${value}`) }))}
        />
      </div>
      <div>
        <label htmlFor={`${id}-department`}>{say('whoDepartment')}</label>
        <OrganisationPicker
          id={`${id}-department`}
          department={true}
          value={draft.department ?? null}
          onChange={department => put({ department })}
        />
      </div>
      <div>
        <label htmlFor={`${id}-area`}>{say('whoArea')}</label>
        <AreaPicker id={`${id}-area`} value={draft.area ?? null} onChange={area => put({ area })} />
      </div>
      <div>
        <label htmlFor={`${id}-at`}>{say('whoAt')}</label>
        <InstantPicker id={`${id}-at`} value={draft.at ?? null} onChange={at => put({ at })} />
      </div>
      <div>
        <label htmlFor={`${id}-office`}>{say('whoOffice')}</label>
        <OfficePicker
          id={`${id}-office`}
          value={draft.office ?? null}
          onChange={office => put({ office })}
        />
      </div>
      <Button htmlType="submit">{say('whoAsk')}</Button>
      {isTried && draft.area === undefined && (
        <p role="alert" className="who-missing">
          {say('whoNeedsArea')}
        </p>
      )}
    </form>
  )
}

function Holders({ explained }: { readonly explained: ReturnType<typeof useExplained> }) {
  const say = useWords(grantsWords)
  const { data } = explained
  const columns = useHolderColumns(data)
  return (
    <>
      <PagedTable<Holder>
        list={wholeList({ ...explained, data: data?.holders })}
        columns={columns}
        keyOf={({ office, because }) => `${office} ${because.grant}`}
        caption={say('whoCaption')}
        empty={{ title: say('whoNobody'), children: <p>{say('whoNobodyLead')}</p> }}
        leastWidth="52rem"
        isPlain={true}
      />
      {data?.whyNot !== undefined && <WhyNot explained={data} whyNot={data.whyNot} />}
    </>
  )
}

function useHolderColumns(explained: Explained | undefined): TableColumnsType<Holder> {
  const say = useWords(grantsWords)
  const tag = useLanguage()
  const nameOf = useName()
  const periodOf = usePeriodWords()
  const names = explained?.names ?? {}
  return [
    {
      key: 'holder',
      title: say('holder'),
      render: (_, { office, officeName, onDuty, people }) => (
        <>
          <strong>{nameOf(officeName, office)}</strong>
          <small>
            {[say(onDuty ? 'onDuty' : 'offDuty'), ...(people ?? []).map(one => nameOf(one.name))]
              .filter(Boolean)
              .join(' · ')}
          </small>
        </>
      ),
    },
    {
      key: 'because',
      title: say('because'),
      render: (_, { because: { instrument, delegated, post, givenBy } }) => (
        <>
          {instrument}
          {delegated && (
            <small>
              {say('delegatedFrom', {
                office: nameOf(names[delegated.office], delegated.office),
              })}
            </small>
          )}
          {post && <small>{say('givenByPost', { post: nameOf(names[post], post) })}</small>}
          {givenBy && givenBy.person !== 'system' && (
            <small>{nameOf(names[givenBy.office], givenBy.office)}</small>
          )}
        </>
      ),
    },
    {
      key: 'reaches',
      title: say('reaches'),
      render: (_, { because: { departments, path, area } }) => (
        <>
          {overWords(departments, { tag, names, say })}
          <small>
            {path.map(one => nameOf(one.name, one.id)).join(' › ') || nameOf(names[area], area)}
          </small>
        </>
      ),
    },
    { key: 'period', title: say('period'), render: (_, { because }) => periodOf(because) },
  ]
}

interface WhyNotProps {
  readonly explained: Explained
  readonly whyNot: Schemas['WhyNot']
}

function WhyNot({ explained: { names }, whyNot: { office, holds, reasons } }: WhyNotProps) {
  const say = useWords(grantsWords)
  const nameOf = useName()
  const name = nameOf(names[office], office)
  if (holds) return <p className="who-not">{say('isHeld', { office: name })}</p>
  return (
    <div className="who-not">
      <h3>{say('notHeld', { office: name })}</h3>
      {reasons.length === 0 && <p>{say('neverGiven')}</p>}
      <ul>
        {reasons.map(({ grant, instrument, words }) => (
          <li key={grant}>{say('failedGrant', { instrument, words })}</li>
        ))}
      </ul>
    </div>
  )
}
