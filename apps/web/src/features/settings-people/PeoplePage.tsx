// People and accounts 人员和账号: who holds which office, and by what they log in.

import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { PageTabs } from '../../desk-ui/tabs/PageTabs.tsx'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useWords } from '../../i18n/words.ts'
import { AccountsTab } from './AccountsTab.tsx'
import { PeopleTab } from './PeopleTab.tsx'
import './people.css'
import { KEY } from './use-people.ts'
import { peopleWords } from './words.ts'

const LIVE_KINDS = ['directory'] as const

export function PeoplePage() {
  useLiveQueries(KEY, LIVE_KINDS)
  useLiveQueries('directory', LIVE_KINDS)
  const say = useWords(peopleWords)
  const { may } = useMandate()
  const [filters, change] = useFilters(['tab', 'sort', 'q'])
  const tabs = may('admin') ? (['people', 'accounts'] as const) : (['people'] as const)
  const shown = filters.tab === 'accounts' && may('admin') ? 'accounts' : 'people'
  return (
    <div className="people">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      {tabs.length === 1 ? (
        <PeopleTab />
      ) : (
        <PageTabs
          activeKey={shown}
          onChange={next =>
            change({ tab: next === 'people' ? undefined : next, sort: undefined, q: undefined })
          }
          items={tabs.map(key => ({
            key,
            label: say(`tab_${key}`),
            children: key === shown && (key === 'people' ? <PeopleTab /> : <AccountsTab />),
          }))}
        />
      )}
    </div>
  )
}
