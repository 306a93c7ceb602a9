// Who gave which power to which office, over whom and where, from when to when, by which paper.
import { POWERS } from '@muster/domain'
import { Button, Select, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { AreaPicker, OfficePicker, OrganisationPicker } from '../../desk-ui/pickers/pickers.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { GiveDialog } from './GiveDialog.tsx'
import { GrantDetail } from './GrantDetail.tsx'
import './grants.css'
import { overWords } from './over-whom.ts'
import {
  GRANT_FILTERS,
  type GrantFilters,
  type GrantRow,
  KEY,
  useGrants,
  useRenew,
} from './use-grants.ts'
import { usePeriodWords } from './use-period-words.ts'
import { WhoCan } from './WhoCan.tsx'
import { COUNTS, grantsWords } from './words.ts'

const LIVE_KINDS = ['grant', 'directory'] as const

export function GrantsPage() {
  const say = useWords(grantsWords)
  const { may } = useMandate()
  const [isGiving, setGiving] = useState(false)
  const renew = useRenew()
  useLiveQueries(KEY, LIVE_KINDS)
  return (
    <div className="grants">
      <header>
        <h1>{say('title')}</h1>
        {may('configure') && (
          <Button type="primary" className="page-act" onClick={() => setGiving(true)}>
            {say('give')}
          </Button>
        )}
        <p className="settings-lead">{say('lead')}</p>
      </header>
      <WhoCan />
      <GrantList />
      {isGiving && (
        <GiveDialog
          onClose={() => setGiving(false)}
          onDone={() => {
            setGiving(false)
            renew()
          }}
        />
      )}
    </div>
  )
}

type Change = (change: { readonly [K in keyof GrantFilters]?: string | undefined }) => void

function FilterBar({
  filters,
  change,
}: {
  readonly filters: GrantFilters
  readonly change: Change
}) {
  const say = useWords(grantsWords)
  const isFiltered = Object.keys(filters).length > 0
  const nothing = Object.fromEntries(GRANT_FILTERS.map(name => [name, undefined]))
  return (
    <fieldset className="filter-bar">
      <legend className="visually-hidden">{say('filterLabel')}</legend>
      <Select<string>
        aria-label={say('allStates')}
        value={filters.counts ?? ''}
        onChange={counts => change({ counts: counts || undefined })}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: say('allStates') },
          ...COUNTS.map(value => ({ value: value as string, label: say(`counts_${value}`) })),
        ]}
      />
      <Select<string>
        aria-label={say('allPowers')}
        value={filters.power ?? ''}
        onChange={power => change({ power: power || undefined })}
        popupMatchSelectWidth={false}
        options={[
          { value: '', label: say('allPowers') },
          ...POWERS.map(value => ({ value: value as string, label: say(`power_${value}`) })),
        ]}
      />
      <OfficePicker
        aria-label={say('filterOffice')}
        placeholder={say('filterOffice')}
        value={filters.office ?? null}
        onChange={office => change({ office })}
      />
      <OrganisationPicker
        aria-label={say('filterDepartment')}
        placeholder={say('filterDepartment')}
        department={true}
        value={filters.department ?? null}
        onChange={department => change({ department })}
      />
      <AreaPicker
        aria-label={say('filterArea')}
        placeholder={say('filterArea')}
        value={filters.reaches ?? null}
        onChange={reaches => change({ reaches })}
      />
      {isFiltered && (
        <Button type="link" onClick={() => change(nothing)}>
          {say('clear')}
        </Button>
      )}
    </fieldset>
  )
}

function useColumns(): TableColumnsType<GrantRow> {
  const say = useWords(grantsWords)
  const tag = useLanguage()
  const nameOf = useName()
  const periodOf = usePeriodWords()
  return [
    {
      key: 'office',
      title: say('office'),
      render: (_, { office, names, delegatedBy, person }) => (
        <>
          <strong>{nameOf(names[office], office)}</strong>
          {delegatedBy !== undefined && (
            <small>
              {say('delegatedFrom', { office: nameOf(names[delegatedBy], delegatedBy) })}
            </small>
          )}
          {person !== undefined && <small>{say('onlyPerson', { person })}</small>}
        </>
      ),
    },
    { key: 'power', title: say('power'), render: (_, { power }) => say(`power_${power}`) },
    {
      key: 'over',
      title: say('over'),
      render: (_, { departments, names }) => overWords(departments, { tag, names, say }),
    },
    {
      key: 'area',
      title: say('area'),
      render: (_, { area, names }) => nameOf(names[area], area),
    },
    { key: 'period', title: say('period'), render: (_, row) => periodOf(row) },
    { key: 'instrument', title: say('instrument'), dataIndex: 'instrument' },
    {
      key: 'state',
      title: say('state'),
      render: (_, { counts }) => (
        <span className={`grant-state grant-${counts}`}>{say(`counts_${counts}`)}</span>
      ),
    },
  ]
}

function GrantList() {
  const say = useWords(grantsWords)
  const [filters, change] = useFilters(GRANT_FILTERS)
  const list = useGrants(filters)
  const columns = useColumns()
  return (
    <section className="grants-list" aria-label={say('caption')}>
      <FilterBar filters={filters} change={change} />
      <PagedTable<GrantRow>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('caption')}
        empty={{ title: say('none'), children: <p>{say('noneLead')}</p> }}
        expandable={{ expandedRowRender: row => <GrantDetail grant={row} /> }}
        leastWidth="60rem"
      />
    </section>
  )
}
