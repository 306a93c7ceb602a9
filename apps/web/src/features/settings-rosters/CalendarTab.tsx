// Who is on duty, day by day and layer by layer; a piece opened says why, and what is wrong ahead stands above.
import { useState } from 'react'
import { serverNow } from '../../api/clock.ts'
import { settings } from '../../api/settings.ts'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { toField } from '../../i18n/city-time.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { Failed, Loading } from '../../ui/views.tsx'
import { DayCell } from './DayCell.tsx'
import { dateOf, dayOf } from './day-formats.ts'
import {
  addDays,
  addMonths,
  daysOf,
  LAYERS,
  midnight,
  type Piece,
  peopleIn,
  shownDays,
} from './duty-days.ts'
import { FindingList } from './FindingList.tsx'
import { PieceDialog } from './PieceDialog.tsx'
import { type Roster, useFindings, useNamesOf, usePlan } from './use-rosters.ts'
import { rosterWords } from './words.ts'

const DATE_LENGTH = 10
const DATE = /^\d{4}-\d{2}-\d{2}$/
const VIEWS = ['week', 'month'] as const

function todayInCity(): string {
  return toField(serverNow(), settings.timeZone).slice(0, DATE_LENGTH)
}

export function CalendarTab({ roster }: { readonly roster: Roster }) {
  const [filters, change] = useFilters(['view', 'date'])
  const view = filters.view === 'month' ? 'month' : 'week'
  const date = DATE.test(filters.date ?? '') ? (filters.date ?? '') : todayInCity()
  const go = (next: string) => change({ date: next === todayInCity() ? undefined : next })
  const step = (by: 1 | -1) => go(view === 'week' ? addDays(date, 7 * by) : addMonths(date, by))
  return (
    <>
      <Findings roster={roster} onGo={go} />
      <Steps
        view={view}
        onView={next => change({ view: next === 'week' ? undefined : next })}
        onStep={step}
        onToday={() => go(todayInCity())}
      />
      <Calendar roster={roster} view={view} date={date} />
    </>
  )
}

function Findings({
  roster,
  onGo,
}: {
  readonly roster: Roster
  readonly onGo: (d: string) => void
}) {
  const say = useWords(rosterWords)
  const findings = useFindings(roster.id)
  return (
    <section className="rosters-findings" aria-label={say('findings')}>
      <h2>{say('findings')}</h2>
      {findings.isPending && <Loading rows={1} height="1.5em" />}
      {findings.isError && <Failed error={findings.error} onRetry={() => findings.refetch()} />}
      {findings.data?.items.length === 0 && <p>{say('findingsNone')}</p>}
      {findings.data && (
        <FindingList
          findings={findings.data.items}
          onGo={({ from }) => onGo(toField(from, settings.timeZone).slice(0, DATE_LENGTH))}
        />
      )}
    </section>
  )
}

interface StepsProps {
  readonly view: 'week' | 'month'
  readonly onView: (view: 'week' | 'month') => void
  readonly onStep: (by: 1 | -1) => void
  readonly onToday: () => void
}

function Steps({ view, onView, onStep, onToday }: StepsProps) {
  const say = useWords(rosterWords)
  return (
    <div className="rosters-steps">
      <button type="button" className="button" onClick={() => onStep(-1)}>
        {say('before')}
      </button>
      <button type="button" className="button" onClick={onToday}>
        {say('today')}
      </button>
      <button type="button" className="button" onClick={() => onStep(1)}>
        {say('after')}
      </button>
      <fieldset className="rosters-views">
        <legend className="visually-hidden">{say('view')}</legend>
        {VIEWS.map(one => (
          <button
            key={one}
            type="button"
            className="button plain"
            aria-pressed={view === one}
            onClick={() => onView(one)}
          >
            {say(`view_${one}`)}
          </button>
        ))}
      </fieldset>
    </div>
  )
}

interface CalendarProps {
  readonly roster: Roster
  readonly view: 'week' | 'month'
  readonly date: string
}

function Calendar({ roster, view, date }: CalendarProps) {
  const say = useWords(rosterWords)
  const tag = useLanguage()
  const [opened, setOpened] = useState<Piece>()
  const shown = shownDays(view, date)
  const last = addDays(shown.first, shown.count - 1)
  const from = midnight(shown.first, settings.timeZone)
  const until = midnight(addDays(last, 1), settings.timeZone)
  const plan = usePlan(roster.id, { from, until })
  const nameOf = useNamesOf(plan.data === undefined ? [] : peopleIn(plan.data))
  if (plan.isPending) return <Loading rows={6} height="6em" />
  if (plan.isError) return <Failed error={plan.error} onRetry={() => plan.refetch()} />
  const { needs } = roster
  const days = daysOf(plan.data, shown, { needs, timeZone: settings.timeZone })
  const layers = LAYERS.filter(
    layer => needs[layer] > 0 || days.some(({ pieces }) => pieces[layer].length > 0),
  )
  const today = todayInCity()
  return (
    <section aria-label={say('calendar', { from: dateOf(tag, from), until: dayOf(tag, last) })}>
      <h2 className="rosters-span">{`${dateOf(tag, from)} – ${dayOf(tag, last)}`}</h2>
      <ol className={`duty-days duty-${view}`} data-layers={layers.length}>
        {days.map(day => (
          <DayCell
            key={day.date}
            day={day}
            layers={layers}
            isToday={day.date === today}
            isOutside={view === 'month' && day.date.slice(0, 7) !== date.slice(0, 7)}
            isShort={view === 'month'}
            nameOf={nameOf}
            onOpen={setOpened}
          />
        ))}
      </ol>
      {opened && (
        <PieceDialog
          roster={roster}
          piece={opened}
          nameOf={nameOf}
          onClose={() => setOpened(undefined)}
        />
      )}
    </section>
  )
}
