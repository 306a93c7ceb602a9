// The cases of an organisation, or of a place that one oversees: open ones first, and what residents wait for.
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useProblemTypes, useTypeNames } from '../../desk-ui/type-names.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { dateOf, momentOf } from '../../i18n/formats.ts'
import { nameIn, useLanguage, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { NotAllowed } from '../../ui/views.tsx'
import { type CaseFilters, chosenBy, FILTERS, ORDERS, SHOWN, STATUSES } from './case-filters.ts'
import './cases.css'
import { type CaseRow, KEY, useCases } from './use-cases.ts'
import { caseWords, wordFor } from './words.ts'

const LIVE_KINDS = ['case'] as const
/** A list need not follow every report within the second. */
const GATHER_MS = 1000

export function CasesPage() {
  const { session } = useSession()
  return session.office === undefined ? <NotAllowed /> : <Cases key={session.office} />
}

function Cases() {
  const say = useWords(caseWords)
  const [filters, change] = useFilters(FILTERS)
  useLiveQueries(KEY, LIVE_KINDS, GATHER_MS)
  const list = useCases(filters)
  const columns = useColumns()
  return (
    <div className="cases">
      <header>
        <h1>{say('title')}</h1>
        <p className="cases-quiet">{say('lead')}</p>
      </header>
      <FilterBar filters={filters} onChange={change} />
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('title')}
        empty={{ title: say('empty'), children: <p>{say('emptyHint')}</p> }}
      />
    </div>
  )
}

interface FilterProps {
  readonly filters: CaseFilters
  readonly onChange: (change: CaseFilters) => void
}

function FilterBar({ filters, onChange }: FilterProps) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const { show, status, order } = chosenBy(filters)
  const types = useProblemTypes()
  return (
    <search className="cases-filters">
      <fieldset>
        <legend className="visually-hidden">{say('show')}</legend>
        {SHOWN.map(each => (
          <button
            key={each}
            type="button"
            className="button"
            aria-pressed={show === each}
            onClick={() => onChange({ show: each === 'all' ? undefined : each } as CaseFilters)}
          >
            {say(`show_${each}`)}
          </button>
        ))}
      </fieldset>
      <select
        className="input"
        aria-label={say('status')}
        value={status}
        onChange={({ target }) => onChange({ status: target.value })}
      >
        {STATUSES.map(each => (
          <option key={each} value={each}>
            {say(`status_${each}`)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={say('type')}
        value={filters.type ?? ''}
        onChange={({ target }) => onChange({ type: target.value })}
      >
        <option value="">{say('anyType')}</option>
        {types.map(({ code, name }) => (
          <option key={code} value={code}>
            {nameIn(tag, name, code)}
          </option>
        ))}
      </select>
      <select
        className="input"
        aria-label={say('order')}
        value={order}
        onChange={({ target }) => onChange({ order: target.value })}
      >
        {ORDERS.map(each => (
          <option key={each} value={each}>
            {say(`order_${each}`)}
          </option>
        ))}
      </select>
    </search>
  )
}

function useColumns(): TableColumnsType<CaseRow> {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const typeName = useTypeNames()
  return useMemo(
    () => [
      {
        key: 'matter',
        title: say('matter'),
        render: (_, { id, title, problemType }) => (
          <>
            <Link to="/cases/$id" params={{ id }}>
              {title ?? say('noTitle')}
            </Link>
            <small>{typeName(problemType)}</small>
          </>
        ),
      },
      {
        key: 'waiting',
        title: say('waiting'),
        render: (_, row) => <Waiting row={row} />,
      },
      {
        key: 'keeper',
        title: say('keeper'),
        render: (_, { organisation, organisationName }) =>
          nameIn(tag, organisationName, organisation),
      },
      {
        key: 'reports',
        title: say('reports'),
        render: (_, { reports, residentReports }) => (
          <>
            {say('reportsOf', { count: reports })}
            {residentReports > 0 && <small>{say('ofResidents', { count: residentReports })}</small>}
          </>
        ),
      },
      {
        key: 'whistles',
        title: say('whistles'),
        render: (_, { whistles, openWhistles }) => (
          <>
            {say('whistlesOf', { count: whistles.length })}
            {openWhistles > 0 && <small>{say('whistlesOpen', { count: openWhistles })}</small>}
          </>
        ),
      },
      {
        key: 'status',
        title: say('status'),
        render: (_, { status, outcome }) => {
          const word = outcome === undefined ? undefined : wordFor('outcome', outcome)
          return (
            <>
              {say(`status_${status}`)}
              {word !== undefined && <small>{say(word)}</small>}
            </>
          )
        },
      },
      {
        key: 'opened',
        title: say('opened'),
        render: (_, { openedAt }) => (openedAt === undefined ? '' : dateOf(tag, openedAt)),
      },
    ],
    [say, tag, typeName],
  )
}

function Waiting({ row }: { readonly row: CaseRow }) {
  const say = useWords(caseWords)
  const tag = useLanguage()
  const { wordWaitsSince, photosWaiting, recheckDueAt } = row
  return (
    <span className="cases-waiting">
      {wordWaitsSince !== undefined && (
        <strong>
          {say('wordWaits')} <small>{momentOf(tag, wordWaitsSince)}</small>
        </strong>
      )}
      {photosWaiting > 0 && <strong>{say('photosWait', { count: photosWaiting })}</strong>}
      {recheckDueAt !== undefined && (
        <span>{say('recheckDue', { at: momentOf(tag, recheckDueAt) })}</span>
      )}
    </span>
  )
}
