// Gaps and overlaps ahead in all rosters of the district that one may see.
import { Select } from 'antd'
import { settings } from '../../api/settings.ts'
import { useEntries } from '../../desk-ui/pickers/use-found.ts'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { toField } from '../../i18n/city-time.ts'
import { useName, useWords } from '../../i18n/words.ts'
import { useSession } from '../../ui/session.ts'
import { Empty, Failed, Loading } from '../../ui/views.tsx'
import { FindingList } from './FindingList.tsx'
import { useDistrictFindings } from './use-rosters.ts'
import { rosterWords } from './words.ts'

const AHEAD = [7, 14, 31, 62] as const
const DATE_LENGTH = 10
const USUAL = 14

export function DistrictTab() {
  const say = useWords(rosterWords)
  const { session } = useSession()
  const nameOf = useName()
  const [filters, change] = useFilters(['days', 'organisation', 'tab', 'date', 'roster'])
  const days = AHEAD.find(one => String(one) === filters.days) ?? USUAL
  const office = session.offices.find(one => one.office === session.office)
  const findings = useDistrictFindings(office?.district ?? '', days)
  const items = findings.data?.items ?? []
  const organisations = useEntries(
    'organisation',
    items.map(({ organisation }) => organisation),
  )
  const names = new Map((organisations.data ?? []).map(({ id, name }) => [id, name]))
  return (
    <>
      <p className="settings-lead">{say('districtLead')}</p>
      <div className="rosters-choice">
        <label htmlFor="rosters-days">{say('days')}</label>
        <Select
          id="rosters-days"
          value={days}
          onChange={next => change({ days: next === USUAL ? undefined : String(next) })}
          options={AHEAD.map(count => ({ value: count, label: say('daysOf', { count }) }))}
        />
      </div>
      {findings.isPending && <Loading rows={6} />}
      {findings.isError && <Failed error={findings.error} onRetry={() => findings.refetch()} />}
      {findings.data && items.length === 0 && (
        <Empty title={say('districtNone')}>
          <p>{say('districtNoneDetail')}</p>
        </Empty>
      )}
      <FindingList
        findings={items}
        whose={id => nameOf(names.get(id), id)}
        onGo={({ organisation, roster, from }) =>
          change({
            tab: undefined,
            days: undefined,
            organisation,
            roster,
            date: toField(from, settings.timeZone).slice(0, DATE_LENGTH),
          })
        }
      />
    </>
  )
}
