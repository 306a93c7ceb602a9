// Drills 演练: test pages and their reports, and the way to a whole rehearsed whistle.
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import './drills.css'
import { DrillReport } from './DrillReport.tsx'
import { PlanDialog } from './PlanDialog.tsx'
import { type DrillEntry, KEY, useDrillList } from './use-drills.ts'
import { drillWords } from './words.ts'

/** A message that comes back, and the drill itself. */
const LIVE_KINDS = ['broadcast', 'page'] as const

export function DrillsPage() {
  const say = useWords(drillWords)
  useLiveQueries(KEY, LIVE_KINDS)
  const [{ drill }, change] = useFilters(['drill', 'outcome'])
  return (
    <div className="drills">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      {drill === undefined ? (
        <>
          <TestPages onOpen={id => change({ drill: id })} />
          <WholeWhistle />
        </>
      ) : (
        <DrillReport
          key={drill}
          id={drill}
          onBack={() => change({ drill: undefined, outcome: undefined })}
        />
      )}
    </div>
  )
}

function TestPages({ onOpen }: { readonly onOpen: (id: string) => void }) {
  const say = useWords(drillWords)
  const [isPlanning, setPlanning] = useState(false)
  const list = useDrillList()
  const columns = useColumns(list.rows, onOpen)
  return (
    <section aria-labelledby="drills-pages">
      <div className="drills-head">
        <h2 id="drills-pages">{say('pages')}</h2>
        <Button type="primary" onClick={() => setPlanning(true)}>
          {say('plan')}
        </Button>
      </div>
      <p className="settings-lead">{say('pagesLead')}</p>
      <PagedTable
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('list')}
        empty={{ title: say('none'), children: <p>{say('noneDetail')}</p> }}
      />
      {isPlanning && (
        <PlanDialog
          onClose={() => setPlanning(false)}
          onPlanned={id => {
            setPlanning(false)
            onOpen(id)
          }}
        />
      )}
    </section>
  )
}

function useColumns(
  rows: readonly DrillEntry[],
  onOpen: (id: string) => void,
): TableColumnsType<DrillEntry> {
  const say = useWords(drillWords)
  const tag = useLanguage()
  const nameOf = useName()
  const organisations = useEntries(
    'organisation',
    rows.map(({ organisation }) => organisation),
  ).data
  const people = useEntries(
    'person',
    rows.map(({ plannedBy }) => plannedBy),
  ).data
  return useMemo(() => {
    const names = new Map([...(organisations ?? []), ...(people ?? [])].map(one => [one.id, one]))
    const called = (id: string) => nameOf(names.get(id)?.name, id)
    return [
      {
        key: 'startsAt',
        title: say('startsAt'),
        render: (_: unknown, { startsAt }) => momentOf(tag, startsAt),
      },
      {
        key: 'endsAt',
        title: say('ends'),
        render: (_: unknown, { endsAt }) => endsAt && momentOf(tag, endsAt),
      },
      {
        key: 'status',
        title: say('status'),
        render: (_: unknown, { status, because }) =>
          because === 'cancelled' ? say('because_cancelled') : say(`status_${status}`),
      },
      {
        key: 'organisation',
        title: say('organisation'),
        render: (_: unknown, { organisation }) => called(organisation),
      },
      {
        key: 'plannedBy',
        title: say('plannedBy'),
        render: (_: unknown, { plannedBy }) => called(plannedBy),
      },
      {
        key: 'open',
        title: <span className="visually-hidden">{say('open')}</span>,
        align: 'end',
        render: (_: unknown, { id }) => (
          <Button size="small" onClick={() => onOpen(id)}>
            {say('open')}
          </Button>
        ),
      },
    ]
  }, [organisations, people, nameOf, onOpen, say, tag])
}

function WholeWhistle() {
  const say = useWords(drillWords)
  return (
    <section aria-labelledby="drills-whole">
      <h2 id="drills-whole">{say('whole')}</h2>
      <p className="settings-lead">{say('wholeLead')}</p>
      <p className="settings-lead">{say('wholeHow')}</p>
      <p>
        <Link className="button" to="/blow" search={{ drill: '1' } as never}>
          {say('wholeGo')}
        </Link>
      </p>
    </section>
  )
}
