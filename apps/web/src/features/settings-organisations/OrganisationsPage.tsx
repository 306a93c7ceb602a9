// Organisations, their offices, and the territory 组织和辖区: looked at by everybody, kept by keepers.

import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { PageTabs } from '../../desk-ui/tabs/PageTabs.tsx'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useWords } from '../../i18n/words.ts'
import { AreasTab } from './AreasTab.tsx'
import './organisations.css'
import { TablesTab } from './TablesTab.tsx'
import { UnitsTab } from './UnitsTab.tsx'
import { KEY } from './use-organisations.ts'
import { organisationWords } from './words.ts'

const TABS = ['units', 'areas', 'tables'] as const
const SHOWN = { units: UnitsTab, areas: AreasTab, tables: TablesTab } as const

const LIVE_KINDS = ['directory', 'grant'] as const

export function OrganisationsPage() {
  useLiveQueries(KEY, LIVE_KINDS)
  useLiveQueries('directory', LIVE_KINDS)
  const say = useWords(organisationWords)
  const mayChange = useMandate().may('configure')
  const [{ tab }, change] = useFilters(['tab', 'sort'])
  const shown = TABS.find(one => one === tab) ?? 'units'
  const Shown = SHOWN[shown]
  return (
    <div className="organisations">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      {!mayChange && <p className="settings-lead">{say('notYours')}</p>}
      <PageTabs
        activeKey={shown}
        onChange={next => change({ tab: next === 'units' ? undefined : next, sort: undefined })}
        items={TABS.map(key => ({
          key,
          label: say(`tab_${key}`),
          children: key === shown && <Shown mayChange={mayChange} />,
        }))}
      />
    </div>
  )
}
