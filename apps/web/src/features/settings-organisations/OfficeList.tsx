// The offices of an organisation: rank, title, who holds them, which powers they were given.
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { ChangeOfficeDialog, CloseOfficeDialog, OpenOfficeDialog } from './OfficeDialogs.tsx'
import { type Office, type Organisation, useOffices, usePowers } from './use-organisations.ts'
import { organisationWords } from './words.ts'

type Opened = { readonly is: 'open' } | { readonly is: 'change' | 'close'; readonly office: Office }

interface OfficeListProps {
  readonly organisation: Organisation
  readonly mayChange: boolean
}

export function OfficeList({ organisation, mayChange }: OfficeListProps) {
  const say = useWords(organisationWords)
  const [opened, setOpened] = useState<Opened>()
  const offices = useOffices(organisation.id)
  const rows = offices.data?.items
  const list = wholeList({ ...offices, data: rows })
  const columns = useColumns(rows ?? [], mayChange, setOpened)
  const close = () => setOpened(undefined)
  return (
    <section aria-labelledby="organisation-offices" className="organisations-part">
      <div className="organisations-head">
        <h3 id="organisation-offices">{say('offices')}</h3>
        {mayChange && (
          <Button onClick={() => setOpened({ is: 'open' })}>{say('openOffice')}</Button>
        )}
      </div>
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('offices')}
        isPlain={true}
        empty={{ title: say('officesNone') }}
        expandable={{
          expandedRowRender: ({ id }) => <Powers office={id} />,
          showExpandColumn: true,
          columnTitle: <span className="visually-hidden">{say('powers')}</span>,
        }}
      />
      {opened?.is === 'open' && <OpenOfficeDialog organisation={organisation} onClose={close} />}
      {opened?.is === 'change' && <ChangeOfficeDialog office={opened.office} onClose={close} />}
      {opened?.is === 'close' && <CloseOfficeDialog office={opened.office} onClose={close} />}
    </section>
  )
}

function Powers({ office }: { readonly office: string }) {
  const say = useWords(organisationWords)
  const nameOf = useName()
  const powers = usePowers(office, true)
  const items = powers.data?.items ?? []
  const areas = useEntries(
    'area',
    items.map(({ area }) => area),
  ).data
  const names = new Map(areas.map(({ id, name }) => [id, name]))
  if (powers.isPending) return <Loading rows={1} height="1.5em" />
  if (powers.isError) return <Failed error={powers.error} onRetry={() => powers.refetch()} />
  if (items.length === 0) return <p>{say('powersNone')}</p>
  return (
    <ul>
      {items.map(({ grant, power, area, instrument }) => (
        <li key={grant}>
          {say('powerIn', {
            power: say(`power_${power}`),
            area: nameOf(names.get(area), area),
            instrument,
          })}
        </li>
      ))}
    </ul>
  )
}

function useColumns(
  rows: readonly Office[],
  mayChange: boolean,
  onOpen: (opened: Opened) => void,
): TableColumnsType<Office> {
  const say = useWords(organisationWords)
  const nameOf = useName()
  const people = useEntries(
    'person',
    rows.flatMap(({ people: held }) => held ?? []),
  ).data
  const areas = useEntries(
    'area',
    rows.flatMap(({ keeps }) => keeps ?? []),
  ).data
  return useMemo(() => {
    const names = new Map([...people, ...areas].map(({ id, name }) => [id, name]))
    const called = (id: string) => nameOf(names.get(id), id)
    const comma = say('yes') === 'yes' ? ', ' : '、'
    const acts = (office: Office) =>
      office.endedAt === undefined && (
        <div className="organisations-acts">
          <Button size="small" onClick={() => onOpen({ is: 'change', office })}>
            {say('changeOffice')}
          </Button>
          <Button size="small" onClick={() => onOpen({ is: 'close', office })}>
            {say('closeOffice')}
          </Button>
        </div>
      )
    const columns: TableColumnsType<Office> = [
      {
        key: 'name',
        title: say('name'),
        render: (_: unknown, { id, name, endedAt }) => (
          <>
            {nameOf(name, id)}
            {endedAt !== undefined && ` (${say('ended')})`}
            <small className="organisations-id">{id}</small>
          </>
        ),
      },
      { key: 'rank', title: say('rank'), render: (_: unknown, { rank }) => say(`rank_${rank}`) },
      {
        key: 'title',
        title: say('titleOf'),
        render: (_: unknown, { title }) => nameOf(title),
      },
      {
        key: 'holders',
        title: say('holders'),
        render: (_: unknown, { people: held }) =>
          held === undefined ? say('holdersHidden') : held.map(called).join(comma),
      },
      {
        key: 'keeps',
        title: say('keeps'),
        render: (_: unknown, { keeps }) => keeps && called(keeps),
      },
    ]
    if (!mayChange) return columns
    return [
      ...columns,
      {
        key: 'acts',
        title: <span className="visually-hidden">{say('acts')}</span>,
        render: (_: unknown, office) => acts(office),
      },
    ]
  }, [people, areas, mayChange, nameOf, onOpen, say])
}
