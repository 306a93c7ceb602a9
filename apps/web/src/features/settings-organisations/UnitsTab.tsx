// All organisations, found by name or kind; one of them opened with its offices and parts.
import { Button, Input, Select, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { OrganisationView } from './OrganisationView.tsx'
import { FoundDialog } from './UnitDialogs.tsx'
import { KINDS, type Organisation, useKindWord, useOrganisations } from './use-organisations.ts'
import { organisationWords } from './words.ts'

/** No district in particular: their own is shown to whoever is of one. */
const EVERYWHERE = 'all'

export interface TabProps {
  readonly mayChange: boolean
}

export function UnitsTab({ mayChange }: TabProps) {
  const [{ id }, change] = useFilters(['id'])
  if (id === undefined)
    return <UnitList mayChange={mayChange} onOpen={next => change({ id: next })} />
  return (
    <OrganisationView
      key={id}
      id={id}
      mayChange={mayChange}
      onOpen={next => change({ id: next })}
      onBack={() => change({ id: undefined })}
    />
  )
}

interface UnitListProps extends TabProps {
  readonly onOpen: (id: string) => void
}

function UnitList({ mayChange, onOpen }: UnitListProps) {
  const say = useWords(organisationWords)
  const { session } = useSession()
  const own = session.offices.find(({ office }) => office === session.office)?.district
  const [filters, change] = useFilters(['q', 'kind', 'district'])
  const [isFounding, setFounding] = useState(false)
  const kindWord = useKindWord()
  const isOfCity = own === undefined || own.endsWith('0000')
  const district = filters.district ?? (isOfCity ? EVERYWHERE : own)
  const list = useOrganisations({
    ...filters,
    district: district === EVERYWHERE ? undefined : district,
  })
  const columns = useColumns(list.rows, onOpen)
  return (
    <>
      <div className="organisations-filters">
        <Input.Search
          className="organisations-find"
          aria-label={say('find')}
          placeholder={say('find')}
          defaultValue={filters.q ?? ''}
          allowClear={true}
          onSearch={q => change({ q: q.trim() })}
        />
        <Select
          aria-label={say('kind')}
          className="organisations-kind"
          value={filters.kind ?? ''}
          onChange={kind => change({ kind })}
          options={[
            { value: '', label: say('anyKind') },
            ...KINDS.map(kind => ({ value: kind as string, label: kindWord(kind) })),
          ]}
        />
        <Input
          className="organisations-district"
          aria-label={say('district')}
          placeholder={say('district')}
          maxLength={6}
          inputMode="numeric"
          allowClear={true}
          defaultValue={district === EVERYWHERE ? '' : district}
          onChange={({ target }) => {
            const typed = target.value.trim()
            if (typed === '' || /^\d{6}$/.test(typed)) change({ district: typed || EVERYWHERE })
          }}
        />
        {mayChange && <Button onClick={() => setFounding(true)}>{say('found')}</Button>}
      </div>
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('units')}
        empty={{ title: say('unitsNone'), children: <p>{say('unitsNoneDetail')}</p> }}
      />
      {isFounding && (
        <FoundDialog
          initial={own === undefined ? {} : { district: own, territory: own }}
          onFounded={onOpen}
          onClose={() => setFounding(false)}
        />
      )}
    </>
  )
}

function useColumns(
  rows: readonly Organisation[],
  onOpen: (id: string) => void,
): TableColumnsType<Organisation> {
  const say = useWords(organisationWords)
  const nameOf = useName()
  const kindWord = useKindWord()
  const parents = useEntries(
    'organisation',
    rows.flatMap(({ parent }) => parent ?? []),
  ).data
  const areas = useEntries(
    'area',
    rows.map(({ territory }) => territory),
  ).data
  return useMemo(() => {
    const names = new Map([...parents, ...areas].map(({ id, name }) => [id, name]))
    return [
      {
        key: 'name',
        title: say('name'),
        render: (_: unknown, { id, name, endedAt }) => (
          <Button type="link" className="organisations-name" onClick={() => onOpen(id)}>
            {nameOf(name, id)}
            {endedAt !== undefined && ` (${say('ended')})`}
          </Button>
        ),
      },
      { key: 'id', title: say('id'), dataIndex: 'id' },
      { key: 'kind', title: say('kind'), render: (_: unknown, { kind }) => kindWord(kind) },
      {
        key: 'partOf',
        title: say('partOf'),
        render: (_: unknown, { parent }) =>
          parent === undefined ? '' : nameOf(names.get(parent), parent),
      },
      {
        key: 'territory',
        title: say('territory'),
        render: (_: unknown, { territory }) => nameOf(names.get(territory), territory),
      },
      {
        key: 'department',
        title: say('department'),
        render: (_: unknown, { department }) => say(department ? 'yes' : 'no'),
      },
    ]
  }, [parents, areas, nameOf, onOpen, kindWord, say])
}
