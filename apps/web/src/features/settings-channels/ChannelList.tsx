// Which channels this server has, and how each fared in the last hour.
import { Link } from '@tanstack/react-router'
import type { TableColumnsType } from 'antd'
import { useMemo } from 'react'
import { type Fare, FareMark } from '../../desk-ui/fares/FareMark.tsx'
import { useCoded } from '../../desk-ui/reach/coded.ts'
import { PagedTable } from '../../desk-ui/tables/PagedTable.tsx'
import { wholeList } from '../../desk-ui/tables/use-paged-list.ts'
import { numberOf } from '../../i18n/formats.ts'
import { useLanguage, useWords } from '../../i18n/words.ts'
import { type ChannelStatus, useStatus } from './use-channels.ts'
import { channelsWords } from './words.ts'

const FARES = {
  good: 'good',
  failing: 'wrong',
  untried: 'idle',
} as const satisfies Record<ChannelStatus['state'], Fare>

export function ChannelList() {
  const say = useWords(channelsWords)
  const tag = useLanguage()
  const { channel } = useCoded()
  const status = useStatus()
  const columns = useMemo<TableColumnsType<ChannelStatus>>(
    () => [
      { key: 'channel', title: say('channel'), render: (_, row) => channel(row.channel) },
      {
        key: 'state',
        title: say('state'),
        render: (_, { state }) => <FareMark fare={FARES[state]} word={say(`state_${state}`)} />,
      },
      ...(['taken', 'failed'] as const).map(key => ({
        key,
        title: say(key),
        align: 'end' as const,
        sorter: (a: ChannelStatus, b: ChannelStatus) => a[key] - b[key],
        render: (_: unknown, row: ChannelStatus) => numberOf(tag, row[key]),
      })),
      {
        key: 'log',
        render: (_, row) => (
          <Link to="." search={{ tab: 'log', channel: row.channel } as never}>
            {say('seeLog')}
            <span className="visually-hidden"> {channel(row.channel)}</span>
          </Link>
        ),
      },
    ],
    [say, tag, channel],
  )
  return (
    <>
      <p className="settings-lead">{say('channelsLead')}</p>
      <PagedTable<ChannelStatus>
        list={wholeList({ ...status, data: status.data?.channels })}
        columns={columns}
        keyOf={row => row.channel}
        caption={say('tab_channels')}
        empty={{ title: say('channelsNone') }}
        leastWidth="36rem"
        isPlain={true}
      />
    </>
  )
}
