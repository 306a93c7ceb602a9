// Every message that one may know of: to whom, about what, how far it came; what failed can be sent again.
import { Link } from '@tanstack/react-router'
import { Button, type TableColumnsType } from 'antd'
import { useMemo, useState } from 'react'
import { api, get } from '../../api/client.ts'
import { ActDialog } from '../../desk-ui/acts/ActDialog.tsx'
import { FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { Attempts } from '../../desk-ui/reach/Attempts.tsx'
import { FARE_OF_ATTEMPT } from '../../desk-ui/reach/attempts.ts'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { momentOf } from '../../i18n/formats.ts'
import { useLanguage, useName, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { LogFilterBar } from './LogFilterBar.tsx'
import { LOG_FILTERS, toQuery } from './log-query.ts'
import { KEY, type LogRow, useAttempts, useLog, useRenew } from './use-channels.ts'
import { channelsWords } from './words.ts'

const LIVE_KINDS = ['whistle', 'page'] as const
/** Messages follow an act by a moment. */
const GATHER_MS = 1500

function Whom({ row }: { readonly row: LogRow }) {
  const { say } = useCoded()
  const nameOf = useName()
  const body = nameOf(row.names[row.organisation], row.organisation)
  return (
    <>
      {row.layer === undefined
        ? body
        : say('dutyOf', { of: body, layer: say(`layer_${row.layer}`) })}
      <small>{nameOf(row.people[row.person], row.person)}</small>
    </>
  )
}

function About({ row }: { readonly row: LogRow }) {
  const say = useWords(channelsWords)
  const { act } = useCoded()
  const marks = [
    ...(row.drill ? [say('drillMark')] : []),
    ...(row.emergency ? [say('emergencyMark')] : []),
    ...(row.gap ? [say('gapMark')] : []),
  ]
  return (
    <>
      {act(row.act)}
      {row.whistle !== undefined && (
        <>
          {' · '}
          <Link to="/whistles/$id" params={{ id: row.whistle }}>
            {say('theMatter')}
          </Link>
        </>
      )}
      {marks.length > 0 && <small>{marks.join(' · ')}</small>}
    </>
  )
}

function HowFar({ row }: { readonly row: LogRow }) {
  const say = useWords(channelsWords)
  const tag = useLanguage()
  const coded = useCoded()
  const { channel, attemptStatus, reason, nextAt, because, status, attempts } = row
  const notes = [
    ...(channel === undefined ? [] : [coded.channel(channel)]),
    ...(reason === undefined ? [] : [coded.reason(reason)]),
    ...(attempts > 1 ? [say('tries', { count: attempts })] : []),
    ...(status === 'open' && nextAt !== undefined
      ? [say('nextAt', { at: momentOf(tag, nextAt) })]
      : []),
    ...(because === undefined ? [] : [say(`settled_${because}`)]),
  ]
  return (
    <>
      {status === 'failed' ? (
        <FareMark fare="wrong" word={say('needsHelp')} />
      ) : (
        attemptStatus !== undefined && (
          <FareMark
            fare={FARE_OF_ATTEMPT[attemptStatus]}
            word={coded.say(`attempt_${attemptStatus}`)}
          />
        )
      )}
      <small>{notes.join(' · ')}</small>
    </>
  )
}

function Opened({ id }: { readonly id: string }) {
  const told = useAttempts(id)
  if (told.isPending) return <Loading rows={1} height="1.5em" />
  if (told.isError) return <Failed error={told.error} onRetry={told.refetch} />
  return <Attempts items={told.data.attempts} />
}

function useColumns(onResend: (row: LogRow) => void): TableColumnsType<LogRow> {
  const say = useWords(channelsWords)
  const tag = useLanguage()
  return useMemo<TableColumnsType<LogRow>>(
    () => [
      {
        key: 'at',
        title: say('at'),
        render: (_, { openedAt }) => <time dateTime={openedAt}>{momentOf(tag, openedAt)}</time>,
      },
      { key: 'whom', title: say('whom'), render: (_, row) => <Whom row={row} /> },
      { key: 'what', title: say('what'), render: (_, row) => <About row={row} /> },
      { key: 'how', title: say('how'), render: (_, row) => <HowFar row={row} /> },
      {
        key: 'acts',
        render: (_, row) =>
          row.status === 'failed' && (
            <Button size="small" onClick={() => onResend(row)}>
              {say('resend')}
            </Button>
          ),
      },
    ],
    [say, tag, onResend],
  )
}

export function DeliveryLog() {
  const say = useWords(channelsWords)
  const [filters, change] = useFilters(LOG_FILTERS)
  const [resent, setResent] = useState<LogRow>()
  const query = useMemo(() => toQuery(filters), [filters])
  const list = useLog(query)
  const renew = useRenew()
  const columns = useColumns(setResent)
  useLiveQueries(KEY, LIVE_KINDS, GATHER_MS)
  return (
    <>
      <LogFilterBar filters={filters} change={change} onRefresh={renew} />
      <PagedTable<LogRow>
        list={list}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('logCaption')}
        empty={{ title: say('logNone'), children: <p>{say('logNoneLead')}</p> }}
        expandable={{ expandedRowRender: ({ id }) => <Opened id={id} /> }}
        leastWidth="56rem"
      />
      {resent !== undefined && (
        <ActDialog<object, unknown>
          title={say('resendTitle')}
          verb={say('resend')}
          consequence={say('resendConsequence')}
          send={(_, key) =>
            get(
              api.POST('/api/notifications/{id}/resend', {
                params: { path: { id: resent.id } },
                headers: { 'idempotency-key': key },
                body: {},
              }),
            )
          }
          onDone={() => {
            setResent(undefined)
            renew()
          }}
          onClose={() => setResent(undefined)}
        />
      )}
    </>
  )
}
