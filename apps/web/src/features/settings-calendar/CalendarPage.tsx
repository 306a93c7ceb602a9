// Which days are worked and which are off, office hours, and the notices that changed them.
import { Button, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { settings } from '../../api/settings.ts'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { toField } from '../../i18n/city-time.ts'
import { useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import './calendar.css'
import { rangesOfDays } from './days.ts'
import { NoticeDialog } from './NoticeDialog.tsx'
import { type Calendar, KEY, useRenew, useYear } from './use-calendar.ts'
import { useRangeWords } from './use-range-words.ts'
import { calendarWords } from './words.ts'
import { YearView } from './YearView.tsx'

/** Said in words by the buttons' labels. */
const BEFORE = '‹'
const AFTER = '›'
const FIRST_YEAR = 2000
const LAST_YEAR = 2099

function thisYear(): number {
  return Number(toField(serverNow(), settings.timeZone).slice(0, 'yyyy'.length))
}

const LIVE_KINDS = ['notices'] as const

export function CalendarPage() {
  useLiveQueries(KEY, LIVE_KINDS)
  const say = useWords(calendarWords)
  const { may } = useMandate()
  const [{ year: asked }, change] = useFilters(['year'])
  const now = thisYear()
  const year = Math.min(LAST_YEAR, Math.max(FIRST_YEAR, Number(asked) || now))
  const calendar = useYear(year)
  const [isPublishing, setPublishing] = useState(false)
  const renew = useRenew()
  const go = (next: number) => change({ year: next === now ? undefined : String(next) })
  return (
    <div className="calendar">
      <header>
        <h1>{say('title')}</h1>
        {may('configure') && (
          <Button
            type="primary"
            className="page-act"
            disabled={calendar.data === undefined}
            onClick={() => setPublishing(true)}
          >
            {say('publish')}
          </Button>
        )}
        <p className="settings-lead">{say('lead')}</p>
      </header>
      {calendar.isPending && <Loading rows={8} />}
      {calendar.isError && <Failed error={calendar.error} onRetry={() => calendar.refetch()} />}
      {calendar.data !== undefined && (
        <>
          <YearBar year={year} calendar={calendar.data} onYear={go} />
          <YearView year={year} days={calendar.data.days} />
          <Notices calendar={calendar.data} />
        </>
      )}
      {isPublishing && calendar.data !== undefined && (
        <NoticeDialog
          year={year}
          calendar={calendar.data}
          onClose={() => setPublishing(false)}
          onDone={() => {
            setPublishing(false)
            renew()
          }}
        />
      )}
    </div>
  )
}

interface BarProps {
  readonly year: number
  readonly calendar: Calendar
  readonly onYear: (year: number) => void
}

export function useHoursWords() {
  const say = useWords(calendarWords)
  return (hours: Calendar['officeHours']) => hours.map(one => say('hours', one)).join(' ')
}

function YearBar({ year, calendar, onYear }: BarProps) {
  const say = useWords(calendarWords)
  const hoursOf = useHoursWords()
  const { days, officeHours } = calendar
  const isAnnounced = days.some(({ kind }) => kind === 'holiday')
  return (
    <>
      <div className="calendar-bar">
        <Button aria-label={say('yearBefore')} onClick={() => onYear(year - 1)}>
          {BEFORE}
        </Button>
        <strong aria-live="polite">{say('yearOf', { year })}</strong>
        <Button aria-label={say('yearAfter')} onClick={() => onYear(year + 1)}>
          {AFTER}
        </Button>
        <span>{say('workingDays', { count: days.filter(({ working }) => working).length })}</span>
        <span>
          {say('officeHours')} {hoursOf(officeHours)}
        </span>
        <ul className="calendar-legend" aria-label={say('legend')}>
          {(['working', 'weekend', 'holiday', 'workday'] as const).map(mark => (
            <li key={mark}>
              <span className="day" data-mark={mark} aria-hidden="true">
                {mark === 'holiday' || mark === 'workday' ? say(`m_${mark}`) : ''}
              </span>
              {say(`k_${mark}`)}
            </li>
          ))}
        </ul>
      </div>
      {!isAnnounced && <p className="calendar-unknown">{say('unknown', { year })}</p>}
    </>
  )
}

type Notice = Calendar['notices'][number]

function Notices({ calendar: { notices, version } }: { readonly calendar: Calendar }) {
  const say = useWords(calendarWords)
  const hoursOf = useHoursWords()
  const rangeOf = useRangeWords()
  const columns: TableColumnsType<Notice> = [
    { key: 'id', title: say('n_id'), dataIndex: 'id' },
    { key: 'instrument', title: say('n_instrument'), dataIndex: 'instrument' },
    {
      key: 'days',
      title: say('n_days'),
      render: (_, { days }) =>
        rangesOfDays(days).map(range => <div key={range.from}>{rangeOf(range)}</div>),
    },
    {
      key: 'hours',
      title: say('n_hours'),
      render: (_, { officeHours }) => officeHours && hoursOf(officeHours),
    },
  ]
  return (
    <section className="calendar-notices">
      <h2>{say('notices')}</h2>
      <PagedTable<Notice>
        list={wholeList({
          data: notices.toReversed(),
          isPending: false,
          error: null,
          refetch: () => Promise.resolve(),
        })}
        columns={columns}
        keyOf={({ id }) => id}
        caption={say('notices')}
        empty={{ title: say('noticesNone'), children: <p>{say('noticesNoneLead')}</p> }}
        leastWidth="40rem"
        isPlain={true}
      />
      <p className="calendar-version">{say('version', { version })}</p>
    </section>
  )
}
