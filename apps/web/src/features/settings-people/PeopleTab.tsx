// Those whom one may know by name, found by name or organisation; one of them opened.
import { Button, Input, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { OrganisationPicker } from '../../desk-ui/pickers/pickers.tsx'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { EnterDialog } from './PersonDialogs.tsx'
import { PersonView } from './PersonView.tsx'
import { type PersonRow, usePeople } from './use-people.ts'
import { peopleWords } from './words.ts'

export function PeopleTab() {
  const [{ id }, change] = useFilters(['id'])
  if (id === undefined) return <PeopleList onOpen={next => change({ id: next })} />
  return <PersonView key={id} id={id} onBack={() => change({ id: undefined })} />
}

function PeopleList({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const say = useWords(peopleWords)
  const { may } = useMandate()
  const [filters, change] = useFilters(['q', 'organisation'])
  const [isEntering, setEntering] = useState(false)
  const list = usePeople(filters)
  const columns = useColumns(onOpen)
  return (
    <>
      <div className="people-filters">
        <Input.Search
          className="people-find"
          aria-label={say('find')}
          placeholder={say('find')}
          defaultValue={filters.q ?? ''}
          allowClear={true}
          onSearch={q => change({ q: q.trim() })}
        />
        <div className="people-organisation">
          <OrganisationPicker
            aria-label={say('organisation')}
            placeholder={say('organisation')}
            value={filters.organisation ?? null}
            onChange={organisation => change({ organisation })}
          />
        </div>
        {may('configure') && <Button onClick={() => setEntering(true)}>{say('enter')}</Button>}
      </div>
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('list')}
        empty={{ title: say('none'), children: <p>{say('noneDetail')}</p> }}
      />
      {isEntering && (
        <EnterDialog
          organisation={filters.organisation}
          onEntered={onOpen}
          onClose={() => setEntering(false)}
        />
      )}
    </>
  )
}

function useColumns(onOpen: (id: string) => void): TableColumnsType<PersonRow> {
  const say = useWords(peopleWords)
  const nameOf = useName()
  return useMemo(
    () => [
      {
        key: 'name',
        title: say('name'),
        render: (_: unknown, { id, name }) => (
          <Button type="link" className="people-name" onClick={() => onOpen(id)}>
            {name === null ? say('erased') : nameOf(name, id)}
          </Button>
        ),
      },
      {
        key: 'unit',
        title: say('unit'),
        render: (_: unknown, { organisation, organisationName }) =>
          nameOf(organisationName, organisation),
      },
      {
        key: 'offices',
        title: say('offices'),
        render: (_: unknown, { offices }) => (
          <ul className="people-offices">
            {offices.map(({ office, name }) => (
              <li key={office}>{nameOf(name, office)}</li>
            ))}
          </ul>
        ),
      },
      { key: 'id', title: say('id'), dataIndex: 'id' },
    ],
    [nameOf, onOpen, say],
  )
}
