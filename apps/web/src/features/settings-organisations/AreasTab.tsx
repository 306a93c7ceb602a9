// The territory from the top down, one level at a time.
import { Breadcrumb, Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { ChangeAreaDialog, DrawDialog, EndAreaDialog } from './AreaDialogs.tsx'
import type { TabProps } from './UnitsTab.tsx'
import { type Area, useAreas } from './use-organisations.ts'
import { organisationWords } from './words.ts'

const TOP = 'top'

type Opened = { readonly is: 'draw' } | { readonly is: 'change' | 'end'; readonly area: Area }

export function AreasTab({ mayChange }: TabProps) {
  const say = useWords(organisationWords)
  const [filters, change] = useFilters(['area'])
  const { session } = useSession()
  const own = session.offices.find(({ office }) => office === session.office)?.district
  // Whoever is of a district begins there; whoever is of the city at the top.
  const first = own === undefined || own.endsWith('0000') ? undefined : own
  const area = filters.area === TOP ? undefined : (filters.area ?? first)
  const [opened, setOpened] = useState<Opened>()
  const list = useAreas(area)
  const go = (next: string | undefined) => change({ area: next ?? TOP })
  const columns = useColumns({ mayChange, onGo: go, onOpen: setOpened })
  const close = () => setOpened(undefined)
  return (
    <>
      <p className="settings-lead">{say('areasLead')}</p>
      <div className="organisations-head">
        <Path area={area} onGo={go} />
        {mayChange && <Button onClick={() => setOpened({ is: 'draw' })}>{say('drawArea')}</Button>}
      </div>
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('areas')}
        empty={{ title: say('areasNone'), children: <p>{say('areasNoneDetail')}</p> }}
      />
      {opened?.is === 'draw' && <DrawDialog parent={area} onClose={close} />}
      {opened?.is === 'change' && <ChangeAreaDialog area={opened.area} onClose={close} />}
      {opened?.is === 'end' && <EndAreaDialog area={opened.area} onClose={close} />}
    </>
  )
}

interface PathProps {
  readonly area: string | undefined
  readonly onGo: (area: string | undefined) => void
}

/** Where one is, and the way up: to the top, or one step. */
function Path({ area, onGo }: PathProps) {
  const say = useWords(organisationWords)
  const nameOf = useName()
  const [here] = useEntries('area', area === undefined ? [] : [area]).data
  const names = (here?.path ?? []).toReversed().map(name => nameOf(name))
  const parent = here?.parent
  const above = names.map((name, at) =>
    at === names.length - 1 && parent !== undefined
      ? {
          title: (
            <Button type="link" className="organisations-name" onClick={() => onGo(parent)}>
              {name}
            </Button>
          ),
        }
      : { title: name },
  )
  return (
    <Breadcrumb
      items={[
        {
          title: (
            <Button type="link" className="organisations-name" onClick={() => onGo(undefined)}>
              {say('areaTop')}
            </Button>
          ),
        },
        ...above,
        ...(area === undefined ? [] : [{ title: nameOf(here?.name, area) }]),
      ]}
    />
  )
}

interface ColumnSettings {
  readonly mayChange: boolean
  readonly onGo: (area: string) => void
  readonly onOpen: (opened: Opened) => void
}

function borderOf({ drawn, generated }: Area) {
  if (!drawn) return 'border_none'
  return generated ? 'border_generated' : 'border_official'
}

function useColumns({ mayChange, onGo, onOpen }: ColumnSettings): TableColumnsType<Area> {
  const say = useWords(organisationWords)
  const nameOf = useName()
  return useMemo(() => {
    const columns: TableColumnsType<Area> = [
      {
        key: 'name',
        title: say('name'),
        render: (_: unknown, { id, name, endedAt }) => (
          <Button type="link" className="organisations-name" onClick={() => onGo(id)}>
            {nameOf(name, id)}
            {endedAt !== undefined && ` (${say('ended')})`}
          </Button>
        ),
      },
      { key: 'id', title: say('id'), dataIndex: 'id' },
      {
        key: 'level',
        title: say('level'),
        render: (_: unknown, { level }) => say(`level_${level}`),
      },
      { key: 'border', title: say('border'), render: (_: unknown, area) => say(borderOf(area)) },
    ]
    if (!mayChange) return columns
    return [
      ...columns,
      {
        key: 'acts',
        title: <span className="visually-hidden">{say('acts')}</span>,
        render: (_: unknown, area) =>
          area.endedAt === undefined && (
            <div className="organisations-acts">
              <Button size="small" onClick={() => onOpen({ is: 'change', area })}>
                {say('changeArea')}
              </Button>
              <Button size="small" onClick={() => onOpen({ is: 'end', area })}>
                {say('endArea')}
              </Button>
            </div>
          ),
      },
    ]
  }, [mayChange, nameOf, onGo, onOpen, say])
}
