// Duty rosters 值班表: choose an organisation, see who is on duty and why, and change it.
import { Select } from 'antd'
import { OrganisationPicker } from '../../desk-ui/pickers/pickers.tsx'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { PageTabs } from '../../desk-ui/tabs/PageTabs.tsx'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import { CalendarTab } from './CalendarTab.tsx'
import { DistrictTab } from './DistrictTab.tsx'
import { LeaveTab } from './LeaveTab.tsx'
import { OpenRoster } from './OpenRoster.tsx'
import './rosters.css'
import { TableTab } from './TableTab.tsx'
import { TurnsTab } from './TurnsTab.tsx'
import { KEY, type Roster, useRosters } from './use-rosters.ts'
import { rosterWords } from './words.ts'

const TABS = { calendar: CalendarTab, turns: TurnsTab, leave: LeaveTab, table: TableTab } as const
type TabName = keyof typeof TABS | 'district'

/** Who is on duty follows from the days that are worked, too, and from who holds an office. */
const LIVE_KINDS = ['roster', 'notices', 'directory'] as const

/** The organisation of the office that one acts in. */
function useOwnOrganisation(): string | undefined {
  const { session } = useSession()
  return session.offices.find(({ office }) => office === session.office)?.organisation
}

export function RostersPage() {
  useLiveQueries(KEY, LIVE_KINDS)
  const say = useWords(rosterWords)
  const own = useOwnOrganisation()
  const [filters, change] = useFilters(['organisation', 'roster', 'tab', 'date'])
  const organisation = filters.organisation ?? own
  const isDistrict = filters.tab === 'district'
  return (
    <div className="rosters">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      {isDistrict ? (
        <RosterTabs shown="district" roster={undefined} />
      ) : (
        <>
          <div className="rosters-choice">
            <label htmlFor="rosters-organisation">{say('organisation')}</label>
            <OrganisationPicker
              id="rosters-organisation"
              isClearable={false}
              value={organisation ?? null}
              onChange={id => change({ organisation: id, roster: undefined })}
            />
          </div>
          {organisation === undefined ? (
            <Empty title={say('choose')}>
              <p>{say('chooseDetail')}</p>
            </Empty>
          ) : (
            <OfOrganisation key={organisation} organisation={organisation} />
          )}
        </>
      )}
    </div>
  )
}

function OfOrganisation({ organisation }: { readonly organisation: string }) {
  const say = useWords(rosterWords)
  const [filters, change] = useFilters(['roster', 'tab'])
  const rosters = useRosters(organisation)
  if (rosters.isPending) return <Loading rows={8} />
  if (rosters.isError) return <Failed error={rosters.error} onRetry={() => rosters.refetch()} />
  const roster = rosters.data.find(({ id }) => id === filters.roster) ?? rosters.data[0]
  const shown = (filters.tab ?? 'calendar') as TabName
  return (
    <>
      {roster === undefined && (
        <Empty title={say('none')}>
          <p>{say('noneDetail')}</p>
          <OpenRoster organisation={organisation} />
        </Empty>
      )}
      {rosters.data.length > 1 && roster && (
        <RosterChoice
          rosters={rosters.data}
          chosen={roster.id}
          onChoose={id => change({ roster: id })}
        />
      )}
      {roster?.fromDirectory === true && <p className="settings-lead">{say('fromDirectory')}</p>}
      <RosterTabs shown={shown} roster={roster} />
    </>
  )
}

interface ChoiceProps {
  readonly rosters: readonly Roster[]
  readonly chosen: string
  readonly onChoose: (id: string) => void
}

function RosterChoice({ rosters, chosen, onChoose }: ChoiceProps) {
  const say = useWords(rosterWords)
  const nameOf = useName()
  const offices = useEntries(
    'office',
    rosters.map(({ office }) => office),
  )
  const names = new Map((offices.data ?? []).map(({ id, name }) => [id, name]))
  return (
    <div className="rosters-choice">
      <label htmlFor="rosters-roster">{say('roster')}</label>
      <Select
        id="rosters-roster"
        className="found-select"
        value={chosen}
        onChange={onChoose}
        options={rosters.map(({ id, office }) => ({
          value: id,
          label: nameOf(names.get(office), office),
        }))}
      />
    </div>
  )
}

function RosterTabs({
  shown,
  roster,
}: {
  readonly shown: TabName
  readonly roster: Roster | undefined
}) {
  const say = useWords(rosterWords)
  const [, change] = useFilters(['tab'])
  const names: readonly TabName[] = [
    ...(roster === undefined && shown !== 'district'
      ? []
      : (['calendar', 'turns', 'leave', 'table'] as const)),
    'district',
  ]
  const content = () => {
    if (shown === 'district') return <DistrictTab />
    const Shown = TABS[shown] ?? CalendarTab
    return roster && <Shown key={roster.id} roster={roster} />
  }
  return (
    <PageTabs
      activeKey={shown}
      onChange={tab => change({ tab: tab === 'calendar' ? undefined : tab })}
      items={names.map(key => ({
        key,
        label: say(`tab_${key}`),
        children: key === shown && content(),
      }))}
    />
  )
}
