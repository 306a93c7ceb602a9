// The responsibility list: which problem is whose, where, by which law; and what rulings propose to it.
import { Button, Tabs } from 'antd'
import { useState } from 'react'
import { useMandate } from '../../desk-ui/acts/use-mandate.ts'
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { useLiveQueries } from '../../desk-ui/use-live-queries.ts'
import { useWords } from '../../i18n/words.ts'
import { EntryDialog } from './EntryDialog.tsx'
import { EntryList } from './EntryList.tsx'
import { ProposalList } from './ProposalList.tsx'
import './responsibility.css'
import { KEY } from './use-list.ts'
import { responsibilityWords } from './words.ts'

const TABS = ['entries', 'proposals'] as const
const SHOWN = { entries: EntryList, proposals: ProposalList } as const

const LIVE_KINDS = ['list'] as const

export function ResponsibilityPage() {
  useLiveQueries(KEY, LIVE_KINDS)
  const say = useWords(responsibilityWords)
  const { may } = useMandate()
  const [{ tab }, change] = useFilters(['tab'])
  const [isAdding, setAdding] = useState(false)
  const shown = TABS.find(one => one === tab) ?? 'entries'
  const Shown = SHOWN[shown]
  return (
    <div className="responsibility">
      <header>
        <h1>{say('title')}</h1>
        {may('configure') && (
          <Button type="primary" className="page-act" onClick={() => setAdding(true)}>
            {say('add')}
          </Button>
        )}
        <p className="settings-lead">{say('lead')}</p>
      </header>
      <Tabs
        activeKey={shown}
        onChange={next => change({ tab: next === 'entries' ? undefined : next })}
        items={TABS.map(key => ({
          key,
          label: say(`tab_${key}`),
          children: key === shown && <Shown />,
        }))}
      />
      {isAdding && <EntryDialog onClose={() => setAdding(false)} />}
    </div>
  )
}
