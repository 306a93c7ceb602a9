// The desk of a department: what waits to be signed, who goes, what is open, and where.
import { useMemo, useState } from 'react'
import { LazyMap } from '../../desk-ui/map/LazyMap.tsx'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useWords } from '../../i18n/words.ts'
import { home } from '../../ui/keep-focus.ts'
import { useSession } from '../../ui/session.ts'
import { Empty, Failed, Loading, NotAllowed } from '../../ui/views.tsx'
import { AlarmSwitch } from './AlarmSwitch.tsx'
import { NEAR_METRES, toBatches } from './batches.ts'
import { CallCard } from './CallCard.tsx'
import '../../desk-ui/tables/plain-table.css'
import './department.css'
import { History } from './History.tsx'
import { useAlarm, useAlarmChoice } from './use-alarm.ts'
import { KEY, type OpenCalls, useOpenCalls } from './use-department.ts'
import { departmentWords } from './words.ts'

const LIVE_KINDS = ['whistle', 'roster'] as const

export function DepartmentPage() {
  const { session } = useSession()
  const own = session.offices.find(({ office }) => office === session.office)
  if (own === undefined) return <NotAllowed />
  return <Desk key={own.office} department={own.organisation} district={own.district} />
}

interface DeskProps {
  readonly department: string
  readonly district: string
}

function Desk({ department, district }: DeskProps) {
  const say = useWords(departmentWords)
  useLiveQueries(KEY, LIVE_KINDS)
  const open = useOpenCalls(department)
  const alarm = useAlarmChoice()
  const toSign = useMemo(
    () => open.data?.calls.filter(({ status }) => status === 'called'),
    [open.data],
  )
  useAlarm(toSign, alarm.choice)
  return (
    <div className="duty">
      <header className="duty-head">
        <h1>{say('title')}</h1>
        <AlarmSwitch {...alarm} />
      </header>
      {open.isPending && <Loading rows={6} />}
      {open.isError && <Failed error={open.error} onRetry={() => open.refetch()} />}
      {open.data && <Calls open={open.data} district={district} />}
      <History department={department} />
    </div>
  )
}

function Calls({ open, district }: { readonly open: OpenCalls; readonly district: string }) {
  const say = useWords(departmentWords)
  const { calls, names } = open
  const [selected, setSelected] = useState<string>()
  const toSign = calls.filter(({ status }) => status === 'called')
  const others = calls.filter(({ status }) => status !== 'called')
  const marks = useMemo(
    () =>
      calls.flatMap(({ whistle, point, state }) =>
        point === undefined ? [] : [{ id: whistle, at: point, state }],
      ),
    [calls],
  )
  const card = (call: (typeof calls)[number], isFirst = false) => (
    <CallCard
      key={call.key}
      call={call}
      names={names}
      isFirst={isFirst}
      isSelected={selected === call.whistle}
      onSelect={setSelected}
    />
  )
  return (
    <div className="duty-columns">
      <div className="duty-lists">
        <section aria-labelledby="duty-to-sign" {...home()}>
          <h2 id="duty-to-sign">
            {say('toSign')} <b>{toSign.length}</b>
          </h2>
          {toSign.length === 0 ? (
            <Empty title={say('toSignNone')}>
              <p>{say('toSignLead')}</p>
            </Empty>
          ) : (
            toSign.map((call, at) => card(call, at === 0))
          )}
        </section>
        <section aria-labelledby="duty-open" {...home()}>
          <h2 id="duty-open">
            {say('open')} <b>{others.length}</b>
          </h2>
          {others.length === 0 && (
            <Empty title={say('openNone')}>
              <p>{say('openLead')}</p>
            </Empty>
          )}
          {toBatches(others).map(({ calls: batch }) =>
            batch.length === 1 ? (
              card(batch[0])
            ) : (
              <section key={batch[0].key} className="duty-batch">
                <h3>{say('together', { count: batch.length, metres: NEAR_METRES })}</h3>
                {batch.map(call => card(call))}
              </section>
            ),
          )}
        </section>
      </div>
      <section className="duty-map" aria-label={say('map')}>
        <LazyMap
          label={say('mapLabel')}
          area={district}
          marks={marks}
          selected={selected}
          onChoose={setSelected}
        />
      </section>
    </div>
  )
}
