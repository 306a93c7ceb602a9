// Entries by problem, body, place and law; each opens into its duty, its other versions and its acts.
import { Button, Input, type TableColumnsType } from 'antd'
import { AreaPicker, OrganisationPicker } from '../../desk-ui/pickers/pickers.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { EntryDetail } from './EntryDetail.tsx'
import { TypePicker } from './TypePicker.tsx'
import { ENTRY_FILTERS, type EntryFilters, type EntryRow, useListed } from './use-list.ts'
import { usePeriodWords } from './use-period-words.ts'
import { responsibilityWords } from './words.ts'

type Change = (change: { readonly [K in keyof EntryFilters]?: string | undefined }) => void

function FilterBar({
  filters,
  change,
}: {
  readonly filters: EntryFilters
  readonly change: Change
}) {
  const say = useWords(responsibilityWords)
  const nothing = Object.fromEntries(ENTRY_FILTERS.map(name => [name, undefined]))
  return (
    <fieldset className="filter-bar">
      <legend className="visually-hidden">{say('filterLabel')}</legend>
      <TypePicker
        aria-label={say('filterType')}
        placeholder={say('filterType')}
        value={filters.problemType ?? null}
        onChange={problemType => change({ problemType })}
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
      <Input.Search
        aria-label={say('filterLegal')}
        placeholder={say('filterLegal')}
        className="filter-legal"
        defaultValue={filters.legalItem ?? ''}
        maxLength={100}
        allowClear={true}
        onSearch={text => change({ legalItem: text.trim() || undefined })}
      />
      <label className="filter-check">
        <input
          type="checkbox"
          checked={filters.ended === 'true'}
          onChange={({ target }) => change({ ended: target.checked ? 'true' : undefined })}
        />
        {say('withEnded')}
      </label>
      {Object.keys(filters).length > 0 && (
        <Button type="link" onClick={() => change(nothing)}>
          {say('clear')}
        </Button>
      )}
    </fieldset>
  )
}

/** So many are named in a row; of more, only how many there are. */
const MOST_NAMED = 2

function useColumns(): TableColumnsType<EntryRow> {
  const say = useWords(responsibilityWords)
  const tag = useLanguage()
  const nameOf = useName()
  const periodOf = usePeriodWords()
  const some = (names: readonly string[], most = MOST_NAMED) => {
    if (names.length === 0) return say('nobody')
    const text = names.slice(0, most).join(tag === 'en' ? ', ' : '、')
    return names.length <= most ? text : say('more', { names: text, count: names.length })
  }
  return [
    {
      key: 'problemType',
      title: say('problemType'),
      render: (_, { problemType, problemTypes }) => (
        <>
          <strong>{nameOf(problemTypes[problemType], problemType)}</strong>
          <small>{problemType}</small>
        </>
      ),
    },
    { key: 'area', title: say('area'), render: (_, { area, names }) => nameOf(names[area], area) },
    {
      key: 'lead',
      title: say('lead_'),
      render: (_, { lead, names }) => <strong>{nameOf(names[lead], lead)}</strong>,
    },
    {
      key: 'assisting',
      title: say('assisting'),
      render: (_, { assisting, names }) => some(assisting.map(id => nameOf(names[id], id))),
    },
    { key: 'legal', title: say('legal'), render: (_, { legalItems }) => some(legalItems, 1) },
    { key: 'period', title: say('period'), render: (_, row) => periodOf(row) },
    { key: 'id', title: say('id'), dataIndex: 'id' },
  ]
}

export function EntryList() {
  const say = useWords(responsibilityWords)
  const [filters, change] = useFilters(ENTRY_FILTERS)
  const list = useListed(filters)
  const columns = useColumns()
  return (
    <>
      <FilterBar filters={filters} change={change} />
      <PagedTable<EntryRow>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('caption')}
        empty={{ title: say('none'), children: <p>{say('noneLead')}</p> }}
        expandable={{ expandedRowRender: row => <EntryDetail entry={row} /> }}
        leastWidth="64rem"
      />
    </>
  )
}
