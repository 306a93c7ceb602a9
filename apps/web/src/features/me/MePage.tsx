// One's own: what one was told, how one is reached, duty in one's calendar, who read about one.
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { PageTabs } from '../../desk-ui/tabs/PageTabs.tsx'
import { useWords } from '../../i18n/words.ts'
import { Calendars } from './Calendars.tsx'
import { Inbox } from './Inbox.tsx'
import './me.css'
import { Reads } from './Reads.tsx'
import { Ways } from './Ways.tsx'
import { meWords } from './words.ts'

const SHOWN = { inbox: Inbox, ways: Ways, calendars: Calendars, reads: Reads } as const
const TABS = ['inbox', 'ways', 'calendars', 'reads'] as const

export function MePage() {
  const say = useWords(meWords)
  const [{ tab }, change] = useFilters(['tab', 'unseen', 'sort'])
  const shown = TABS.find(one => one === tab) ?? 'inbox'
  const Shown = SHOWN[shown]
  return (
    <div className="me">
      <header>
        <h1>{say('title')}</h1>
        <p className="me-lead">{say('lead')}</p>
      </header>
      <PageTabs
        label={say('title')}
        activeKey={shown}
        onChange={next => change({ tab: next, unseen: undefined, sort: undefined })}
        items={TABS.map(key => ({
          key,
          label: say(`tab_${key}`),
          children: key === shown && <Shown />,
        }))}
      />
    </div>
  )
}
