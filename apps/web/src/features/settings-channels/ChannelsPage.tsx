// How messages reach people: ways and how they fare, every message, what people read, systems that are told.
import { useFilters } from '../../desk-ui/tables/use-filters.ts'
import { PageTabs } from '../../desk-ui/tabs/PageTabs.tsx'
import { useWords } from '../../i18n/words.ts'
import { ChannelList } from './ChannelList.tsx'
import './channels.css'
import { DeliveryLog } from './DeliveryLog.tsx'
import { LOG_FILTERS } from './log-query.ts'
import { MessagePreview } from './MessagePreview.tsx'
import { WebhookList } from './WebhookList.tsx'
import { channelsWords } from './words.ts'

const TABS = ['channels', 'log', 'preview', 'webhooks'] as const
const FORGOTTEN = Object.fromEntries(['sort', ...LOG_FILTERS].map(name => [name, undefined]))

const SHOWN = {
  channels: ChannelList,
  log: DeliveryLog,
  preview: MessagePreview,
  webhooks: WebhookList,
} as const

export function ChannelsPage() {
  const say = useWords(channelsWords)
  const [{ tab }, change] = useFilters(['tab'])
  const shown = TABS.find(one => one === tab) ?? 'channels'
  const Shown = SHOWN[shown]
  return (
    <div className="channels">
      <header>
        <h1>{say('title')}</h1>
        <p className="settings-lead">{say('lead')}</p>
      </header>
      <PageTabs
        label={say('title')}
        activeKey={shown}
        onChange={next => change({ ...FORGOTTEN, tab: next })}
        items={TABS.map(key => ({
          key,
          label: say(`tab_${key}`),
          children: key === shown && <Shown />,
        }))}
      />
    </div>
  )
}
