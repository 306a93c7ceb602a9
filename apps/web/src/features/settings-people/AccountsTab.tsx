// All accounts, disabled ones too; each leads to its person.
import { Button, Input, type TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { type Account, useAccounts } from './use-people.ts'
import { peopleWords } from './words.ts'

export function AccountsTab() {
  const say = useWords(peopleWords)
  const [filters, change] = useFilters(['q', 'tab', 'id'])
  const list = useAccounts(filters.q)
  const columns = useColumns(list.rows, id => change({ tab: undefined, q: undefined, id }))
  return (
    <>
      <div className="people-filters">
        <Input.Search
          className="people-find"
          aria-label={say('findAccount')}
          placeholder={say('findAccount')}
          defaultValue={filters.q ?? ''}
          allowClear={true}
          onSearch={q => change({ q: q.trim() })}
        />
      </div>
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('accounts')}
        empty={{ title: say('accountsNone'), children: <p>{say('accountsNoneDetail')}</p> }}
      />
    </>
  )
}

function useColumns(
  rows: readonly Account[],
  onOpen: (person: string) => void,
): TableColumnsType<Account> {
  const say = useWords(peopleWords)
  const tag = useLanguage()
  const nameOf = useName()
  const people = useEntries(
    'person',
    rows.map(({ person }) => person),
  ).data
  return useMemo(() => {
    const names = new Map(people.map(({ id, name }) => [id, name]))
    const isSet = (it: boolean) => say(it ? 'set' : 'notSet')
    return [
      { key: 'loginName', title: say('loginName'), dataIndex: 'loginName' },
      {
        key: 'person',
        title: say('name'),
        render: (_: unknown, { person }) =>
          names.has(person) ? (
            <Button type="link" className="people-name" onClick={() => onOpen(person)}>
              {nameOf(names.get(person), person)}
            </Button>
          ) : (
            person
          ),
      },
      {
        key: 'state',
        title: say('state'),
        render: (_: unknown, { disabledAt }) =>
          disabledAt === undefined
            ? say('isActive')
            : say('disabledAt', { when: momentOf(tag, disabledAt) }),
      },
      {
        key: 'hasPassword',
        title: say('hasPassword'),
        render: (_: unknown, { hasPassword }) => isSet(hasPassword),
      },
      {
        key: 'hasTotp',
        title: say('hasTotp'),
        render: (_: unknown, { hasTotp }) => isSet(hasTotp),
      },
      {
        key: 'administrator',
        title: say('administrator'),
        render: (_: unknown, { isAdministrator }) => (isAdministrator ? say('yes') : ''),
      },
    ]
  }, [people, nameOf, onOpen, say, tag])
}
