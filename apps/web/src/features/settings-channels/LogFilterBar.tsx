import { BROADCAST_ACTS, PAGE_ACTS } from '@muster/domain'
import { Button, Select } from 'antd'
import { CHANNEL_CODES, useCoded } from '../../desk-ui/reach/coded.ts'
import { useWords } from '../../i18n/words.ts'
import { LOG_FILTERS, type LogFilters, STATUSES } from './log-query.ts'
import { channelsWords } from './words.ts'

interface BarProps {
  readonly filters: LogFilters
  readonly change: (change: { readonly [K in keyof LogFilters]?: string | undefined }) => void
  readonly onRefresh: () => void
}

const NOTHING = Object.fromEntries(LOG_FILTERS.map(name => [name, undefined]))

/** What of the log is shown; a whistle in the address narrows it besides. */
export function LogFilterBar({ filters, change, onRefresh }: BarProps) {
  const say = useWords(channelsWords)
  const { act, channel } = useCoded()
  const choice = (
    name: 'status' | 'channel' | 'act' | 'drill',
    every: string,
    options: readonly { readonly value: string; readonly label: string }[],
  ) => (
    <Select<string>
      aria-label={every}
      value={filters[name] ?? ''}
      onChange={value => change({ [name]: value === '' ? undefined : value })}
      options={[{ value: '', label: every }, ...options]}
      popupMatchSelectWidth={false}
    />
  )
  return (
    <fieldset className="filter-bar">
      <legend className="visually-hidden">{say('tab_log')}</legend>
      {choice(
        'status',
        say('allStatus'),
        STATUSES.map(value => ({ value, label: say(`status_${value}`) })),
      )}
      {choice(
        'channel',
        say('allChannels'),
        CHANNEL_CODES.map(value => ({ value, label: channel(value) })),
      )}
      {choice(
        'act',
        say('allActs'),
        [...PAGE_ACTS, ...BROADCAST_ACTS].map(value => ({ value, label: act(value) })),
      )}
      {choice('drill', say('allKinds'), [
        { value: 'false', label: say('real') },
        { value: 'true', label: say('drills') },
      ])}
      <label className="filter-check">
        <input
          type="checkbox"
          checked={filters.gap === 'true'}
          onChange={({ target }) => change({ gap: target.checked ? 'true' : undefined })}
        />
        {say('gapOnly')}
      </label>
      {Object.keys(filters).length > 0 && (
        <Button type="link" onClick={() => change(NOTHING)}>
          {say('clear')}
        </Button>
      )}
      <Button onClick={onRefresh}>{say('refresh')}</Button>
    </fieldset>
  )
}
